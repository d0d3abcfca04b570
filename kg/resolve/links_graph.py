"""The judgements in force as RDF: SSSOM mappings, never owl:sameAs."""

from __future__ import annotations

from collections.abc import Iterable

from kg.iri import Iris
from kg.rdf import nt
from kg.rdf.graph import GraphBuilder, NamedGraph
from kg.resolve.judgements import Judgement
from ontology.terms import SEMAPV, SKOS, SSSOM

_STATES = {"SAME": "automatic", "UNSURE": "suggested", "DIFFERENT": "rejected"}


def links_graph(judgements: Iterable[Judgement], iris: Iris) -> NamedGraph:
    """``graph/links``: each judgement with its evidence in words and how it was made."""
    graph = GraphBuilder(iris.graph("links"))
    for judgement in judgements:
        node = iris.link(judgement.id)
        reviewed = judgement.actor != "machine"
        predicate = SKOS.closeMatch if judgement.verdict == "UNSURE" else SKOS.exactMatch
        justification = SEMAPV.ManualMappingCuration if reviewed else SEMAPV.CompositeMatching
        state = "accepted" if reviewed and judgement.verdict == "SAME" else _STATES[judgement.verdict]
        graph.types(node, SSSOM.Mapping)
        graph.link(node, SSSOM.subject_id, judgement.left)
        graph.link(node, SSSOM.predicate_id, predicate)
        graph.link(node, SSSOM.object_id, judgement.right)
        if judgement.verdict == "DIFFERENT":
            graph.add(node, SSSOM.predicate_modifier, nt.literal("Not"))
        graph.add(node, SSSOM.confidence, nt.decimal(judgement.confidence))
        graph.link(node, SSSOM.mapping_justification, justification)
        graph.add(node, SSSOM.mapping_tool, nt.literal(judgement.method))
        graph.link(node, iris.own("judgement"), iris.own(f"judgement-{judgement.verdict.lower()}"))
        graph.link(node, iris.own("reviewState"), iris.own(f"review-{state}"))
        for kind, words in judgement.evidence:
            graph.add(node, iris.own("because"), nt.literal(f"{kind}: {words}"))
        if reviewed:
            graph.add(node, SSSOM.author_label, nt.literal(judgement.actor))
    return graph.close()
