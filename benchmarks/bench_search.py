"""Full-text search over a million page-lines: time a query, size, time to build, beside plain FTS5 with trigrams.

``python benchmarks/bench_search.py [EDITION] [--lines N] [--queries N]``. The lines are those of the texts of a
published edition, and, until there are enough, halves of two of them joined, by a fixed seed. Both indexes hold the
same lines and are asked the same questions in turn, each for its twenty best. Kinds of questions, made by the seed:
one word; two words of a line; the first letters of a word; a word with one wrong letter; a word in another script.
``found`` is the share of questions with an answer. Times are wall clock and, for shared machines, processor time.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.edition import Edition
from kg.iri import Iris
from kg.resolve.names.romanise import romanise
from kg.search import Wanted, gather, search
from kg.search.build import write_index
from kg.search.gather import Words
from kg.search.words import folded_words
from kg.store.oxigraph import OxigraphStore

LINES_A_PAGE, PAGES_A_RECORD = 40, 5
SEED = 7
Ask = Callable[[str], int]


def real_lines(edition: Edition) -> list[tuple[str, str]]:
    """(line, language) of every text."""
    store = OxigraphStore(edition.store_path, read_only=True)
    found = []
    for words in gather.texts(store, Iris(edition.base, edition.vocabulary)):
        found += [(line, words.lang) for line in words.text.split("\n") if line.strip()]
    return found


def lines(real: list[tuple[str, str]], count: int) -> Iterator[tuple[str, str]]:
    """The real ones first, then joined halves of two of one language."""
    yield from islice(real, count)
    chance = random.Random(SEED)
    by_lang: dict[str, list[str]] = {}
    for line, lang in real:
        by_lang.setdefault(lang, []).append(line)
    for _ in range(count - len(real)):
        left, lang = chance.choice(real)
        right = chance.choice(by_lang[lang])
        first, second = left.split(), right.split()
        yield " ".join((*first[: max(1, len(first) // 2)], *second[len(second) // 2 :])), lang


def passages(made: Iterator[tuple[str, str]]) -> Iterator[tuple[int, Words]]:
    """The lines as pages of records."""
    number = 0
    while page := list(islice(made, LINES_A_PAGE)):
        record, iri = f"https://b/id/record/{number // PAGES_A_RECORD}", f"https://b/id/page/{number}"
        for text in gather.passages("\n".join(line for line, _ in page)):
            yield 3, Words(record, text, page[0][1], iri, str(number))
        number += 1


def questions(real: list[tuple[str, str]], count: int) -> dict[str, list[str]]:
    """Kind -> questions."""
    chance = random.Random(SEED + 1)
    made: dict[str, list[str]] = {"word": [], "two words": [], "beginning": [], "wrong letter": [], "other script": []}
    while min(map(len, made.values())) < count:
        line, lang = chance.choice(real)
        words = [word for word in folded_words(line) if len(word) > 3 and word.isalpha()]
        if len(words) < 2:
            continue
        one, other = chance.sample(words, 2)
        made["word"].append(one + " ")
        made["two words"].append(f"{one} {other} ")
        made["beginning"].append(one[: max(3, len(one) // 2)])
        at = chance.randrange(len(other))
        made["wrong letter"].append(other[:at] + chance.choice("aеиosرن") + other[at + 1 :] + " ")
        if lang in ("ar", "ru", "kk"):
            made["other script"].append(romanise(one) + " ")
    return {kind: found[:count] for kind, found in made.items()}


def plain_trigrams(path: Path, made: Iterator[tuple[str, str]]) -> Ask:
    """The peer: each line a row of FTS5 with trigrams, ranked by it."""
    database = sqlite3.connect(path)
    database.execute("CREATE VIRTUAL TABLE line USING fts5(text, tokenize='trigram')")
    database.executemany("INSERT INTO line VALUES (?)", ((line,) for line, _ in made))
    database.commit()

    def ask(query: str) -> int:
        match = " AND ".join(f'"{word}"' for word in query.split())
        query = "SELECT text FROM line WHERE line MATCH ? ORDER BY rank LIMIT 20"
        return len(database.execute(query, (match,)).fetchall())

    return ask


def measure(asks: dict[str, Ask], asked: list[str]) -> dict[str, list[tuple[float, float, int]]]:
    """Every question to every system in turn: seconds, seconds of the processor, number of answers."""
    taken: dict[str, list[tuple[float, float, int]]] = {name: [] for name in asks}
    for query in asked:
        for name, ask in asks.items():
            wall, processor = time.perf_counter(), time.process_time()
            found = ask(query)
            taken[name].append((time.perf_counter() - wall, time.process_time() - processor, found))
    return taken


def part(values: list[float], share: float) -> float:
    """The value below which that share of the values lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def main() -> None:
    """Measure, print a table, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("edition", type=Path, nargs="?", default=Path("build/demo/editions/current"))
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=100, help="of each kind")
    parser.add_argument("--out", type=Path, default=Path("build/bench/search.json"))
    given = parser.parse_args()
    real = real_lines(Edition.open(given.edition))
    rows: list[dict[str, object]] = []
    with TemporaryDirectory() as folder:
        ours, theirs = Path(folder) / "sunqar.sqlite", Path(folder) / "trigram.sqlite"

        def build() -> Ask:
            write_index(ours, "https://b", passages(lines(real, given.lines)), {}, {}, {}, [])
            return lambda query: len(search(ours, query, Wanted(pages=True)))

        asks: dict[str, Ask] = {}
        for name, path, make in (
            ("sunqar", ours, build),
            ("fts5 trigram", theirs, lambda: plain_trigrams(theirs, lines(real, given.lines))),
        ):
            wall, processor = time.perf_counter(), time.process_time()
            asks[name] = make()
            seconds, busy = time.perf_counter() - wall, time.process_time() - processor
            megabytes = path.stat().st_size / 1e6
            rows.append(row(f"build, {given.lines} lines, {len(real)} of them real", name, seconds, "s", cpu=busy))
            rows.append(row("size", name, megabytes, "MB"))
            print(*rows[-2:], sep="\n", flush=True)
        for kind, asked in questions(real, given.queries).items():
            for name, taken in measure(asks, asked).items():
                found = sum(hits > 0 for _, _, hits in taken) / len(taken)
                for share in (0.5, 0.95):
                    wall, busy = (part([each[at] for each in taken], share) * 1000 for at in (0, 1))
                    rows.append(row(f"{kind}: p{share * 100:.0f}", name, wall, "ms", cpu=busy, found=found))
                    print(rows[-1], flush=True)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    report = {"benchmark": "Full-text search", "rows": rows}
    given.out.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def row(measure: str, system: str, value: float, unit: str, **more: float) -> dict[str, object]:
    """A row of the report; cpu is processor time in the same unit."""
    rounded = {name: round(figure, 2) for name, figure in more.items()}
    return {"measure": measure, "system": system, "value": round(value, 1), "unit": unit, **rounded}


if __name__ == "__main__":
    main()
