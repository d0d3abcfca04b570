"""Kin in an editors' description of a person: "daughter of Josef Stalin", "Crown Prince and brother of King Hussein".

Whole phrases only, between semicolons, commas or "and"; the other must be told by a name, not by an office.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MODEL = "sunqar-kin 0.1.0"
CONFIDENCE = 0.88
"""(right + 1) / (judged + 2): see docs/reference/relations.md."""
_KIN = {
    "son": "parent", "daughter": "parent", "father": "child", "mother": "child", "wife": "spouse", "husband": "spouse",
    "widow": "spouse", "widower": "spouse", "brother": "sibling", "sister": "sibling", "uncle": "family",
    "aunt": "family", "nephew": "family", "niece": "family", "cousin": "family", "grandson": "family",
    "granddaughter": "family",
}  # fmt: skip
"""What the described is -> what the other is to the described, or how they are related."""
_NAME = r"(?:(?:King|Queen|Emperor|President|Sheikh|Prince|Princess|General) )?[A-Z][\w’'-]+(?: (?:of|[A-Z][\w’'.-]*))*"
_PHRASE = re.compile(
    r"(?:(?<=^)|(?<=[;,] )|(?<= and ))"
    rf"(?:(?:half|twin|younger|elder|older|eldest|second|youngest|only)[ -])*(?P<kin>{'|'.join(_KIN)})"
    rf" of (?P<name>{_NAME})(?=$|[;,.])"
)
_LONGEST = 2_000
_NO_NAME = re.compile(
    r"\b(?:Minister|Secretary)\b|\b(?:of|Emir|Amir|Shah|Sultan|Imam|Iman)$|^(?:King|Queen|Prince|General) of\b"
)


@dataclass(frozen=True, slots=True)
class Kin:
    """What is told: type as of an EntityRelation, the other's name, and the phrase's place in the description."""

    kind: str
    name: str
    start: int
    end: int


def kin_of(description: str) -> Iterator[Kin]:
    """All that a description of a person tells, in order.

    >>> [(kin.kind, kin.name) for kin in kin_of("General, son of Chiang Kai-shek; Minister of Defense")]
    [('parent', 'Chiang Kai-shek')]
    """
    for found in _PHRASE.finditer(description[:_LONGEST]):
        name = found["name"].rstrip(".")
        if not _NO_NAME.search(name):
            yield Kin(_KIN[found["kin"]], name, *found.span())
