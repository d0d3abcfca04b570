"""The examples on letters, on made-up ones: who wrote to whom, and what crosses between the archives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox

from ontology.example_queries import example_queries

BASE = "https://sunqar.invalid"
EXAMPLES = {each.key: each for each in example_queries(vocabulary=f"{BASE}/def#", base=BASE)}


def _rows(key: str) -> list[tuple[str, ...]]:
    store = ox.Store()
    store.load(path=str(Path(__file__).with_name("letters.ttl")), format=ox.RdfFormat.TURTLE)
    rows: Any = store.query(EXAMPLES[key].sparql)
    return [tuple("" if term is None else term.value.removeprefix(f"{BASE}/id/") for term in row) for row in rows]


def test_letters_of_a_person_are_those_sent_undated_ones_too() -> None:
    assert _rows("letters-of-a-person") == [
        ("", "ONE/2", "left", "Addressee C", ""),
        ("1962-10-28", "ONE/1", "left", "Addressee B", ""),
    ]


def test_replies_that_a_source_states_and_letters_back_in_time_that_lie_in_another_archive_are_found() -> None:
    stated = ("a source calls it the reply", "Kissinger, Henry A.", "Addressee C")
    undated = ("", "ONE/2", "left", "", "TWO/2", "right")
    back = ("a letter back within half a year", "Kissinger, Henry A.", "Addressee B")
    dated = ("1962-10-28", "ONE/1", "left", "1962-11-03", "TWO/1", "right")
    assert _rows("letter-here-answer-there") == [(*stated, *undated), (*back, *dated)]


def test_every_letter_is_counted_once_in_the_network() -> None:
    assert _rows("correspondence-network") == [
        ("Addressee B", "Kissinger, Henry A.", "2", "1", "1962-11-03", "1966-01-05"),
        ("Kissinger, Henry A.", "Addressee B", "1", "1", "1962-10-28", "1962-10-28"),
        ("Kissinger, Henry A.", "Addressee C", "1", "1", "", ""),
    ]
