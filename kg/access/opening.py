"""The store of an edition from which something is left out: open source graphs, and all the rest made of them alone.

Built afresh rather than cut down: a store keeps the words of removed statements in its files, and whatever follows from
a closed statement must not be there either. The decisions of people hold as they do everywhere.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.access.pruning import without
from kg.access.statuses import Shown
from kg.access.withheld import Withheld
from kg.gate import GraphHash
from kg.ledger import Ledger
from kg.loading import BATCH_BYTES
from kg.rdf.graph import graph_sha256
from kg.rdf.units import unpack
from kg.store.base import Reader, Writer
from kg.workspace import Workspace
from ontology.terms import PROV

_ASKED_AT_ONCE = 200


@contextmanager
def open_ledger(ledger: Ledger, scratch: Path) -> Iterator[Ledger]:
    """A copy of the ledger that is gone afterwards; only the copy is changed."""
    with TemporaryDirectory(dir=scratch, prefix="open-") as folder:
        path = Path(folder) / "ledger.sqlite"
        copy = sqlite3.connect(path)
        ledger.db.backup(copy)
        copy.close()
        with Ledger(path, ledger.texts) as opened:
            yield opened


def build_open(
    work: Reader, public: Ledger, store: Writer, kept_back: Withheld, workspace: Workspace
) -> None:
    """Fill an empty store with what is open, and bring the ledger's copy in line with it."""
    from kg.inference import infer
    from kg.linking import link
    from kg.static_graphs import refresh
    from kg.undescribed import describe_undescribed

    iris = workspace.iris
    known = _locals(public.db)
    _load_sources(work, public, store, kept_back)
    _forget_entities(public.db, kept_back)
    with public.db:
        public.db.execute("DELETE FROM derived")
    used = {row[0] for row in public.db.execute("SELECT DISTINCT archive FROM file WHERE status = 'done'")}
    refresh(public, store, workspace.settings, iris, used)
    describe_undescribed(public, store, iris)
    link(public, store, workspace)
    infer(public, store, iris)
    # Decisions may name local entities, and the registry entities, of which nothing is left.
    history = set(work.graph_lines(iris.graph("registry")))
    gone = (known - _locals(public.db)) | kept_back.records | kept_back.entities
    touched = {iris.graph("registry"), *_graphs_about(store, frozenset(gone))}
    for name, (_, size) in public.graphs().items():
        if not size or name.startswith(iris.graph("source/")) or name not in touched:
            continue
        lines = store.graph_lines(name)
        kept = without(lines, gone)
        if name == iris.graph("registry"):
            # That an entity is gone, or was split, is news of what is closed where the whole graph does not say it.
            kept = [line for line in kept if line in history]
        replace_graph(public, store, name, kept, lines)


def replace_graph(ledger: Ledger, store: Writer, name: str, lines: list[str], before: list[str]) -> GraphHash | None:
    """Write a graph that has become smaller and its hash; None where nothing changed."""
    if len(lines) == len(before):
        return None
    store.rebuild_graph(name, lines, before)
    made = GraphHash(name, graph_sha256(lines), len(lines))
    ledger.texts.keep([(made.sha256, "".join(lines).encode())])
    with ledger.db:
        for table, key, digest in (("derived", "name", "sha256"), ("file", "graph", "graph_sha256")):
            # Our own names of tables and columns; the values are bound.
            ledger.db.execute(
                f"UPDATE {table} SET {digest} = ?, triples = ? WHERE {key} = ?",  # noqa: S608
                (made.sha256, made.triples, name),
            )
    return made


def _load_sources(work: Reader, public: Ledger, store: Writer, kept_back: Withheld) -> None:
    gone = kept_back.records | kept_back.entities
    touched = {*kept_back.parts, *_graphs_about(work, gone)}
    batch: list[str] = []
    size = 0
    for name, digest in public.graph_hashes().items():
        lines = public.texts.lines(digest)
        lines = work.graph_lines(name) if lines is None else lines
        if name in touched:
            kept = without(open_lines(public.db, name, lines, kept_back), gone)
            _note(public, name, kept, len(lines))
            lines = kept
        batch += lines
        size += sum(map(len, lines))
        if size > BATCH_BYTES:
            store.replace_graphs((), "".join(batch).encode())
            batch, size = [], 0
    store.replace_graphs((), "".join(batch).encode())
    store.settle()


def open_lines(db: sqlite3.Connection, name: str, lines: list[str], kept_back: Withheld) -> list[str]:
    """The lines of a source graph that are there because of an open document, or say whose the source is.

    None at all where no document of it is open.
    """
    hidden = kept_back.parts.get(name, {})
    if not hidden:
        return lines
    owned: set[int] = set()
    visible: set[int] = set()
    for document, description, content in db.execute(
        "SELECT document, description, content FROM unit WHERE graph = ?", (name,)
    ):
        state = hidden.get(document, Shown.ALL)
        for packed, most in ((description, Shown.DESCRIPTION), (content, Shown.ALL)):
            numbers = set(unpack(packed)) if packed else set()
            owned |= numbers
            if state <= most:
                visible |= numbers
    if not visible:
        return []
    kept = [line for number, line in enumerate(lines) if number in visible or number not in owned]
    return without(kept, _idle_activities(name, kept))


def _idle_activities(name: str, lines: list[str]) -> set[str]:
    """Activities that nothing which is left came from but the graph itself."""
    said = f"<{name}> <{PROV.wasGeneratedBy}> <"
    mark = f"> <{PROV.wasGeneratedBy}> <"
    own = {line.removeprefix(said).partition(">")[0] for line in lines if line.startswith(said)}
    busy = {line.partition(mark)[2].partition(">")[0] for line in lines if mark in line and not line.startswith(said)}
    # Where only descriptions are left, nothing else tells who made them.
    return own - busy if own & busy else set()


def _note(public: Ledger, name: str, lines: list[str], before: int) -> None:
    if len(lines) == before:
        return
    digest = graph_sha256(lines)
    public.texts.keep([(digest, "".join(lines).encode())])
    with public.db as db:
        if lines:
            db.execute(
                "UPDATE file SET graph_sha256 = ?, triples = ? WHERE graph = ? AND status = 'done'",
                (digest, len(lines), name),
            )
        else:
            db.execute("DELETE FROM file WHERE graph = ?", (name,))


def _forget_entities(db: sqlite3.Connection, kept_back: Withheld) -> None:
    """Linkers see no entity of a text that is not shown, and no withdrawn one."""
    with db:
        db.executemany(
            "DELETE FROM entity WHERE graph = ? AND document = ?",
            [(graph, document) for graph, documents in kept_back.parts.items() for document in documents],
        )
        db.executemany("DELETE FROM entity WHERE iri = ?", [(iri,) for iri in sorted(kept_back.entities)])


def _locals(db: sqlite3.Connection) -> set[str]:
    return {row[0] for row in db.execute("SELECT DISTINCT iri FROM entity")}


def _graphs_about(store: Reader, iris: frozenset[str]) -> set[str]:
    """Names of the graphs that say something of one of the things."""
    found: set[str] = set()
    ordered = sorted(iris)
    for start in range(0, len(ordered), _ASKED_AT_ONCE):
        values = " ".join(f"<{iri}>" for iri in ordered[start : start + _ASKED_AT_ONCE])
        for pattern in ("?i ?p ?o", "?s ?p ?i"):
            query = f"SELECT DISTINCT ?g WHERE {{ VALUES ?i {{ {values} }} GRAPH ?g {{ {pattern} }} }}"
            found.update(row["g"] for row in store.select(query))
    return found
