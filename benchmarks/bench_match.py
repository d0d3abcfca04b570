"""How well names are matched across scripts: the thirteen sets of ``../shared/names/match``.

    python benchmarks/bench_match.py [--all] [--letters] [SHARED]

R@1, R@10 and the mean reciprocal rank with ties averaged; then each query once with its answer among the candidates and
once without it: precision and recall of "this one" at thresholds of the score, all sets pooled. Processor time a query
against the set's candidates. The weights of names are fitted to the other half of each set's questions
(``kg.resolve.training.match_sets``), so only the half is asked that they have not seen; ``--all`` asks both. The names
of the cldr sets, and towns of the place sets, are in the lexicon, as they come from the same source; ``--letters`` asks
without it. Nothing is measured where the folder is absent.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from kg.resolve.names.index import Match, NameIndex
from kg.resolve.names.logistic import shares
from kg.resolve.training.match_sets import for_fitting

ROOT = Path(__file__).parents[1]
THRESHOLDS = (0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
_DEEP = 120


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def rank(matches: list[Match], gold: int) -> float:
    """Place of the right candidate, ties averaged; infinite where it is not found."""
    score = next((match.logit for match in matches if match.number == gold), None)
    if score is None:
        return float("inf")
    better = sum(match.logit > score for match in matches)
    return better + (sum(match.logit == score for match in matches) + 1) / 2


def measure(folder: Path, both: bool, letters: bool) -> tuple[list[dict[str, Any]], list[tuple[float, bool, bool]]]:
    """both  ask the half that the weights are fitted to as well;  letters  leave the lexicon of places out

    A row for each set; (score of the first, whether it is right, whether there was an answer) for each asking."""
    rows, decisions = [], []
    for path in sorted(folder.glob("*.queries.jsonl")):
        name = path.name.split(".")[0]
        candidates = lines(folder / f"{name}.candidates.jsonl")
        numbers = {record["id"]: at for at, record in enumerate(candidates)}
        index = NameIndex((record["name"], None) for record in candidates)
        ranks, spent = [], 0.0
        queries = [query for query in lines(path) if both or not for_fitting(query["id"])]
        for query in queries:
            gold = numbers[query["gold"]]
            start = time.process_time()
            matches = index.match(query["name"], query["lang"], "person" if letters else query["kind"], most=_DEEP)
            spent += time.process_time() - start
            ranks.append(rank(matches, gold))
            decisions.append((matches[0].score if matches else 0.0, bool(matches) and matches[0].number == gold, True))
            others = np.array([match.logit for match in matches if match.number != gold])
            decisions.append((float(shares(others).max()) if len(others) else 0.0, False, False))
        row = {"set": name, "queries": len(queries)}
        row |= {"R@1": sum(1.0 if r == 1 else 1 / r if r < 2 else 0.0 for r in ranks) / len(ranks)}
        row |= {"R@10": sum(r <= 10 for r in ranks) / len(ranks), "MRR": sum(1 / r for r in ranks) / len(ranks)}
        rows.append(row | {"ms": 1000 * spent / len(queries)})
    return rows, decisions


def mean(rows: list[dict[str, Any]], name: str) -> dict[str, Any]:
    """The mean over sets."""
    keys = ("R@1", "R@10", "MRR", "ms")
    return {"set": name, "queries": sum(row["queries"] for row in rows)} | {
        key: sum(row[key] for row in rows) / max(len(rows), 1) for key in keys
    }


def main(shared: Path, both: bool, letters: bool) -> None:
    """Print a table and write ``build/bench/match.json``."""
    folder = shared / "names" / "match"
    if not folder.is_dir():
        print(f"{folder} is not here: nothing measured.")
        return
    rows, decisions = measure(folder, both, letters)
    rows += [mean([row for row in rows if row["set"].endswith(lang)], f"mean {lang}") for lang in ("ar", "ru", "kk")]
    rows.append(mean([row for row in rows if not row["set"].startswith("mean")], "mean of all"))
    for row in rows:
        print(f"{row['set']:12} {row['R@1']:.3f} {row['R@10']:.3f} {row['MRR']:.3f} {row['ms']:6.1f} ms")
    answerable = sum(there for _, _, there in decisions)
    for threshold in THRESHOLDS:
        said = [(right, there) for score, right, there in decisions if score >= threshold]
        right = sum(right for right, _ in said)
        precision, recall = right / max(len(said), 1), right / answerable
        print(f"score >= {threshold:.2f}: precision {precision:.3f} recall {recall:.3f}")
        rows.append({"set": f"score >= {threshold}", "precision": round(precision, 3), "recall": round(recall, 3)})
    found = [
        {key: round(value, 3) if isinstance(value, float) else value for key, value in row.items()} for row in rows
    ]
    out = ROOT / "build" / "bench"
    out.mkdir(parents=True, exist_ok=True)
    report = {"benchmark": "Names across scripts", "rows": found}
    (out / "match.json").write_text(json.dumps(report, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    folders = [word for word in sys.argv[1:] if not word.startswith("--")]
    main(Path(folders[0]) if folders else ROOT.parent / "shared", "--all" in sys.argv, "--letters" in sys.argv)
