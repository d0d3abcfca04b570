"""Terms that the mapper writes are, letter for letter, what the store gives back."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import InputRejected
from kg.iri import Iris, stable_id
from kg.rdf import nt

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def stored(term: str) -> str:
    store = ox.Store()
    store.load(input=f"<a:s> <a:p> {term} .\n".encode(), format=ox.RdfFormat.N_TRIPLES)
    dumped = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    assert dumped is not None
    return dumped.decode().removeprefix("<a:s> <a:p> ").removesuffix(" .\n")


@given(TEXT, st.sampled_from([None, "en", "kk-Cyrl", "AR"]))
def test_literals_are_canonical(value: str, lang: str | None) -> None:
    assert stored(nt.literal(value, lang)) == nt.literal(value, lang)


@given(st.integers(-(10**12), 10**12))
def test_integers_are_canonical(value: int) -> None:
    assert stored(nt.integer(value)) == nt.integer(value)


@given(st.floats(0, 1))
def test_confidences_are_canonical(value: float) -> None:
    assert stored(nt.decimal(value)) == nt.decimal(value)


@given(st.text() | st.text("#%/? é"))
def test_web_addresses_are_valid_or_refused(value: str) -> None:
    term = nt.web_address("https://example.org/" + value)
    if term is not None:
        assert stored(term) == term


@pytest.mark.parametrize("value", ["javascript:alert(1)", "data:text/html,x", "/etc/passwd", "http://", ""])
def test_other_addresses_are_refused(value: str) -> None:
    assert nt.web_address(value) is None


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(InputRejected, match="TEXT001"):
        nt.literal("\ud83d")


@given(TEXT, TEXT)
def test_iris_are_valid_whatever_the_call_number(archive: str, call_number: str) -> None:
    iris = Iris("https://data.example", "https://data.example/def#")
    for iri in (iris.record(archive, call_number), iris.local(archive, call_number)):
        assert ox.NamedNode(iri).value == iri


@given(st.lists(TEXT, min_size=1), st.lists(TEXT, min_size=1))
def test_ids_are_injective(one: list[str], other: list[str]) -> None:
    assert (stable_id(*one) == stable_id(*other)) == (one == other)
