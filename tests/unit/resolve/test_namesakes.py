"""True namesakes stay apart and each of them stays one: 74 groups from persons lists and of rulers, in four scripts."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kg.ledger import SCHEMA
from kg.resolve.comparisons import Comparisons
from kg.resolve.linkers.names import NameLinker
from kg.resolve.training.measures import bcubed, components
from kg.resolve.training.withheld import Material, in_fit, namesakes

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def read() -> Material:
    return namesakes(DATA)


@pytest.fixture(scope="module")
def homes(read: Material) -> dict[str, str]:
    db = sqlite3.connect(":memory:")
    db.executescript(SCHEMA)
    judgements = list(NameLinker().propose_after(read.candidates, (), Comparisons(db)))
    return components([c.iri for c in read.candidates], judgements)


def test_each_person_is_one_and_namesakes_are_two(read: Material, homes: dict[str, str]) -> None:
    assert len({person.partition("|")[0] for person in read.truth.values()}) >= 70
    reported = {iri: person for iri, person in read.truth.items() if not in_fit(person)}
    cubes = bcubed(homes, reported)
    assert cubes.f1 >= 0.9, cubes


def test_disjoint_lives_are_never_one(read: Material, homes: dict[str, str]) -> None:
    lives: dict[str, set[tuple[str, int]]] = {}
    for each in read.candidates:
        told = [(kind, years[0]) for kind, years in (("born", each.facts.born), ("died", each.facts.died)) if years]
        lives.setdefault(homes[each.iri], set()).update(told)
    assert all(len({kind for kind, _ in told}) == len(told) for told in lives.values())
