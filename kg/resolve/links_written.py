"""``graph/links`` in the store and the ledger: only judgements that are shown otherwise than before are written anew.

What each judgement was shown by is kept as a hash in the ledger's table ``shown``, bound to the graph's text and to
the software. It may be deleted at any time: then the graph is made whole.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache
from hashlib import blake2b

from kg.extraction import hash_of
from kg.inference.write import write_difference, write_whole
from kg.iri import Iris, stable_id
from kg.ledger import Ledger
from kg.resolve.conflicts import Conflict
from kg.resolve.judgements import Judgement
from kg.resolve.links_graph import Shown, links_blocks, shown
from kg.store.base import Writer
from kg.store.texts import TextMissing

_SCHEMA = """
CREATE TABLE IF NOT EXISTS shown (link TEXT PRIMARY KEY, mark BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS shown_by (state TEXT NOT NULL);
"""
_MOST = 3
"""One in so many links may change for the difference to be written: of more the graph is made whole."""


def write_links(
    ledger: Ledger,
    store: Writer,
    iris: Iris,
    judgements: Iterable[Judgement],
    conflicts: Iterable[Conflict] = (),
    members: Iterable[str] | None = None,
) -> None:
    """Bring the graph into both; the arguments are those of ``kg.resolve.links_graph.shown``."""
    found = shown(judgements, conflicts, members)
    db, name = ledger.db, iris.graph("links")
    db.executescript(_SCHEMA)
    changed = _changed(db, found)
    before, size = ledger.graphs().get(name, ("", 0))
    bound = db.execute("SELECT state FROM shown_by").fetchone()
    known = bound == (_state(before, iris),) and len(changed) * _MOST <= len(found)
    if not (known and _differ(ledger, store, name, found, changed, iris, before if size else "")):
        write_whole(ledger, store, name, links_blocks(found, iris))
    _keep(db, _state(ledger.graphs()[name][0], iris))


def _changed(db: sqlite3.Connection, found: Sequence[Shown]) -> frozenset[str]:
    """Ids of links that go, come, or say something else; what they say now stands in the table ``shown_now``."""
    with db:
        db.execute("DROP TABLE IF EXISTS temp.shown_now")
        db.execute("CREATE TEMP TABLE shown_now (link TEXT PRIMARY KEY, mark BLOB NOT NULL) WITHOUT ROWID")
        db.executemany("INSERT INTO shown_now VALUES (?, ?)", ((each.id, _mark(each)) for each in found))
    rows = db.execute(
        "SELECT link FROM (SELECT link, mark FROM shown EXCEPT SELECT link, mark FROM shown_now) "
        "UNION SELECT link FROM (SELECT link, mark FROM shown_now EXCEPT SELECT link, mark FROM shown)"
    )
    return frozenset(link for (link,) in rows)


def _keep(db: sqlite3.Connection, state: str) -> None:
    with db:
        db.execute("DELETE FROM shown WHERE link NOT IN (SELECT link FROM shown_now)")
        db.execute(
            "INSERT OR REPLACE INTO shown SELECT link, mark FROM shown_now EXCEPT SELECT link, mark FROM shown"
        )
        db.execute("DELETE FROM shown_by")
        db.execute("INSERT INTO shown_by VALUES (?)", (state,))
    db.execute("DROP TABLE temp.shown_now")


def _differ(
    ledger: Ledger, store: Writer, name: str, found: Sequence[Shown], changed: Set[str], iris: Iris, before: str | None
) -> bool:
    """Write what differs; False where the text before is not kept."""
    if not before:
        return False
    fresh = {line for block in links_blocks([each for each in found if each.id in changed], iris) for line in block}
    try:
        old = set(_lines(ledger, before, changed, iris)) if changed else set()
    except TextMissing:
        return False
    return write_difference(ledger, store, name, sorted(old - fresh), sorted(fresh - old)) is not None


def _lines(ledger: Ledger, digest: str, wanted: Set[str], iris: Iris) -> Iterator[str]:
    """The lines of a kept text about these links."""
    begin = len(f"<{iris.link('')}")
    nodes = {link.encode() for link in wanted}
    size = len(stable_id())
    for block in ledger.texts.blocks(digest):
        yield from (line.decode() for line in block if line[begin : begin + size] in nodes)


def _mark(each: Shown) -> bytes:
    told = repr((each.judgement, each.barred))
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=12).digest()


def _state(digest: str | None, iris: Iris) -> str:
    """What the hashes are bound to."""
    return stable_id(digest, iris.base, iris.vocabulary, _software())


@cache
def _software() -> str:
    return hash_of("kg/resolve", "kg/rdf", "ontology")
