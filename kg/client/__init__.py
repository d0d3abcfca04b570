"""The Python client: one object for a graph on this machine or behind an address, with tables in and out.

>>> from kg.client import open_graph
>>> g = open_graph("demo")  # doctest: +SKIP
>>> g.sparql("SELECT ?name { ?p a rico:Person, kg:Entity ; rdfs:label ?name } ORDER BY ?name")  # doctest: +SKIP
"""

from kg.client.errors import (
    BadRequest,
    ClientError,
    GraphUnreachable,
    NotFound,
    NotOffered,
    QueryRejected,
    QueryTooHeavy,
)
from kg.client.opening import open_graph

__all__ = [
    "BadRequest", "ClientError", "GraphUnreachable", "NotFound", "NotOffered", "QueryRejected", "QueryTooHeavy",
    "open_graph",
]  # fmt: skip
