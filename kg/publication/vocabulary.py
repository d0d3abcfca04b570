"""Our own terms and concept schemes as they are shown to readers: from the ontology package's files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ontology import files
from ontology.namespaces import NAMESPACES

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

Texts = dict[str, str]
"""By language."""
_SKOS = NAMESPACES["skos"]
_RDFS = NAMESPACES["rdfs"]
_KINDS = {
    f"{NAMESPACES['rdfs']}Class": "class",
    f"{NAMESPACES['owl']}Class": "class",
    f"{NAMESPACES['rdf']}Property": "property",
    f"{NAMESPACES['owl']}ObjectProperty": "property",
    f"{NAMESPACES['owl']}DatatypeProperty": "property",
    f"{_SKOS}ConceptScheme": "scheme",
}


@dataclass(frozen=True, slots=True)
class Term:
    """A class, property, scheme or concept. links: what it says of others, such as its range; concepts: of a scheme."""

    iri: str
    name: str
    kind: str
    labels: Texts
    definitions: Texts
    links: tuple[tuple[str, str], ...] = ()
    concepts: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All of them, by kind and name. about: labels and comments of the vocabulary itself."""

    iri: str
    version: str
    labels: Texts
    comments: Texts
    classes: tuple[Term, ...]
    properties: tuple[Term, ...]
    schemes: tuple[Term, ...]


def turtle(namespace: str, base: str) -> str:
    """The files behind it, as one Turtle document."""
    names = [name for name in files.graph_files() if not name.startswith("labels/")]
    return "\n".join(files.text(name, vocabulary=namespace, base=base) for name in names)


@lru_cache(4)
def vocabulary(namespace: str, base: str) -> Vocabulary:
    """The vocabulary under a workspace's namespace."""
    from rdflib import Graph, URIRef

    graph = Graph().parse(data=turtle(namespace, base), format="turtle")
    ontology = URIRef(namespace.rstrip("#/"))
    found: dict[str, list[Term]] = {"class": [], "property": [], "scheme": []}
    seen: set[str] = set()
    for type_, kind in _KINDS.items():
        for node in graph.subjects(URIRef(NAMESPACES["rdf"] + "type"), URIRef(type_)):
            if str(node).startswith(namespace) and str(node) not in seen:
                seen.add(str(node))
                concepts = tuple(_concepts(graph, node, namespace)) if kind == "scheme" else ()
                found[kind].append(_term(graph, node, kind, namespace, concepts))
    version = next(graph.objects(ontology, URIRef(NAMESPACES["owl"] + "versionInfo")), "")
    return Vocabulary(
        str(ontology),
        str(version),
        _texts(graph, ontology, f"{_RDFS}label"),
        _texts(graph, ontology, f"{_RDFS}comment"),
        *(tuple(sorted(found[kind], key=lambda one: one.name.lower())) for kind in ("class", "property", "scheme")),
    )


def _concepts(graph: Graph, scheme: Node, namespace: str) -> Iterator[Term]:
    from rdflib import URIRef

    for node in sorted(graph.subjects(URIRef(f"{_SKOS}inScheme"), scheme), key=str):
        yield _term(graph, node, "concept", namespace)


def _term(graph: Graph, node: Node, kind: str, namespace: str, concepts: tuple[Term, ...] = ()) -> Term:
    labels = _texts(graph, node, f"{_RDFS}label") or _texts(graph, node, f"{_SKOS}prefLabel")
    links = sorted(
        (_short(str(property_)), str(target))
        for property_, target in graph.predicate_objects(node)
        if _short(str(property_)) in _SHOWN
    )
    name = str(node).removeprefix(namespace)
    return Term(str(node), name, kind, labels, _texts(graph, node, f"{_SKOS}definition"), tuple(links), concepts)


_SHOWN = (
    "rdfs:subClassOf", "rdfs:subPropertyOf", "rdfs:domain", "rdfs:range", "owl:inverseOf", "skos:notation",
    "skos:broader", "skos:exactMatch", "skos:closeMatch", "skos:broadMatch",
)  # fmt: skip


def _short(iri: str) -> str:
    for prefix, space in NAMESPACES.items():
        if iri.startswith(space):
            return f"{prefix}:{iri.removeprefix(space)}"
    return iri


def _texts(graph: Graph, node: Node, property_: str) -> Texts:
    from rdflib import Literal, URIRef

    found = graph.objects(node, URIRef(property_))
    return {one.language: str(one) for one in found if isinstance(one, Literal) and one.language}
