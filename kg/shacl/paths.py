"""SHACL property paths to SPARQL property paths (SHACL, section 2.3.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.shacl.errors import unsupported
from kg.shacl.model import Path

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_SUFFIXES = {"zeroOrMorePath": "*", "oneOrMorePath": "+", "zeroOrOnePath": "?"}


def read_path(graph: Graph, node: Node) -> Path:
    """The steps of a path. Raises RunAborted SHAPES002 for what is no well-formed path."""
    from rdflib import RDF

    if graph.value(node, RDF.first) is not None:
        return tuple(sparql_path(graph, item) for item in graph.items(node))
    return (sparql_path(graph, node),)


def sparql_path(graph: Graph, node: Node) -> str:
    """The path as SPARQL text, in parentheses where it is more than one property."""
    from rdflib import RDF, SH, URIRef

    if isinstance(node, URIRef):
        return node.n3()
    if graph.value(node, RDF.first) is not None:
        return _joined(graph, node, "/")
    for predicate, value in graph.predicate_objects(node):
        name = str(predicate).removeprefix(str(SH))
        if name == "inversePath":
            return f"^{sparql_path(graph, value)}"
        if name == "alternativePath":
            return _joined(graph, value, "|")
        if name in _SUFFIXES:
            return f"({sparql_path(graph, value)}){_SUFFIXES[name]}"
    raise unsupported("a path that SHACL does not define", node)


def _joined(graph: Graph, node: Node, separator: str) -> str:
    return "(" + separator.join(sparql_path(graph, item) for item in graph.items(node)) + ")"
