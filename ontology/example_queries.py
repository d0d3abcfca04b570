"""The example queries as data: titles and explanations in four languages, and SPARQL ready to run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontology.files import example_files, text

if TYPE_CHECKING:
    from rdflib.term import Node


@dataclass(frozen=True, slots=True)
class ExampleQuery:
    """titles and comments are pairs of language tag and words, sorted by tag."""

    key: str
    titles: tuple[tuple[str, str], ...]
    comments: tuple[tuple[str, str], ...]
    sparql: str


def example_queries(*, vocabulary: str, base: str) -> tuple[ExampleQuery, ...]:
    """All of them in their fixed order, under the workspace's own namespace."""
    from rdflib import RDF, RDFS, SH, Graph

    found = []
    for name in example_files():
        graph = Graph().parse(data=text(name, vocabulary=vocabulary, base=base), format="turtle")
        for node in graph.subjects(RDF.type, SH.SPARQLSelectExecutable):
            words = [_words(graph.objects(node, predicate)) for predicate in (RDFS.label, RDFS.comment)]
            order = int(str(graph.value(node, SH.order) or 0))
            key = str(node).rsplit("/", 1)[-1]
            sparql = str(graph.value(node, SH.select)).strip() + "\n"
            found.append((order, ExampleQuery(key, words[0], words[1], sparql)))
    return tuple(example for _, example in sorted(found, key=lambda pair: (pair[0], pair[1].key)))


def _words(labels: Iterable[Node]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((getattr(label, "language", None) or "", str(label)) for label in labels))
