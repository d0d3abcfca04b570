"""How common words are among persons' names and in descriptions of persons: the table of ``evidence/counts``.

Sources: names of the person authority and persons lists of Foreign Relations of the United States (public domain, CC0),
labels of persons of Wikidata (CC0).
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from extractors.languages.fold import fold
from kg.resolve.names.parts import parse

_FEWEST = 3


def save_counts(shared: Path, out: Path) -> None:
    """shared: the folder that holds ``names`` and ``gold``. Minus the log of each word's share, rounded."""
    bearers: dict[str, Counter[str]] = {"Arab": Counter(), "Cyrl": Counter(), "Latn": Counter()}
    persons: Counter[str] = Counter()
    for names in _persons(shared):
        words: dict[str, set[str]] = {}
        for name in names:
            parsed = parse(name)
            words.setdefault(parsed.script, set()).update(p.text for p in parsed.parts if p.kind != "initial")
        for script, found in words.items():
            persons[script] += 1
            bearers[script].update(found)
    descriptions = [set(fold(line["description"]).split()) for line in _lines(shared / "gold/persons_lists_dev.jsonl")]
    table = {script: _logs(counts, persons[script]) for script, counts in bearers.items()}
    table["description"] = _logs(Counter(word for words in descriptions for word in words), len(descriptions))
    out.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n", "utf-8")


def _persons(shared: Path) -> Iterable[list[str]]:
    for line in _lines(shared / "gold/people_authority.jsonl"):
        yield [line["preferred"], *line["names"]]
    for line in _lines(shared / "names/persons_wikidata_labels_dev.jsonl"):
        yield [name for names in line["names"].values() for name in names]


def _logs(counts: Counter[str], whole: int) -> dict[str, float]:
    return {word: round(-math.log(count / whole), 2) for word, count in counts.items() if count >= _FEWEST}


def _lines(path: Path) -> Iterable[dict]:  # type: ignore[type-arg]
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)
