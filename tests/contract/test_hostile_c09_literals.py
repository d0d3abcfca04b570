"""C9: words that look like Turtle or SPARQL go through mapping, store, dump and reload without a byte changed."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import Document, Mention, Note
from extractors.source import Source
from kg.iri import Iris
from kg.rdf.mapper import map_source
from kg.store.oxigraph import OxigraphStore

IRIS = Iris("https://node.example", "https://node.example/def#")
FORMATS = (ox.RdfFormat.N_QUADS, ox.RdfFormat.TRIG, ox.RdfFormat.JSON_LD)
WORDS = (
    '"', "'''", '"""', "\\", "\\n", "\\u0022", "a\nb", "a\r\nb", "a\rb", "\t", "} DROP ALL #", '" . <a:b> <a:c> "d',
    '"} ; DROP ALL ; INSERT DATA { <a:a> <a:b> "', "<script>alert(1)</script>", "\u2028\u2029\u0085", "\x01\x1f\x7f",
    "\u200f\u202e\u2066", "🦅\U0010ffff", "\ufffe\uffff", " lead and trail ", "@en", "^^<a:b>", "﷽", "]]>", "&amp;",
)  # fmt: skip


def literals(quads: list[ox.Quad]) -> list[str]:
    return [quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)]


def document(words: str) -> Document:
    text = f"Before {words} after"
    mention = Mention(7, 7 + len(words), "PERSON", "editorial")
    return Document(words, words, words, text, mentions=(mention,), notes=(Note("scope", words),))


def mapped(words: str) -> bytes:
    source = Source("a.txt", "x", words.encode("utf-8", "surrogatepass"))
    return map_source([document(words)], source, "text-0", IRIS).graph.nquads


@pytest.mark.parametrize("format_", FORMATS, ids=str)
@pytest.mark.parametrize("words", WORDS)
def test_c09_words_survive_dump_and_reload(words: str, format_: ox.RdfFormat, tmp_path: Path) -> None:
    nquads = mapped(words)
    store = OxigraphStore(tmp_path / "store")
    store.replace_graphs((), b'<a:s> <a:p> "untouched" <a:g> .\n' + nquads)
    graphs = sorted(store.graph_names())
    store.dump_to(tmp_path / "dump", format_, {})
    again = list(ox.parse(path=str(tmp_path / "dump"), format=format_))
    before = sorted(ox.parse(input=nquads, format=ox.RdfFormat.N_QUADS), key=str)
    assert sorted((quad for quad in again if quad.graph_name != ox.NamedNode("a:g")), key=str) == before
    assert "untouched" in literals(again)
    assert len(graphs) == 2
    said = literals(before)
    assert {words, f"Before {words} after"} <= set(said)


@settings(max_examples=80, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_c09_any_words_do(words: str) -> None:
    assert {words, f"Before {words} after"} <= set(
        literals(list(ox.parse(input=mapped(words), format=ox.RdfFormat.N_QUADS)))
    )
