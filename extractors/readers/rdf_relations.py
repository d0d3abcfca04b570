"""Relations between the entities of a dump: RiC-O's relation nodes, and its shortcuts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from extractors.document import DateExpression, EntityRelation, Label
from extractors.readers.rdf_annotations import label_of
from extractors.readers.rdf_dates import node_date
from extractors.readers.rdf_graph import Graph

_CLASSES = {
    "rico:PositionHoldingRelation": ("held_position", ""), "rico:ChildRelation": ("child", "parent"),
    "rico:SpouseRelation": ("spouse", "spouse"), "rico:SiblingRelation": ("sibling", "sibling"),
    "rico:FamilyRelation": ("family", "family"), "rico:MembershipRelation": ("has_member", "member_of"),
    "rico:LeadershipRelation": ("leader_of", ""), "rico:AgentTemporalRelation": ("successor", "predecessor"),
    "rico:GroupSubdivisionRelation": ("has_part", "part_of"),
    "rico:AgentControlRelation": ("controls", "controlled_by"),
    "rico:AgentHierarchicalRelation": ("controls", "controlled_by"),
    "rico:AgentToAgentRelation": ("associated", "associated"), "rico:EventRelation": ("participant", ""),
    "rico:PlaceRelation": ("", "location"), "rico:PerformanceRelation": ("", "function"),
    "rico:RuleRelation": ("", "mandate"),
}  # fmt: skip
"""Class -> our type seen from relationHasSource, and seen from relationHasTarget where only that end can say it."""
_SHORTCUTS = {
    "rico:occupiesOrOccupied": "held_position", "rico:hasChild": "child", "rico:isChildOf": "parent",
    "rico:hasOrHadSpouse": "spouse", "rico:hasSibling": "sibling", "rico:hasFamilyAssociationWith": "family",
    "rico:isOrWasMemberOf": "member_of", "rico:hasOrHadMember": "has_member", "rico:isOrWasLeaderOf": "leader_of",
    "rico:isSuccessorOf": "predecessor", "rico:hasSuccessor": "successor", "rico:isOrWasSubdivisionOf": "part_of",
    "rico:hasOrHadSubdivision": "has_part", "rico:hasDirectSubdivision": "has_part",
    "rico:isOrWasControllerOf": "controls", "rico:hasOrHadController": "controlled_by",
    "rico:isOrWasSubordinateTo": "controlled_by", "rico:hasOrHadSubordinate": "controls",
    "rico:isAgentAssociatedWithAgent": "associated", "rico:hasOrHadWorkRelationWith": "associated",
    "rico:hasOrHadCorrespondent": "associated", "rico:knows": "associated",
    "rico:hasOrHadParticipant": "participant", "rico:hasOrHadLocation": "location",
    "rico:agentHasOrHadLocation": "location", "rico:isAssociatedWithPlace": "location",
    "rico:isAgentAssociatedWithPlace": "location", "rico:hasBirthPlace": "birth_place",
    "rico:hasDeathPlace": "death_place", "rico:isOrWasContainedBy": "contained_by",
    "rico:isDirectlyContainedBy": "contained_by",
    "rico:hasOrHadOccupationOfType": "occupation", "rico:hasOrHadLegalStatus": "legal_status",
    "rico:performsOrPerformed": "function", "rico:authorizedBy": "mandate",
}  # fmt: skip
_OWNERS: tuple[tuple[str, Literal["ORG", "PLACE"]], ...] = (
    ("rico:existsOrExistedIn", "ORG"),
    ("rico:isAssociatedWithPlace", "PLACE"),
)
"""Of a position: the body or the place that it exists in."""
_TERMS = {
    "rico:OccupationType": "occupation", "rico:LegalStatus": "legal_status", "rico:Mandate": "mandate",
    "rico:Activity": "function",
}  # fmt: skip
"""Other ends that are no entities, and what the relation to them is."""
Evidence = Callable[[str], tuple[int, int] | None]
"""Where the words of an annotation stand in the entry's own text; None for those of another text."""


def relations(graph: Graph, node: str, evidence: Evidence) -> tuple[EntityRelation, ...]:
    """All that is stated of an entity as subject: dated and evidenced nodes first, then shortcuts that none covers."""
    found: dict[tuple[str, str, str], EntityRelation] = {}
    covered: set[tuple[str, str]] = set()
    for statement in graph.pointing(node, "rico:relationHasSource", "rico:relationHasTarget", "rico:relationConnects"):
        date = _date(graph, statement)
        for kind, target in _ends(graph, statement, node):
            if not graph.is_named(target):
                continue
            made = _relation(graph, kind, target, date, graph.value(statement, "rico:generalDescription"))
            made = replace(made, scheme=graph.value(statement, "rico:type"))
            words = next((at for item in graph.nodes(statement, "kg:evidence") if (at := evidence(item))), None)
            if words is not None:
                made = replace(made, start=words[0], end=words[1])
            found.setdefault((kind, target, date.edtf or "" if date else ""), made)
            covered.add((kind, target))
        for position in filter(graph.is_named, graph.nodes(statement, "rico:leadershipWithPosition")):
            if node in graph.nodes(statement, "rico:relationHasSource"):  # whoever leads by an office holds it
                held = _relation(graph, "held_position", position, date, "")
                found.setdefault(("held_position", position, date.edtf or "" if date else ""), held)
                covered.add(("held_position", position))
    for predicate in graph.predicates(node):
        kind = _SHORTCUTS.get(predicate, "")
        for target in graph.nodes(node, predicate) if kind else ():
            if (kind, target) not in covered and target != node and graph.is_named(target):
                covered.add((kind, target))
                found[(kind, target, "")] = _relation(graph, kind, target, None, "")
    return tuple(found[key] for key in sorted(found))


def _ends(graph: Graph, statement: str, node: str) -> list[tuple[str, str]]:
    """Our type and the other end, for each way in which the statement says something of the node."""
    class_ = next((name for name in graph.types(statement) if name in _CLASSES), "rico:AgentToAgentRelation")
    forward, backward = _CLASSES[class_]
    sources = graph.nodes(statement, "rico:relationHasSource")
    targets = graph.nodes(statement, "rico:relationHasTarget")
    connected = graph.nodes(statement, "rico:relationConnects")
    ends = [(forward, target) for target in targets if node in sources and forward]
    if node in targets and backward and (backward == "location" or not forward):
        ends += [(backward, source) for source in sources]
    if node in connected and node == min(connected):
        ends += [(forward or backward, other) for other in connected if other != node]
    return [(kind, other) for kind, other in ends if other != node]


def _relation(graph: Graph, kind: str, target: str, date: DateExpression | None, note: str) -> EntityRelation:
    label = label_of(graph, target)
    target_label: Label = label if label is not None and label != "DATE" else "ORG"
    if kind == "held_position":
        held = EntityRelation(kind, target, graph.label(target), "POSITION", date, note)
        for property_, owner_label in _OWNERS:
            for owner in graph.nodes(target, property_):
                return replace(held, at=graph.label(owner), at_label=owner_label)
        return held
    term = next((_TERMS[name] for name in graph.types(target) if name in _TERMS), "")
    if term and kind in ("associated", term):
        return EntityRelation(term, target, graph.label(target), "TERM", date, note)
    return EntityRelation(kind, target, graph.label(target), target_label, date, note)


def _date(graph: Graph, statement: str) -> DateExpression | None:
    nodes = graph.nodes(statement, "rico:relationHasDate")
    return next((made for node in nodes if (made := node_date(graph, node, None)) is not None), None)
