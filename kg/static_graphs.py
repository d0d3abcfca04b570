"""The graphs that come from settings and from the ontology package rather than from documents."""

from __future__ import annotations

from extractors.errors import RunAborted
from kg.derived import rebuild
from kg.iri import Iris
from kg.ledger import Ledger
from kg.rdf import nt
from kg.rdf.graph import GraphBuilder, NamedGraph, named_graph
from kg.settings import Settings
from kg.store.base import Writer
from ontology import files
from ontology.terms import RDFS, RICO, SCHEMA, SKOS


def archives_graph(settings: Settings, iris: Iris, used: set[str]) -> NamedGraph:
    """``graph/archives``: every archive by its names; one that nobody named is called by its code.

    Only these are ``schema:ArchiveOrganization``: the repository that a finding aid names is a holder too, and may be
    one of these in other words.
    """
    graph = GraphBuilder(iris.graph("archives"))
    for code in sorted(used | set(settings.archives)):
        node = iris.archive(code)
        names = settings.archives.get(code) or {"en": code}
        graph.types(node, RICO.CorporateBody, SCHEMA.ArchiveOrganization)
        graph.add(node, RICO.identifier, nt.literal(code))
        for lang in sorted(names):
            graph.add(node, RDFS.label, nt.literal(names[lang], lang))
            graph.add(node, SKOS.prefLabel, nt.literal(names[lang], lang))
    return graph.close()


def ontology_graph(iris: Iris) -> NamedGraph:
    """``graph/ontology``: our terms, schemes and labels. RunAborted where a file of ours holds a blank node."""
    from kg.store.parsing import turtle_lines

    triples: set[str] = set()
    for name in files.graph_files():
        text = files.text(name, vocabulary=iris.vocabulary, base=iris.base)
        for line in turtle_lines(text, iris.base):
            if line.startswith("_:") or " _:" in line.split('"', 1)[0]:
                raise RunAborted("ONTOLOGY001", f"{name} holds a blank node: {line}.", where=name)
            triples.add(line)
    return named_graph(iris.graph("ontology"), triples)


def refresh(ledger: Ledger, store: Writer, settings: Settings, iris: Iris, used: set[str]) -> None:
    """Write both into the work store."""
    for graph in (archives_graph(settings, iris, used), ontology_graph(iris)):
        rebuild(ledger, store, graph)
