"""``graph/undescribed``: the least that must be said of units whose pages are in but which no source describes.

A page names its unit by call number alone. Whether that is a single record or a set is for its finding aid to say,
whenever that comes; until then it is a Record called by its call number. Rebuilt after every ingest, so the order in
which scans and finding aids come does not matter.
"""

from __future__ import annotations

from kg.derived import rebuild
from kg.iri import Iris
from kg.ledger import Ledger
from kg.rdf.graph import named_graph
from kg.store.base import Writer
from ontology.terms import RDFS, RICO


def describe_undescribed(ledger: Ledger, store: Writer, iris: Iris) -> int:
    """Rebuild the graph; the number of units in it."""
    name = iris.graph("undescribed")
    ledger.derived_begins(name)
    store.rebuild_graph(name, ())  # so that what it said last time does not count as a description
    query = (
        f"CONSTRUCT {{ ?unit a <{RICO.Record}> ; <{RICO.title}> ?number ; <{RDFS.label}> ?number }} "
        f"WHERE {{ ?text <{iris.own('textOf')}> ?unit . ?unit <{RICO.identifier}> ?number "
        f"MINUS {{ ?unit a <{RICO.Record}> }} MINUS {{ ?unit a <{RICO.RecordSet}> }} }}"
    )
    graph = named_graph(name, set(store.construct_lines(query)))
    rebuild(ledger, store, graph)
    return len(graph.lines) // 3
