"""The types of relation that rules may find, and what may stand at their two ends."""

from __future__ import annotations

from types import MappingProxyType

POSITION = "POSITION"
"""End that is no mention: an office, named by the rule's own trigger and the body or place that belongs to it."""
WORDS = "WORDS"
"""End that is no mention: one of the words that the rule lists (a treaty, a protocol)."""

_AGENTS = frozenset({"PERSON", "ORG"})
_PERSON = frozenset({"PERSON"})
_PLACE = frozenset({"PLACE"})

ENDS = MappingProxyType(
    {
        "held_position": (_PERSON, frozenset({POSITION, WORDS})),
        "appointed": (_PERSON, frozenset({POSITION, WORDS})),
        "leader_of": (_PERSON, frozenset({"ORG"})),
        "member_of": (_PERSON, frozenset({"ORG"})),
        "child": (_PERSON, _PERSON),
        "parent": (_PERSON, _PERSON),
        "spouse": (_PERSON, _PERSON),
        "sibling": (_PERSON, _PERSON),
        "family": (_PERSON, _PERSON),
        "met": (_AGENTS, _AGENTS),
        "visited": (_AGENTS, _PLACE),
        "signed": (_AGENTS | _PLACE, frozenset({WORDS})),
        "was_at": (_AGENTS, _PLACE),
        "participated": (_AGENTS, frozenset({"EVENT"})),
        "renamed": (_PLACE, _PLACE),
    }
)
"""Type -> labels of its subject, labels of its object. ``child``: the object is a child of the subject;
``parent``: the object is a parent of the subject; ``renamed``: the object is the later name of the subject."""
