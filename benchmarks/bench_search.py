"""Full-text search over a million page-lines: time a query, size, time to build, beside plain FTS5 with trigrams.

``python benchmarks/bench_search.py [EDITION] [--lines N] [--queries N]``. The lines are those of the texts of a
published edition, and, until there are enough, halves of two of them joined, by a fixed seed. Both indexes hold the
same lines and are asked the same questions in turn, each for its twenty best. Kinds of questions, made by the seed:
one word; two words of a line; the first letters of a word; a word with one wrong letter; a word in another script.
``found`` is the share of questions with an answer. Times are wall clock and, for shared machines, processor time.

Then whole results of the edition's own index, as the page of search asks for them: the set, its facets with their
counts, the first page and the names on it, for words, for words in other scripts and for no words at all, each with up
to three choices of facets that are on offer. ``--index`` is another index of the same edition; ``--results`` measures
only these.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kg.edition import Edition
from kg.iri import Iris
from kg.resolve.names.romanise import romanise
from kg.search import Choice, Wanted, bins, facet_values, find, network, search, spots
from kg.search.build import write_index
from kg.search.facets import Value
from kg.search.found import Found
from kg.search.gather import Words
from kg.search.texts import passages as passages_of
from kg.search.texts import texts
from kg.search.words import folded_words
from kg.store.oxigraph import OxigraphStore

LINES_A_PAGE, PAGES_A_RECORD = 40, 5
SEED = 7
_OTHER = frozenset(("ar", "ru", "kk"))
"""Languages whose words are also asked for in Latin letters."""
Ask = Callable[[str], int]


def real_lines(edition: Edition) -> list[tuple[str, str]]:
    """(line, language) of every text."""
    store = OxigraphStore(edition.store_path, read_only=True)
    found = []
    for words in texts(store, Iris(edition.base, edition.vocabulary)):
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
        for text in passages_of("\n".join(line for line, _ in page)):
            yield 3, Words(record, text, page[0][1], iri, str(number))
        number += 1


def questions(real: list[tuple[str, str]], count: int) -> dict[str, list[str]]:
    """Kind -> questions."""
    chance = random.Random(SEED + 1)
    made: dict[str, list[str]] = {"word": [], "two words": [], "beginning": [], "wrong letter": []}
    if any(lang in _OTHER for _, lang in real):
        made["other script"] = []
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
        if lang in _OTHER:
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


def results(index: Path, asked: dict[str, list[str]]) -> Iterator[dict[str, object]]:
    """Rows for whole results: each question with no choice, then with one, two and three that the result offers."""
    chance = random.Random(SEED + 2)
    views: dict[str, Callable[[Found, Choice], object]] = {
        "list": lambda found, choice: None, "time": bins,
        "map": lambda found, _: spots(found), "network": lambda found, _: network(found),
    }  # fmt: skip
    for kind, queries in asked.items():
        taken: dict[str, list[tuple[float, float, int]]] = {view: [] for view in views}
        for query in queries:
            choice = Choice()
            for _ in range(4):
                for view, count in views.items():
                    wall, processor = time.perf_counter(), time.process_time()
                    with find(index, query, choice) as found:
                        offered = facet_values(found, choice)
                        hits = found.page(0, 25)
                        found.labels(hit.iri for hit in hits)
                        count(found, choice)
                        spent = time.perf_counter() - wall, time.process_time() - processor
                        taken[view].append((*spent, found.total))
                choice = chosen(choice, offered, chance)
        for view, times in taken.items():
            for share in (0.5, 0.95):
                wall, busy = (part([each[at] for each in times], share) * 1000 for at in (0, 1))
                any_hit = sum(hits > 0 for _, _, hits in times) / len(times)
                measured = f"result, {kind}, {view}: p{share * 100:.0f}"
                yield row(measured, "sunqar", wall, "ms", cpu=busy, found=any_hit)


def chosen(choice: Choice, offered: dict[str, tuple[Value, ...]], chance: random.Random) -> Choice:
    """The choice with one more value that is on offer."""
    facets = ("type", "archive", "place", "language", "form", "reviewed")
    left = [(facet, one.value) for facet in facets for one in offered[facet] if not getattr(choice, facet)]
    if not left:
        return choice
    facet, value = chance.choice(left)
    changes: dict[str, Any] = {facet: (value,)}
    changed: Choice = replace(choice, **changes)
    return changed


def part(values: list[float], share: float) -> float:
    """The value below which that share of the values lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def main() -> None:
    """Measure, print a table, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("edition", type=Path, nargs="?", default=Path("build/demo/editions/current"))
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=100, help="of each kind")
    parser.add_argument("--index", type=Path, help="another search index of the edition")
    parser.add_argument("--results", action="store_true", help="only whole results of the edition's own index")
    parser.add_argument("--out", type=Path, default=Path("build/bench/search.json"))
    given = parser.parse_args()
    edition = Edition.open(given.edition)
    real = real_lines(edition)
    rows: list[dict[str, object]] = []
    asked = questions(real, given.queries)
    of_results = {"no words": [""]} | {kind: asked[kind] for kind in ("word", "other script") if kind in asked}
    for each in results(given.index or edition.search_path, of_results):
        rows.append(each)
        print(each, flush=True)
    if given.results:
        write(given.out, rows)
        return
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
        for kind, queries in asked.items():
            for name, taken in measure(asks, queries).items():
                found = sum(hits > 0 for _, _, hits in taken) / len(taken)
                for share in (0.5, 0.95):
                    wall, busy = (part([each[at] for each in taken], share) * 1000 for at in (0, 1))
                    rows.append(row(f"{kind}: p{share * 100:.0f}", name, wall, "ms", cpu=busy, found=found))
                    print(rows[-1], flush=True)
    write(given.out, rows)


def write(path: Path, rows: list[dict[str, object]]) -> None:
    """The report as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    report = {"benchmark": "Full-text search", "rows": rows}
    path.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def row(measure: str, system: str, value: float, unit: str, **more: float) -> dict[str, object]:
    """A row of the report; cpu is processor time in the same unit."""
    rounded = {name: round(figure, 2) for name, figure in more.items()}
    return {"measure": measure, "system": system, "value": round(value, 1), "unit": unit, **rounded}


if __name__ == "__main__":
    main()
