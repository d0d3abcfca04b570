"""How linking grows: generated mentions with names as frequent as Zipf's law says, in four spellings and scripts.

    python benchmarks/bench_link.py 10000 100000 1000000 [--stages blocking] [--out build/bench/link.json]

Each mention is a local entity of one of N / 10 documents; a tenth as many persons as mentions have names drawn by
Zipf's law from given and family names that are composed of syllables. Prints one JSON object a size: CPU seconds of
each stage, pairs compared, and those of a second run after one more document. With ``--stages blocking`` nothing is
compared.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from extractors.languages.fold import fold
from kg.ledger import SCHEMA
from kg.rdf.facts import Facts
from kg.resolve.blocking import pairs
from kg.resolve.candidates import Candidate, Sighting
from kg.resolve.comparisons import Comparisons
from kg.resolve.linkers.names import NameLinker
from kg.resolve.units import units
from kg.unswept import unswept

_SYLLABLES = tuple(f"{one}{other}" for one in "bdfghklmnrstvz" for other in "aiu")
_CYRILLIC = str.maketrans("abdefghiklmnrstuvz", "абдефгхиклмнрстувз")
_ARABIC = str.maketrans("abdefghiklmnrstuvz", "ابديفقحيكلمنرستوفز")
_OFFICES = ("Ambassador to Iran", "Secretary of State", "Foreign Minister", "Governor", "Consul in Tashkent", "")
_MENTIONS = 10
T = TypeVar("T")


def candidates(size: int, seed: int = 5) -> list[Candidate]:
    """Local entities, sorted by IRI; ``size`` of them or a few fewer, where a document names somebody twice."""
    rng = random.Random(seed)
    names = ["".join(parts).capitalize() for parts in product(_SYLLABLES, repeat=3)]
    rng.shuffle(names)
    many = max(50, size // _MENTIONS)
    given, family = names[: 400 + many // 50], names[-(2_000 + many // 5) :]
    people = list(zip(_zipf(rng, given, many), _zipf(rng, family, many), strict=True))
    found: dict[str, Candidate] = {}
    for document in range(size // _MENTIONS):
        lang, archive = rng.choice((("en", "qa"), ("ar", "qa"), ("ru", "kz"), ("kk", "kz")))
        for number in _zipf(rng, range(many), _MENTIONS):
            one = _mention(rng, document, number, people[number], lang, archive)
            found[one.iri] = one
    return sorted(found.values(), key=lambda each: each.iri)


def _mention(
    rng: random.Random, document: int, number: int, person: tuple[str, str], lang: str, archive: str
) -> Candidate:
    full = rng.random() < 0.6
    name = " ".join(person if full else person[1:])
    name = name.lower().translate(_ARABIC) if lang == "ar" else name
    name = name.lower().translate(_CYRILLIC).title() if lang in ("ru", "kk") else name
    year = 1900 + number * 7 % 80 + rng.randint(0, 12)
    role = _OFFICES[number % len(_OFFICES)] if rng.random() < 0.5 else ""
    facts = Facts(active=(year, year), roles=(role,) if role else (), first=0)
    where = f"d{document}"
    return Candidate(
        f"{where}|{fold(name)}", "PERSON", archive, ((lang, name),), (fold(name),), (), (), (where,), False, facts,
        (Sighting(where, name, lang, 0, role),),
    )  # fmt: skip


def _zipf(rng: random.Random, values: Sequence[T], size: int) -> list[T]:
    weights = list(accumulate(1.0 / (rank + 3) for rank in range(len(values))))
    return rng.choices(values, cum_weights=weights, k=size)


def measure(size: int, stages: str) -> dict[str, object]:
    """One size."""
    given = candidates(size)
    began = time.process_time()
    found = units(given)
    made = time.process_time()
    compared = pairs(found.profiles)
    blocked = time.process_time()
    answer: dict[str, object] = {
        "mentions": len(given),
        "units": len(found.profiles),
        "pairs": len(compared),
        "pairs a unit": round(len(compared) / len(found.profiles), 2),
        "CPU seconds": {"chains": round(made - began, 1), "blocking": round(blocked - made, 1)},
    }
    if stages != "blocking":
        del compared, found
        with TemporaryDirectory() as folder:  # a file, as the ledger is
            db = sqlite3.connect(f"{folder}/ledger.sqlite")
            db.executescript(SCHEMA)
            answer["whole run"] = _run(db, given)
            answer["same again"] = _run(db, given)
            last = given[-1].documents[0]
            more = sorted([*given, *(_moved(one) for one in given if one.documents == (last,))], key=lambda c: c.iri)
            answer["one more document"] = _run(db, more)
            db.close()
    answer["peak GiB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 2)
    return answer


def _run(db: sqlite3.Connection, given: list[Candidate]) -> dict[str, object]:
    comparisons = Comparisons(db)
    began = time.process_time()
    with unswept():
        judgements = list(NameLinker().propose_after(given, (), comparisons))
        comparisons.prune()
    seconds = round(time.process_time() - began, 1)
    return {"CPU seconds": seconds, "compared": comparisons.compared, "judgements": len(judgements)}


def _moved(one: Candidate) -> Candidate:
    """The same in another document."""
    sighting = replace(one.sightings[0], document="new")
    return replace(one, iri=f"new|{one.iri}", documents=("new",), sightings=(sighting,))


def main() -> None:
    """Measure each size and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="+")
    parser.add_argument("--stages", choices=("all", "blocking"), default="all")
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    answers = []
    for size in arguments.sizes:
        answers.append(measure(size, arguments.stages))
        print(json.dumps(answers[-1]), flush=True)
    if arguments.out:
        arguments.out.parent.mkdir(parents=True, exist_ok=True)
        arguments.out.write_text(json.dumps(answers, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
