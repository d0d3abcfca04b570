"""The offices and memberships of an editors' list of persons, as relations of its entries."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.document import EntityRelation
from extractors.languages.fold import fold
from extractors.readers.careers import CONFIDENCE, MODEL, careers
from extractors.readers.machine_dates import dated

_SAYS_WHOSE = 5
"""Words from which an office is the same for all of a volume who held it."""


def offices_held(scope: str, key: str, description: str, at: int) -> Iterator[EntityRelation]:
    """The offices and memberships of an editors' description that stands at that place of the text, -1 for none.

    An office of many words is the same for all who held it; of "Foreign Minister" the volume does not say whose.
    """
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
