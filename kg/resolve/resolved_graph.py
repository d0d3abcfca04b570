"""The resolved view: one node for each entity, its names, and the statements of its local entities.

Rebuilt from clusters, never edited. Statements stay where they were made; here they are only repeated between entities.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from extractors.languages.fold import fold
from kg.iri import Iris
from kg.rdf import nt
from kg.rdf.graph import GraphBuilder
from kg.rdf.vocabulary import CLASSES, ENTITY_DATES, RELATIONS, ROLE_PROPERTIES
from kg.resolve.candidates import Candidate
from kg.resolve.registry import Cluster
from kg.resolve.spilled import SpilledGraph
from kg.store.base import Reader
from ontology.terms import GEO, RDFS, RICO, SKOS

FALLBACK = ("en", "ru", "kk", "ar")
"""Order in which a label is chosen where one must do for all."""


def resolved_blocks(
    clusters: Iterable[Cluster], by_iri: Mapping[str, Candidate], store: Reader, iris: Iris
) -> Iterator[list[str]]:
    """``graph/resolved``: canonical N-Quads lines, in sorted blocks that follow each other in order.

    by_iri: the local entities of the clusters
    """
    graph = SpilledGraph(iris.graph("resolved"))
    entity_of: dict[str, str] = {}
    for cluster in clusters:
        node = iris.entity(cluster.label, cluster.entity)
        members = [by_iri[member] for member in cluster.members]
        graph.types(node, CLASSES[cluster.label], iris.own("Entity"))
        for member in members:
            entity_of[member.iri] = node
            graph.link(node, RICO.isEquivalentTo, member.iri)
            graph.link(member.iri, iris.own("memberOf"), node)
        _names(graph, node, members)
        for identifier in sorted({value for member in members for value in member.identifiers}):
            graph.add(node, iris.own("externalId"), nt.literal(identifier))
        graph.spill()
    for subject, predicate, target in _statements(store, iris):
        if subject in entity_of or target in entity_of:
            graph.link(entity_of.get(subject, subject), predicate, entity_of.get(target, target))
            graph.spill()
    yield from graph.blocks()


def _names(graph: GraphBuilder, node: str, members: Sequence[Candidate]) -> None:
    """One preferred label a language, the rest as others.

    Where an authority entry names the entity, its names are the preferred ones: words of a text may be inflected.
    Else the form that most local entities use, the longest of those first.
    """
    described = any(member.described for member in members)
    preferred: dict[str, Counter[str]] = {}
    others: dict[str, Counter[str]] = {}
    for member in members:
        votes = preferred if member.described or not described else others
        for position, (lang, name) in enumerate(member.names):
            # An authority entry gives its preferred name first.
            votes.setdefault(lang, Counter())[name] += 1 if position or not member.described else 1000
    chosen = {lang: _best(preferred[lang])[0] for lang in sorted(preferred)}
    seen = {lang: {fold(name)} for lang, name in chosen.items()}
    for lang in sorted({*preferred, *others}, key=lambda lang: (lang == "und", lang)):
        tag = None if lang == "und" else lang
        # A form without a language says nothing that the same form with one does not.
        shown = set().union(*seen.values()) if lang == "und" else {*seen.get(lang, ()), *seen.get("und", ())}
        if lang in chosen:
            graph.add(node, SKOS.prefLabel, nt.literal(chosen[lang], tag))
        for name in _best(preferred.get(lang, Counter()) + others.get(lang, Counter())):
            if fold(name) not in shown:
                shown.add(fold(name))
                graph.add(node, SKOS.altLabel, nt.literal(name, tag))
        seen[lang] = shown
    first = next((lang for lang in (*FALLBACK, *sorted(chosen)) if lang in chosen), None)
    if first:
        graph.add(node, RDFS.label, nt.literal(chosen[first], None if first == "und" else first))


def _best(votes: Counter[str]) -> list[str]:
    return [name for name, _ in sorted(votes.items(), key=lambda item: (-item[1], -len(item[0]), item[0]))]


def _statements(store: Reader, iris: Iris) -> Iterator[tuple[str, str, str]]:
    """Statements about local entities that are worth repeating for the entity.

    Inferred ones are not among them: they come after this graph, so an earlier run's would make it another graph.
    """
    properties = [
        iris.own("mentions"),
        RICO.describesOrDescribed,
        RICO.hasEventType,
        RICO.isAssociatedWithPlace,
        RICO.hasOrHadPhysicalLocation,
        GEO.hasGeometry,
        RICO.isOrWasContainedBy,
        *ROLE_PROPERTIES.values(),
        *ENTITY_DATES.values(),
        *(shortcut for _, shortcut, _ in RELATIONS.values()),
    ]
    inferred = [name for name in store.graph_names() if name.startswith(iris.graph("inferred/"))]
    for property_ in dict.fromkeys(properties):
        for subject, target in _pairs(store, property_, inferred):
            yield subject, property_, target


def _pairs(store: Reader, property_: str, inferred: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Subjects and objects of a property, IRIs alone; of what no source states, nothing."""
    triple = f"?s <{property_}> ?o"
    if any(_holds(store, f"GRAPH <{name}> {{ {triple} }}") for name in inferred):
        # To look at the graph of each triple costs as much again as to read it.
        names = ", ".join(f"<{name}>" for name in inferred)
        triple = f"GRAPH ?g {{ {triple} }} FILTER(?g NOT IN ({names}))"
    for row in store.table(f"SELECT ?s ?o WHERE {{ {triple} }}").splitlines()[1:]:
        subject, target = row.decode().split("\t")
        if target.startswith("<"):
            yield subject[1:-1], target[1:-1]


def _holds(store: Reader, pattern: str) -> bool:
    return next(store.select(f"SELECT ?s WHERE {{ {pattern} }} LIMIT 1"), None) is not None
