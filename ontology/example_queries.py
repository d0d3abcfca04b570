"""The example queries as data: titles and explanations in four languages, a group, and SPARQL ready to run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontology.files import example_files, text

if TYPE_CHECKING:
    from rdflib.term import Node

GROUPS = ("people", "places", "events", "correspondence", "archive", "trust")
"""What ``schema:keywords`` of an example may say, in the order of the page."""


@dataclass(frozen=True, slots=True)
class ExampleQuery:
    """titles and comments are pairs of language tag and words, sorted by tag; group: one of GROUPS, or empty."""

    key: str
    titles: tuple[tuple[str, str], ...]
    comments: tuple[tuple[str, str], ...]
    sparql: str
    group: str = ""


def example_queries(*, vocabulary: str, base: str) -> tuple[ExampleQuery, ...]:
    """All of them by ``sh:order``, under the workspace's own namespace; those without a group are the ready ones."""
    from rdflib import RDF, RDFS, SDO, SH, Graph

    found = []
    for name in example_files():
        graph = Graph().parse(data=text(name, vocabulary=vocabulary, base=base), format="turtle")
        for node in graph.subjects(RDF.type, SH.SPARQLSelectExecutable):
            words = [_words(graph.objects(node, predicate)) for predicate in (RDFS.label, RDFS.comment)]
            order = int(str(graph.value(node, SH.order) or 0))
            key = str(node).rsplit("/", 1)[-1]
            sparql = str(graph.value(node, SH.select)).strip() + "\n"
            group = str(graph.value(node, SDO.keywords) or "")
            found.append((order, ExampleQuery(key, words[0], words[1], sparql, group)))
    return tuple(example for _, example in sorted(found, key=lambda pair: (pair[0], pair[1].key)))


def _words(labels: Iterable[Node]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((getattr(label, "language", None) or "", str(label)) for label in labels))
