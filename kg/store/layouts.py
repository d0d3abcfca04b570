"""Where stores have their SPARQL 1.1 services, from one address."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Layout:
    """What is put behind the store's address for queries and for the Graph Store Protocol."""

    query: str
    graphs: str


LAYOUTS = MappingProxyType(
    {
        "oxigraph": Layout("/query", "/store"),
        "fuseki": Layout("/sparql", "/data"),
        "rdf4j": Layout("", "/rdf-graphs/service"),
        "virtuoso": Layout("/sparql", "/sparql-graph-crud"),
        "plain": Layout("", ""),
    }
)
"""By kind of store. rdf4j: also GraphDB, the address is that of the repository. plain: one address for everything."""
