"""The judgements in force as RDF: SSSOM mappings, never owl:sameAs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from kg.iri import Iris
from kg.rdf import nt
from kg.rdf.graph import GraphBuilder
from kg.resolve.conflicts import Conflict
from kg.resolve.judgements import HELD, REASON, Judgement, in_force
from ontology.terms import SEMAPV, SKOS, SSSOM

_STATES = {"SAME": "automatic", "UNSURE": "suggested", "DIFFERENT": "rejected"}
_BLOCK = 2_000
"""Judgements whose lines are made at once."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A judgement with its id. barred: what it would go against, where it is a SAME that cannot hold; else empty."""

    id: str
    judgement: Judgement
    barred: str = ""


def shown(
    judgements: Iterable[Judgement], conflicts: Iterable[Conflict] = (), members: Iterable[str] | None = None
) -> list[Shown]:
    """The judgements of ``graph/links``, by id: each that is in force.

    judgements  the standing ones, whatever machines say of pairs that people decided
    conflicts   SAME that cannot hold: they are near matches that say what they would go against
    members     local entities that are in; what is judged of others waits for their return
    """
    here = set(members) if members is not None else None
    barred = {conflict.same.pair: conflict.words for conflict in conflicts}
    found = [
        Shown(judgement.id, judgement, barred.get(judgement.pair, "") if judgement.verdict == "SAME" else "")
        for judgement in in_force(tuple(judgements))
        if (here is None or (judgement.left in here and judgement.right in here))
        and not (judgement.by_person and judgement.words(HELD))
    ]
    return sorted(found, key=attrgetter("id"))


def links_blocks(shown: Sequence[Shown], iris: Iris) -> Iterator[list[str]]:
    """``graph/links``: judgements in the order of their ids, their evidence in words and how each was made.

    Canonical N-Quads lines in blocks that follow each other in order, so that the graph never lies in memory whole: all
    triples of a judgement are about one node, and ids are of one length.
    """
    for start in range(0, len(shown), _BLOCK):
        graph = GraphBuilder(iris.graph("links"))
        for each in shown[start : start + _BLOCK]:
            _mapping(graph, iris.link(each.id), each.judgement, iris, each.barred)
        yield list(graph.close().lines)


def _mapping(graph: GraphBuilder, node: str, judgement: Judgement, iris: Iris, barred: str) -> None:
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
