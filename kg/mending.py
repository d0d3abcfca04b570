"""What a stop left of new versions of documents that were being loaded: the versions that the ledger has are put back.

Else the ledger would vouch for a graph that the store no longer holds; and a document that was changed back meanwhile
would count as read while the store has its other version.
"""

from __future__ import annotations

from kg.ledger import Ledger
from kg.store.base import Writer


def mend(ledger: Ledger, store: Writer) -> tuple[str, ...]:
    """Make the store hold what the ledger says it does; the graphs that were put back, or are to be read again.

    A graph whose text is kept no longer leaves the ledger, too: its document is read again by the next ingest.
    """
    rows = ledger.db.execute(
        "SELECT replaced.graph, graph_sha256 FROM replaced "
        "LEFT JOIN file ON file.graph = replaced.graph AND status = 'done' ORDER BY replaced.graph"
    ).fetchall()
    for graph, digest in rows:
        lines = ledger.texts.lines(digest) if digest else None
        # Loaded whole: where the stop was, its lines may stand in it and not in the union of all graphs.
        store.replace_graphs((graph,), "".join(lines or ()).encode())
        with ledger.db:
            if lines is None:
                ledger.db.execute(
                    "UPDATE file SET status = 'superseded' WHERE graph = ? AND status = 'done'", (graph,)
                )
                for table in ("entity", "unit"):
                    ledger.db.execute(f"DELETE FROM {table} WHERE graph = ?", (graph,))  # noqa: S608 (two names of ours)
            ledger.db.execute("DELETE FROM replaced WHERE graph = ?", (graph,))
    return tuple(graph for graph, _ in rows)
