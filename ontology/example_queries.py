"""The example queries as data: titles and explanations in four languages, a group, and SPARQL ready to run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    found = [pair for name in example_files() for pair in _read(name, vocabulary, base)]
    return tuple(example for _, example in sorted(found, key=lambda pair: (pair[0], pair[1].key)))


def example_query(key: str, *, vocabulary: str, base: str) -> ExampleQuery | None:
    """The one of that key, read from its file alone, which is named ``ORDER-KEY.ttl``; None where there is none."""
    for name in example_files():
        if name.rsplit("/", 1)[-1].split("-", 1)[-1] == f"{key}.ttl":
            return next((example for _, example in _read(name, vocabulary, base) if example.key == key), None)
    return None


def _read(name: str, vocabulary: str, base: str) -> Iterator[tuple[int, ExampleQuery]]:
    from rdflib import RDF, RDFS, SDO, SH, Graph

    graph = Graph().parse(data=text(name, vocabulary=vocabulary, base=base), format="turtle")
    for node in graph.subjects(RDF.type, SH.SPARQLSelectExecutable):
        words = [_words(graph.objects(node, predicate)) for predicate in (RDFS.label, RDFS.comment)]
        order = int(str(graph.value(node, SH.order) or 0))
        key = str(node).rsplit("/", 1)[-1]
        sparql = str(graph.value(node, SH.select)).strip() + "\n"
        group = str(graph.value(node, SDO.keywords) or "")
        yield order, ExampleQuery(key, words[0], words[1], sparql, group)


def _words(labels: Iterable[Node]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((getattr(label, "language", None) or "", str(label)) for label in labels))
