"""C8: whatever an archive calls a document, its IRI is valid and its own, and the call number comes back as it was."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest
from hostile_input import SAMPLES, attempt
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import Document
from extractors.source import Source
from kg.iri import Iris
from kg.rdf.mapper import map_source

IRIS = Iris("https://node.example", "https://node.example/def#")
IDS = (
    "../x", "a b", "%2F", "/", '"><', "x" * 10_240, "🦅", "urn:x", "a\nb", "a\tb", "`{|}", "\u202ea", "a#b", "a?b=c",
    "'", "http://evil.example/", "a/b", "a%2Fb", "é", "e\u0301", "A", "a", " a", "a ", "\\", "\\u0041", "<>", "${x}",
    "ор/1",
)  # fmt: skip
_IRI = re.compile(r"https://node\.example/[A-Za-z0-9/#-]+")


def mapped(document_id: str, archive: str = "x") -> set[ox.Quad]:
    document = Document(document_id, document_id, "Title", "Some words.")
    source = Source("a.txt", archive, b"Some words.")
    graph = map_source([document], source, "text-0", IRIS).graph
    return set(ox.parse(input=graph.nquads, format=ox.RdfFormat.N_QUADS))


def identifiers(quads: set[ox.Quad]) -> dict[str, set[str]]:
    """Values of rico:identifier by subject."""
    found: dict[str, set[str]] = {}
    for quad in quads:
        if quad.predicate.value.endswith("#identifier") and isinstance(quad.object, ox.Literal):
            found.setdefault(str(quad.subject), set()).add(quad.object.value)
    return found


@pytest.mark.parametrize("document_id", IDS)
def test_c08_its_iri_is_valid_and_its_call_number_is_kept(document_id: str) -> None:
    quads = mapped(document_id)
    record = IRIS.record("x", document_id)
    assert _IRI.fullmatch(record)
    assert identifiers(quads)[f"<{record}>"] == {document_id}
    minted = {
        term.value for quad in quads for term in (quad.subject, quad.graph_name) if isinstance(term, ox.NamedNode)
    }
    assert [iri for iri in minted if not _IRI.fullmatch(iri)] == []


def test_c08_no_two_share_an_iri() -> None:
    assert len({IRIS.record("x", one) for one in IDS}) == len(IDS)
    for one, other in pairwise(IDS):
        assert IRIS.record("x", one) != IRIS.record("x", other)
        assert IRIS.record(one, other) != IRIS.record(one + other, "")


@settings(max_examples=80, deadline=None)
@given(st.text(min_size=1), st.text(min_size=1), st.text(min_size=1), st.text(min_size=1))
def test_c08_minting_is_injective_and_stable(archive: str, one: str, other_archive: str, other: str) -> None:
    same = (archive, one) == (other_archive, other)
    for mint in (IRIS.record, IRIS.local, IRIS.position):
        assert (mint(archive, one) == mint(other_archive, other)) == same
        assert mint(archive, one) == mint(archive, one)
        assert _IRI.fullmatch(mint(archive, one))
        ox.NamedNode(mint(archive, one))
    assert _IRI.fullmatch(IRIS.instantiation(archive, one, "page", other))
    assert _IRI.fullmatch(IRIS.source_graph(archive, one, other))


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_c08_any_call_number_goes_round(document_id: str) -> None:
    assert identifiers(mapped(document_id))[f"<{IRIS.record('x', document_id)}>"] == {document_id}


@pytest.mark.parametrize("document_id", [one for one in IDS if one.isprintable()])
def test_c08_a_finding_aid_that_holds_it_is_read_with_it(document_id: str) -> None:
    from xml.sax.saxutils import escape

    data = SAMPLES["ead"].data.replace(b"<eadid>KZ-5</eadid>", f"<eadid>{escape(document_id)}</eadid>".encode())
    documents, error = attempt("ead", Source("a.xml", "x", data))
    assert error is None
    assert any(" ".join(document_id.split()) in document.id for document in documents)
    for document in documents:
        assert identifiers(mapped(document.id))[f"<{IRIS.record('x', document.id)}>"] == {document.id}


def test_c08_file_names_are_no_paths() -> None:
    for name in ("..%2F..%2Fetc.txt", "a b.txt", "%00.txt", "🦅.txt", "%2F.txt"):
        documents, error = attempt("text", Source(name, "x", b"Some words here.\n"))
        assert error is not None or documents[0].id == Source(name, "x", b"").stem
    assert not Path("/etc.txt").exists()
