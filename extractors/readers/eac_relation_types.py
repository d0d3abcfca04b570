"""Which relation of our set an EAC-CPF relation is. Tables only, and the rule that reads them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.document import Label
from extractors.leaders import heads

_TYPES = {
    "hierarchical-parent": "part_of",
    "hierarchical-child": "has_part",
    "temporal-earlier": "predecessor",
    "temporal-later": "successor",
    "family": "family",
    "associative": "associated",
    "hierarchical": "associated",
    "temporal": "associated",
}
"""EAC-CPF 1.0 @cpfRelationType -> our type, read as "the other is its …" for predecessor and successor."""

_CONTROL = {"part_of": "controlled_by", "has_part": "controls"}

_RICO = {
    "hasChild": "child", "isChildOf": "parent", "hasOrHadSpouse": "spouse", "hasSibling": "sibling",
    "hasFamilyAssociationWith": "family", "isOrWasMemberOf": "member_of", "hasOrHadMember": "has_member",
    "isOrWasLeaderOf": "leader_of", "isSuccessorOf": "predecessor", "hasSuccessor": "successor",
    "isOrWasSubdivisionOf": "part_of", "hasOrHadSubdivision": "has_part", "hasOrHadController": "controlled_by",
    "isOrWasControllerOf": "controls", "isAgentAssociatedWithAgent": "associated",
}  # fmt: skip
"""RiC-O property that the IRI of a type or role ends in -> our type."""

_WORDS = {
    "child": ("child", "son", "daughter", "сын", "дочь", "ребенок", "ұл", "қыз", "ابن", "ابنة"),
    "parent": ("parent", "father", "mother", "отец", "мать", "әке", "ана", "أب", "والد", "والدة"),
    "spouse": ("spouse", "wife", "husband", "супруг", "супруга", "жена", "муж", "жұбайы", "زوج", "زوجة"),
    "sibling": ("sibling", "brother", "sister", "брат", "сестра", "аға", "іні", "أخ", "شقيق", "أخت"),
    "member_of": ("member of", "employee of", "член", "мүшесі", "عضو في"),
    "has_member": ("has member", "member", "мүше", "عضو"),
    "leader_of": ("leader of", "head of", "руководитель", "басшысы", "رئيس"),
    "predecessor": ("predecessor", "предшественник", "предшественница", "سلف"),
    "successor": ("successor", "преемник", "преемница", "خلف", "ізбасары"),
    "part_of": ("part of", "parent body", "superior", "вышестоящая организация"),
    "has_part": ("subordinate", "subdivision", "подведомственная организация"),
    "controlled_by": ("controlled by", "iscontrolledby"),
}
_BY_WORD = {word: kind for kind, words in _WORDS.items() for word in words}
_IN_A_POST = re.compile(r"(\w+) (?:на посту|в должности|на должности|as|in the (?:office|post)|in office|في منصب) ")
"""What goes between "successor" and the post: преемник на посту президента."""
_LED: dict[tuple[Label, Label | None], str] = {("PERSON", "ORG"): "leader_of", ("ORG", "PERSON"): "led_by"}
_FAMILY = frozenset(("child", "parent", "spouse", "sibling"))


def relation_type(told: str, roles: Sequence[str], label: Label, target: Label | None) -> str:
    """Our type, from the relation type told, then from the other's role, both in words or as RiC-O IRIs.

    told    ``hierarchical-parent`` and the like, or what a 2.0 record says instead
    roles   what else tells: the other's role, and the note, where archivists write ``isControlledBy``
    label   of the described entity; target: of the other, None where untold
    """
    kind = _TYPES.get(told.strip().lower()) or _read(told) or "associated"
    closer = next((found for role in roles if (found := _read(role)) is not None), None)
    if kind == "associated" or (kind == "family" and closer in _FAMILY):
        kind = closer or kind
    if kind in ("associated", "leader_of") and (led := _LED.get((label, target))) and any(map(_heads, roles)):
        kind = led
    if closer == "controlled_by" or any("isControlledBy" in role for role in roles):
        kind = _CONTROL.get(kind, kind)
    if kind in ("part_of", "has_part") and "PERSON" in (label, target):
        return _of_a_person(kind, label, target)
    return kind


def _of_a_person(kind: str, label: Label, target: Label | None) -> str:
    """A hierarchy with a person in it: membership of a body, and between persons nothing that has a name."""
    if label == "PERSON":
        return "member_of" if kind == "part_of" and target != "PERSON" else "associated"
    return "controlled_by" if kind == "part_of" else "has_member"


def _heads(role: str) -> bool:
    """Whether it is the role of a body's head, in words or as ``isDirectorOf``."""
    return role.strip() == "isDirectorOf" or heads(role)


def _read(told: str) -> str | None:
    """From a RiC-O IRI, or from words that are in the table as a whole, or with the post that they speak of."""
    if "://" in told:
        return _RICO.get(re.split(r"[#/]", told.rstrip("/"))[-1])
    words = " ".join(told.casefold().replace("ё", "е").split())
    if found := _BY_WORD.get(words):
        return found
    kind = _BY_WORD.get(post[1]) if (post := _IN_A_POST.match(words)) else None
    return kind if kind in ("predecessor", "successor") else None
