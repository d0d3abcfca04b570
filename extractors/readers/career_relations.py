"""The offices, memberships and kin in an editors' list of persons, as relations of its entries."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.document import EntityRelation
from extractors.languages.fold import fold
from extractors.readers.careers import CONFIDENCE, MODEL, careers
from extractors.readers.kin_phrases import CONFIDENCE as KIN_CONFIDENCE
from extractors.readers.kin_phrases import MODEL as KIN_MODEL
from extractors.readers.kin_phrases import kin_of
from extractors.readers.machine_dates import dated

_SAYS_WHOSE = 5
"""Words from which an office is the same for all of a volume who held it."""


def relations_of(scope: str, key: str, description: str, at: int) -> Iterator[EntityRelation]:
    """All that is told in an editors' description that stands at that place of the text, -1 for none.

    An office of many words is the same for all who held it; of "Foreign Minister" the volume does not say whose.
    """
    yield from kin_relations(scope, description, at)
    for held in careers(description):
        folded = fold(held.name)
        owner = scope if held.at or held.kind == "member_of" or len(folded.split()) >= _SAYS_WHOSE else key
        yield EntityRelation(
            held.kind,
            f"{owner}#{'position' if held.kind == 'held_position' else 'body'}:{folded}",
            held.name,
            "POSITION" if held.kind == "held_position" else "ORG",
            dated(held.expressed, held.edtf) if held.edtf else None,
            start=at + held.start if at >= 0 else None,
            end=at + held.end if at >= 0 else None,
            at=held.at,
            at_label=held.at_label,
            method="rule",
            confidence=CONFIDENCE,
            model=MODEL,
        )


def kin_relations(scope: str, description: str, at: int) -> Iterator[EntityRelation]:
    """Those to persons who are told by name; whom the name means is for linking to say."""
    for kin in kin_of(description):
        yield EntityRelation(
            kin.kind,
            f"{scope}#person:{fold(kin.name)}",
            kin.name,
            "PERSON",
            start=at + kin.start if at >= 0 else None,
            end=at + kin.end if at >= 0 else None,
            method="rule",
            confidence=KIN_CONFIDENCE,
            model=KIN_MODEL,
        )
