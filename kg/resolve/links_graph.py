"""The judgements in force as RDF: SSSOM mappings, never owl:sameAs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.iri import Iris
from kg.rdf import nt
from kg.rdf.graph import GraphBuilder, NamedGraph
from kg.resolve.conflicts import Conflict
from kg.resolve.judgements import HELD, REASON, Judgement, in_force
from ontology.terms import SEMAPV, SKOS, SSSOM

_STATES = {"SAME": "automatic", "UNSURE": "suggested", "DIFFERENT": "rejected"}


def links_graph(
    judgements: Sequence[Judgement],
    iris: Iris,
    conflicts: Iterable[Conflict] = (),
    members: Iterable[str] | None = None,
) -> NamedGraph:
    """``graph/links``: each judgement in force, its evidence in words and how it was made.

    judgements  the standing ones, whatever machines say of pairs that people decided
    conflicts   SAME that cannot hold: they are near matches that say what they would go against
    members     local entities that are in; what is judged of others waits for their return
    """
    graph = GraphBuilder(iris.graph("links"))
    here = set(members) if members is not None else None
    barred = {conflict.same.pair: conflict.words for conflict in conflicts}
    for judgement in in_force(judgements):
        held = judgement.by_person and judgement.words(HELD)
        if not held and (here is None or (judgement.left in here and judgement.right in here)):
            _mapping(graph, judgement, iris, barred.get(judgement.pair, "") if judgement.verdict == "SAME" else "")
    return graph.drained()


def _mapping(graph: GraphBuilder, judgement: Judgement, iris: Iris, barred: str) -> None:
    node = iris.link(judgement.id)
    people = judgement.by_person
    unsure = bool(barred) or judgement.verdict == "UNSURE"
    state = "accepted" if people and judgement.verdict == "SAME" else _STATES[judgement.verdict]
    graph.types(node, SSSOM.Mapping)
    graph.link(node, SSSOM.subject_id, judgement.left)
    graph.link(node, SSSOM.predicate_id, SKOS.closeMatch if unsure else SKOS.exactMatch)
    graph.link(node, SSSOM.object_id, judgement.right)
    if judgement.verdict == "DIFFERENT":
        graph.add(node, SSSOM.predicate_modifier, nt.literal("Not"))
    graph.add(node, SSSOM.confidence, nt.decimal(judgement.confidence))
    justification = SEMAPV.ManualMappingCuration if people else SEMAPV.CompositeMatching
    graph.link(node, SSSOM.mapping_justification, justification)
    verdict = "unsure" if barred else judgement.verdict.lower()
    graph.link(node, iris.own("judgement"), iris.own(f"judgement-{verdict}"))
    graph.link(node, iris.own("reviewState"), iris.own(f"review-{'suggested' if barred else state}"))
    for kind, words in judgement.evidence:
        graph.add(node, iris.own("because"), nt.literal(f"{kind}: {words}"))
    if barred:
        graph.add(node, iris.own("because"), nt.literal(f"not joined: {barred}"))
    if not people:
        graph.add(node, SSSOM.mapping_tool, nt.literal(judgement.method))
        if judgement.version:
            graph.add(node, SSSOM.mapping_tool_version, nt.literal(judgement.version))
        return
    # When a person decided is a fact about the decision; when a machine ran is not one about its finding.
    graph.add(node, SSSOM.author_label, nt.literal(judgement.actor))
    graph.add(node, SSSOM.mapping_date, nt.date(judgement.made[:10]))
    for words in judgement.words(REASON):
        graph.add(node, SSSOM.comment, nt.literal(words))
    if not judgement.evidence:
        graph.add(node, iris.own("because"), nt.literal("reviewed"))
