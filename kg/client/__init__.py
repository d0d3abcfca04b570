"""The Python client: one object for a graph on this machine or behind an address, with tables in and out.

>>> from kg.client import open_graph
>>> with open_graph("demo") as g:  # doctest: +SKIP
...     g.sparql("SELECT ?name { ?p a rico:Person, kg:Entity ; rdfs:label ?name } ORDER BY ?name", limit=5)
"""

from kg.client.edition_info import EditionInfo
from kg.client.entity import Entity
from kg.client.errors import (
    BadRequest,
    ClientError,
    GraphUnreachable,
    NotFound,
    NotOffered,
    QueryRejected,
    QueryTooHeavy,
)
from kg.client.evidence import Evidence
from kg.client.graph import Graph
from kg.client.map import Map
from kg.client.network import Network
from kg.client.opening import open_graph
from kg.client.paths import Path, Step
from kg.client.record import Record
from kg.client.timeline import Timeline

__all__ = [
    "BadRequest", "ClientError", "EditionInfo", "Entity", "Evidence", "Graph", "GraphUnreachable", "Map", "Network",
    "NotFound", "NotOffered", "Path", "QueryRejected", "QueryTooHeavy", "Record", "Step", "Timeline", "open_graph",
]  # fmt: skip
