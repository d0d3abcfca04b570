"""What the linker of names joins, suggests and leaves; the same in any order and any batches; people are obeyed."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Sequence

import pytest

from kg.ledger import SCHEMA
from kg.rdf.facts import Facts
from kg.resolve.agglomerate import Rules
from kg.resolve.candidates import Candidate, Sighting
from kg.resolve.comparisons import Comparisons
from kg.resolve.judgements import Judgement, judge
from kg.resolve.linkers.names import NameLinker
from kg.resolve.training.measures import components


def ledger() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.executescript(SCHEMA)
    return db


def person(
    iri: str,
    name: str,
    document: str,
    *roles: str,
    archive: str = "qa",
    seen: tuple[int, int] | None = (1960, 1960),
    born: tuple[int, int] | None = None,
    died: tuple[int, int] | None = None,
    described: bool = False,
    identifiers: tuple[str, ...] = (),
) -> Candidate:
    facts = Facts(born, died, seen, roles, (), 0)
    sighting = Sighting(document, name, "en", 0, roles[0] if roles else "")
    return Candidate(
        iri, "PERSON", archive, (("en", name),), (name.casefold(),), identifiers, (), (document,), described, facts,
        (sighting,),
    )  # fmt: skip


def linked(
    candidates: Sequence[Candidate], settled: tuple[Judgement, ...] = (), db: sqlite3.Connection | None = None
) -> tuple[Judgement, ...]:
    found = NameLinker().propose_after(sorted(candidates, key=lambda c: c.iri), settled, Comparisons(db or ledger()))
    return tuple(sorted(found))


def together(found: Sequence[Judgement], *iris: str) -> bool:
    return len({components({x for j in found for x in j.pair} | set(iris), found)[iri] for iri in iris}) == 1


def test_a_surname_joins_the_only_bearer_in_its_document() -> None:
    found = linked([person("m:1", "John Foster Dulles", "d1"), person("m:2", "Dulles", "d1")])
    assert [(j.verdict, j.pair, len(j.evidence)) for j in found] == [("SAME", ("m:1", "m:2"), 2)]


def test_two_smiths_stay_two() -> None:
    found = linked([person("m:1", "John Smith", "d1"), person("m:2", "Mary Smith", "d1"), person("m:3", "Smith", "d1")])
    assert not any(j.verdict == "SAME" for j in found)


def test_one_person_in_two_archives() -> None:
    found = linked(
        [
            person("q:1", "Livingston Merchant", "d1", "Assistant Secretary of State for European Affairs"),
            person(
                "k:1", "Livingston T. Merchant", "d2", "Assistant Secretary of State for European Affairs", archive="kz"
            ),
        ]
    )
    (only,) = found
    assert only.verdict == "SAME"
    assert {kind for kind, _ in only.evidence} >= {"name", "role"}


def test_disjoint_lives_are_never_joined_whatever_else_agrees() -> None:
    roles = ("Emir of Bukhara",)
    father = person(
        "a:1", "Muzaffar Khan", "r1", *roles, seen=None, born=(1819, 1819), died=(1885, 1885), described=True
    )
    son = person("a:2", "Muzaffar Khan", "r2", *roles, seen=None, born=(1886, 1886), died=(1944, 1944), described=True)
    middle = person("m:1", "Muzaffar Khan", "d1", *roles, seen=(1885, 1886))
    assert not together(linked([father, son, middle]), "a:1", "a:2")


def test_a_decision_of_people_binds() -> None:
    crowd = [
        person("q:1", "Livingston Merchant", "d1", "Assistant Secretary of State"),
        person("k:1", "Livingston Merchant", "d2", "Assistant Secretary of State", archive="kz"),
        person("k:2", "Livingston Merchant", "d3", "Assistant Secretary of State", archive="kz"),
    ]
    assert together(linked(crowd), "q:1", "k:1", "k:2")
    no = judge("k:1", "q:1", "DIFFERENT", "review", 1.0, actor="Aisha")
    found = linked(crowd, (no,))
    assert not together(found, "q:1", "k:1")
    assert not any(j.pair == ("k:1", "q:1") for j in found)


def archives(documents: int) -> list[list[Candidate]]:
    """Candidates document by document: a few persons under several names, bare and full, and strangers."""
    rng = random.Random(11)
    names = {
        "Dean Rusk": ("Secretary of State",), "Rusk": ("Secretary of State",), "Andrei Gromyko": ("Foreign Minister",),
        "Gromyko": ("Foreign Minister",), "Ali Ahmad": (), "Ali": (), "Mary Smith": ("Mrs.",), "John Smith": ("Mr.",),
        "Smith": (), "Armin Meyer": ("Ambassador to Iran",), "Meyer": ("Ambassador",),
    }  # fmt: skip
    return [
        [
            person(f"{n:03}:{name}", name, f"d{n}", *names[name], archive="qa" if n % 2 else "kz", seen=(year, year))
            for name in rng.sample(sorted(names), 4)
        ]
        for n in range(documents)
        for year in [rng.randint(1958, 1968)]
    ]


def test_any_batches_end_in_the_judgements_of_one_run() -> None:
    documents = archives(24)
    whole = linked([c for document in documents for c in document])
    assert any(j.verdict == "SAME" and j.left[:3] != j.right[:3] for j in whole)
    for seed in range(3):
        order = documents.copy()
        random.Random(seed).shuffle(order)
        db = ledger()
        for upto in (1, 9, 17, len(order)):
            found = linked([c for document in order[:upto] for c in document], db=db)
        assert found == whole


def test_a_second_run_compares_only_what_is_new() -> None:
    documents = archives(24)
    db = ledger()
    candidates = [sorted((c for d in documents[:upto] for c in d), key=lambda c: c.iri) for upto in (23, 24)]
    first, second, third = (Comparisons(db) for _ in range(3))
    for comparisons, given in ((first, candidates[0]), (second, candidates[1]), (third, candidates[1])):
        list(NameLinker().propose_after(given, (), comparisons))
        comparisons.prune()
    assert third.compared == 0
    assert 0 < second.compared < first.compared / 3


def test_a_crowd_under_one_name_raises_the_alarm() -> None:
    crowd = [person(f"m:{n:03}", "Livingston Merchant", f"d{n}", "Ambassador to Canada") for n in range(40)]
    linker = NameLinker(Rules(largest=25))
    found = list(linker.propose_after(crowd, (), Comparisons(ledger())))
    homes = list(components([c.iri for c in crowd], found).values())
    assert max(homes.count(home) for home in homes) <= 25
    assert linker.alarms == ("Livingston Merchant",)
    assert any(
        j.verdict == "UNSURE" and ("held back", "the cluster would be suspiciously large") in j.evidence for j in found
    )


@pytest.mark.parametrize("kinds", [1, 2])
def test_one_kind_of_evidence_never_joins(kinds: int) -> None:
    role = ("Ambassador to Canada",) if kinds > 1 else ()
    one = person("m:1", "Livingston Merchant", "d1", *role, seen=None)
    other = person("m:2", "Livingston Merchant", "d2", *role, seen=None, archive="kz")
    assert [j.verdict for j in linked([one, other])] == ["SAME" if kinds > 1 else "UNSURE"]
