"""Full-text search over an edition: names, titles, descriptions and page texts, in all scripts. SQLite FTS5."""

from kg.search.build import build_index
from kg.search.counts import Bin, Spot, bins, facet_values, spots
from kg.search.facets import FACETS, Choice, Value
from kg.search.found import SORTS, Found, find
from kg.search.hit import FIELDS, KINDS, Hit, Wanted
from kg.search.network import Edge, Network, Node, network
from kg.search.query import search

__all__ = [
    "FACETS", "FIELDS", "KINDS", "SORTS", "Bin", "Choice", "Edge", "Found", "Hit", "Network", "Node", "Spot", "Value",
    "Wanted", "bins", "build_index", "facet_values", "find", "network", "search", "spots",
]  # fmt: skip
