"""Kept texts of graphs give what the store gives, and where they are damaged or gone the store is read."""

from __future__ import annotations

import gzip
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.iri import Iris
from kg.publication.dumps import make_dump
from kg.rdf.graph import GraphBuilder, named_graph
from kg.rdf.nt import literal
from kg.store.oxigraph import OxigraphStore
from kg.store.pieces import pack, pack_lines
from kg.store.texts import GraphTexts

IRIS = Iris("http://a.example", "http://a.example/def#")
GRAPHS = [
    named_graph(f"http://a.example/graph/{n}", {f"<http://e/s{k}> <http://e/p> {literal(words)}" for k in range(n + 1)})
    for n, words in enumerate(("plain", "سنقر", 'a "quoted"\n\\ line\r', "next\x85line\u2028here", "\U0001f985"))
]


@given(st.lists(st.text(alphabet=st.characters(exclude_characters="\n", codec="utf-8")), max_size=5, unique=True))
def test_lines_come_back(tmp_path_factory: pytest.TempPathFactory, words: list[str]) -> None:
    texts = GraphTexts(tmp_path_factory.mktemp("texts") / "texts.sqlite")
    lines = [word + "\n" for word in words]
    data = "".join(lines).encode()
    digest = sha256(data).hexdigest()
    texts.keep([(digest, data)])
    assert texts.lines(digest) == lines
    assert texts.lines(sha256(b"another").hexdigest()) is None


@given(st.lists(st.text(max_size=9).map(lambda words: f"{literal(words)} .\n"), max_size=9))
def test_packed_in_lumps_or_whole_is_the_same(lines: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("kg.store.pieces._LUMP", 2)
        assert pack_lines(lines) == pack("".join(lines).encode())


_TERMS = st.tuples(st.text("a\x00 \"!<é", max_size=3), st.sampled_from((None, "e", "en", "en-gb")))


@given(st.lists(_TERMS, max_size=12))
def test_a_drained_graph_is_the_closed_one(terms: list[tuple[str, str | None]]) -> None:
    def gathered() -> GraphBuilder:
        graph = GraphBuilder("http://a.example/graph/x")
        for words, lang in terms:
            graph.add("http://e/s", "http://e/p", literal(words, lang))
            graph.link(f"http://e/s{lang}", "http://e/p", f"http://e/o{lang}")
        return graph

    drained = (graph := gathered()).drained()
    assert drained == gathered().close()
    assert graph.close().lines == ()


@pytest.fixture
def world(tmp_path: Path) -> tuple[OxigraphStore, GraphTexts]:
    store = OxigraphStore(tmp_path / "store")
    store.replace_graphs((), b"".join(graph.nquads for graph in GRAPHS))
    texts = GraphTexts(tmp_path / "texts.sqlite")
    texts.keep((graph.sha256, graph.nquads) for graph in GRAPHS[1:])
    return store, texts


def test_a_dump_is_the_same_with_and_without_them(tmp_path: Path, world: tuple[OxigraphStore, GraphTexts]) -> None:
    store, texts = world
    digests = {graph.name: graph.sha256 for graph in GRAPHS}
    make_dump("nq", tmp_path / "plain.gz", store, IRIS)
    make_dump("nq", tmp_path / "kept.gz", store, IRIS, texts, digests)
    assert (tmp_path / "kept.gz").read_bytes() == (tmp_path / "plain.gz").read_bytes()
    assert gzip.decompress((tmp_path / "kept.gz").read_bytes()) == b"".join(graph.nquads for graph in GRAPHS)
    # What is kept under a name whose content it is not must never come out under that name.
    swapped = digests | {GRAPHS[1].name: "00" * 32}
    make_dump("nq", tmp_path / "swapped.gz", store, IRIS, texts, swapped)
    assert (tmp_path / "swapped.gz").read_bytes() == (tmp_path / "plain.gz").read_bytes()


def test_damage_is_seen(world: tuple[OxigraphStore, GraphTexts]) -> None:
    _, texts = world
    whole = texts.path.read_bytes()
    for at in range(0, len(whole), 37):
        texts.path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        for graph in GRAPHS[1:]:
            assert texts.lines(graph.sha256) in (None, list(graph.lines)), at
    texts.path.write_bytes(b"no database at all" * 100)
    assert texts.packed(GRAPHS[1].sha256) is None
    texts.keep([(GRAPHS[1].sha256, GRAPHS[1].nquads)])  # begins anew next time
    texts.keep([(GRAPHS[1].sha256, GRAPHS[1].nquads)])
    assert texts.lines(GRAPHS[1].sha256) == list(GRAPHS[1].lines)


def test_what_is_swept_is_gone_from_the_file(world: tuple[OxigraphStore, GraphTexts]) -> None:
    _, texts = world
    gone, stays = GRAPHS[2], GRAPHS[3]
    (packed,) = texts.packed(gone.sha256) or ()
    assert packed in texts.path.read_bytes()
    texts.sweep([stays.sha256])
    assert texts.lines(gone.sha256) is None
    assert texts.lines(stays.sha256) == list(stays.lines)
    assert packed[10:] not in texts.path.read_bytes()


def test_a_difference_that_was_told_comes_back_whole_or_not_at_all(world: tuple[OxigraphStore, GraphTexts]) -> None:
    _, texts = world
    before, after = GRAPHS[2], GRAPHS[3]
    assert texts.told(before.sha256, after.sha256) is None
    texts.tell(before.sha256, after.sha256, before.lines, after.lines)
    right = [line.encode() for line in before.lines], [line.encode() for line in after.lines]
    assert texts.told(before.sha256, after.sha256) == right
    assert texts.told(after.sha256, before.sha256) is None
    whole = texts.path.read_bytes()
    lost = 0
    for at in range(0, len(whole), 41):
        texts.path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        told = texts.told(before.sha256, after.sha256)
        assert told in (None, right), at
        lost += told is None
    assert lost
    texts.path.write_bytes(whole)
    texts.sweep([before.sha256, after.sha256])
    assert texts.told(before.sha256, after.sha256) is None
