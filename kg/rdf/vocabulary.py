"""How our data model's keys are called in RiC-O. Tables only; a wrong term fails when this module is imported."""

from __future__ import annotations

from ontology.terms import RICO

CLASSES = {
    "PERSON": RICO.Person,
    "ORG": RICO.CorporateBody,
    "PLACE": RICO.Place,
    "EVENT": RICO.Event,
    "TERM": RICO.Concept,
    "POSITION": RICO.Position,
}
TYPE_KEYS = {
    "PERSON": "type-person",
    "ORG": "type-body",
    "PLACE": "type-place",
    "EVENT": "type-event",
    "TERM": "type-term",
    "DATE": "type-date",
}

SINGLE_LEVELS = frozenset({"item", "list"})
"""Levels that are one Record; every other level is a RecordSet."""

TRANSCRIPTIONS = frozenset({None, "page-transcription"})
"""Forms of documents that only give another unit's words: they say nothing about it."""

ROLE_PROPERTIES = {
    "sender": RICO.hasSender,
    "addressee": RICO.hasAddressee,
    "author": RICO.hasAuthor,
    "creator": RICO.hasCreator,
    "publisher": RICO.hasPublisher,
    "subject": RICO.hasOrHadSubject,
    "dateline": RICO.isAssociatedWithPlace,
    "collector": RICO.hasCollector,
    "holder": RICO.hasOrHadHolder,
}
"""What a mention in that role says of its record."""
SET_ROLES = {"author": RICO.hasCreator}
"""What it says of a set of records, where that is another thing: only a single record has an author."""

AGENT_ROLES = frozenset({"sender", "addressee", "author", "creator", "publisher", "collector", "holder"})

RECORD_DATES = {
    "creation": RICO.hasCreationDate,
    "publication": RICO.hasPublicationDate,
    "accumulation": RICO.hasAccumulationDate,
    "modification": RICO.hasModificationDate,
}
SET_DATES = {
    "creation": RICO.hasOrHadSomeMembersWithCreationDate,
    "publication": RICO.hasPublicationDate,
    "accumulation": RICO.hasAccumulationDate,
    "bulk": RICO.hasOrHadMostMembersWithCreationDate,
}
ENTITY_DATES = {
    "birth": RICO.hasBirthDate,
    "death": RICO.hasDeathDate,
    "existence": RICO.isAssociatedWithDate,
    "event": RICO.occurredAtDate,
}

# type: (relation class, shortcut from the entity to the target, ends of the relation node)
# ends: "forward" entity -> target, "backward" target -> entity, "both" relationConnects only
RELATIONS: dict[str, tuple[str, str, str]] = {
    "held_position": (RICO.PositionHoldingRelation, RICO.occupiesOrOccupied, "forward"),
    "child": (RICO.ChildRelation, RICO.hasChild, "forward"),
    "parent": (RICO.ChildRelation, RICO.isChildOf, "backward"),
    "spouse": (RICO.SpouseRelation, RICO.hasOrHadSpouse, "both"),
    "sibling": (RICO.SiblingRelation, RICO.hasSibling, "both"),
    "family": (RICO.FamilyRelation, RICO.hasFamilyAssociationWith, "both"),
    "member_of": (RICO.MembershipRelation, RICO.isOrWasMemberOf, "backward"),
    "has_member": (RICO.MembershipRelation, RICO.hasOrHadMember, "forward"),
    "leader_of": (RICO.LeadershipRelation, RICO.isOrWasLeaderOf, "forward"),
    "led_by": (RICO.LeadershipRelation, RICO.hasOrHadLeader, "backward"),
    "predecessor": (RICO.AgentTemporalRelation, RICO.isSuccessorOf, "backward"),
    "successor": (RICO.AgentTemporalRelation, RICO.hasSuccessor, "forward"),
    "part_of": (RICO.GroupSubdivisionRelation, RICO.isOrWasSubdivisionOf, "backward"),
    "has_part": (RICO.GroupSubdivisionRelation, RICO.hasOrHadSubdivision, "forward"),
    "controls": (RICO.AgentControlRelation, RICO.isOrWasControllerOf, "forward"),
    "controlled_by": (RICO.AgentControlRelation, RICO.hasOrHadController, "backward"),
    "associated": (RICO.AgentToAgentRelation, RICO.isAgentAssociatedWithAgent, "both"),
    "participant": (RICO.EventRelation, RICO.hasOrHadParticipant, "forward"),
    "location": (RICO.PlaceRelation, RICO.hasOrHadLocation, "backward"),
    "later_name": (RICO.PlaceRelation, RICO.isAssociatedWithPlace, "forward"),
    "birth_place": (RICO.PlaceRelation, RICO.hasBirthPlace, "backward"),
    "death_place": (RICO.PlaceRelation, RICO.hasDeathPlace, "backward"),
    "function": (RICO.PerformanceRelation, RICO.performsOrPerformed, "backward"),
    "occupation": (RICO.Relation, RICO.hasOrHadOccupationOfType, "forward"),
    "legal_status": (RICO.Relation, RICO.hasOrHadLegalStatus, "forward"),
    "mandate": (RICO.RuleRelation, RICO.authorizedBy, "backward"),
    "affected": (RICO.EventRelation, RICO.affectsOrAffected, "forward"),
    "resulted_in": (RICO.EventRelation, RICO.resultsOrResultedIn, "forward"),
}
OWNERS = {"ORG": RICO.existsOrExistedIn, "PLACE": RICO.isAssociatedWithPlace}
"""Label of the body or place that a position exists in -> property of the position."""
TEXT_RELATIONS = {
    "held_position": "held_position",
    "appointed": "held_position",
    "leader_of": "leader_of",
    "member_of": "member_of",
    "child": "child",
    "parent": "parent",
    "spouse": "spouse",
    "sibling": "sibling",
    "family": "family",
    "participated": "participant",
    "renamed": "later_name",
}
"""Relations that rules find in texts -> what they are among ``RELATIONS``."""

RELATION_EVENTS = {
    "met": "meeting",
    "visited": "visit",
    "was_at": "presence",
    "signed": "agreement",
    "appointed": "appointment",
    "renamed": "renaming",
}
"""Relations that rules find in texts and that are events -> key of the type of event."""

CONCEPTS = {"occupation": RICO.OccupationType, "legal_status": RICO.LegalStatus, "function": RICO.ActivityType}
"""Relations whose other end is a type, and which."""
LIFE_PLACES = frozenset({"birth_place", "death_place"})
"""Relations of a person and a place; between others they fall back to ``associated``."""
LEADERSHIP = frozenset({"leader_of", "led_by"})
"""Relations of a person and a body; between others they fall back to ``associated``."""
PERSON_ONLY = frozenset({"child", "parent", "spouse", "sibling", "family"})
"""Relations whose two ends must be persons; between others they fall back to ``associated``."""
