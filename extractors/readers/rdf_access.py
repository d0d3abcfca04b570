"""Who may see a record, as the dump of a Sunqar node codes it."""

from __future__ import annotations

from datetime import date, timedelta

from extractors.access import read_conditions
from extractors.document import Access
from extractors.readers.rdf_graph import Graph


def access_of(graph: Graph, node: str) -> Access | None:
    """None where no code is given. A status that Sunqar does not give itself (withdrawn, partly open) is closed."""
    keys = [key for item in graph.nodes(node, "kg:accessStatus") if (key := graph.key(item, "access-"))]
    if not keys:
        return None
    words = " ".join(graph.value(node, "rico:conditionsOfAccess").split())
    last = graph.value(node, "kg:accessUntil")
    if keys == ["embargoed"]:
        try:
            return Access("embargoed", (date.fromisoformat(last) + timedelta(days=1)).isoformat(), words)
        except (ValueError, OverflowError):
            return Access("embargoed", None, words)
    read = read_conditions("", code=keys[0]) if len(keys) == 1 else None
    return Access(read.status if read else "closed", None, words)
