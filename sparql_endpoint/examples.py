"""Example queries of the ontology package, as the editor offers them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg.edition import Edition
from ontology.files import example_files, text
from sparql_endpoint.results import Term

_SH = "http://www.w3.org/ns/shacl#"
_TITLES = ("http://purl.org/dc/terms/title", "http://www.w3.org/2000/01/rdf-schema#label")


@dataclass(frozen=True)
class Example:
    """A question in the languages that it has, and the query."""

    name: str
    titles: tuple[Term, ...]
    query: str


def examples(edition: Edition) -> tuple[Example, ...]:
    """All of them, in the order of their file names."""
    return _read(edition.vocabulary, edition.base)


@lru_cache(maxsize=4)
def _read(vocabulary: str, base: str) -> tuple[Example, ...]:
    found = []
    for name in example_files():
        found.extend(_parse(text(name, vocabulary=vocabulary, base=base), base))
    return tuple(found)


def _parse(turtle: str, base: str) -> list[Example]:
    # Our own file, not a stranger's: rdflib fetches nothing for plain Turtle.
    from rdflib import Graph, Literal, URIRef

    graph = Graph().parse(data=turtle, format="turtle", publicID=base)
    found = []
    for kind in ("select", "ask", "construct"):
        for subject, query in graph.subject_objects(URIRef(_SH + kind)):
            titles = [value for title in _TITLES for value in graph.objects(subject, URIRef(title))]
            terms = tuple(
                sorted(
                    (
                        Term("literal", str(value), value.language or "")
                        for value in titles
                        if isinstance(value, Literal)
                    ),
                    key=lambda term: (term.lang, term.value),
                )
            )
            if terms:
                found.append(Example(str(subject), terms, str(query).strip()))
    return sorted(found, key=lambda example: example.name)
