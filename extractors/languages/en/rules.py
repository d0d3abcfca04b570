"""English patterns that tell a name by the words around it."""

from __future__ import annotations

from extractors.languages.base import Rule, rule

_NAME = r"(?:[A-Z]\. ?){0,3}[A-Z][\w’'-]+(?: (?:(?:al|el|bin|ibn|de|von)[- ])?[A-Z][\w’'-]+){0,2}"
_NOT = (
    r"(?!General|Minister|Secretary|Ambassador|President|Office|House|State|Assistant|Deputy|Under|Counselor|Of\b|The\b"
    r"|Telephone|Records|Assembly|Mr|Mrs|Dr|Home\b|British|Introduction)"
)

RULES: tuple[Rule, ...] = (
    rule("PERSON", 0.75, rf"\b(?:Mr|Mrs|Ms|Messrs|Dr)\.? {_NOT}(?P<name>{_NAME})"),
    rule(
        "PERSON",
        0.6,
        r"\b(?:President|Ambassador|Sheikh|Shaikh|Shaykh|Emir|Amir|Sultan|Colonel|Prince|King|General|Admiral|Marshal"
        rf"|Senator|Prime Minister|Foreign Minister|Secretary|Chancellor) {_NOT}(?P<name>{_NAME})",
    ),
    rule(  # the heading of a despatch: "The Ambassador in Saudi Arabia (Hare) to the Department of State"
        "PERSON",
        0.9,
        r"(?:Ambassador|Embassy|Minister|Ministry|Secretary|Consul|Consulate|Chargé|Affairs|Director|Officer|Office"
        r"|Adviser|Assistant|Agent|Resident|Representative|Staff|Chief)[^()]{0,80}\((?P<name>[A-Z][a-z][\w’'-]+)\)"
        r"(?=\s(?:to|at)\s|\s+[A-Z][a-z]+, )",
    ),
    rule(  # the signature of a telegram, above the editors' note on where it is kept
        "PERSON",
        0.9,
        r"(?<=[.?!”\]:]\n)(?P<name>[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?=\n\s*Source: )",
    ),
    rule("PERSON", 0.75, rf"\b(?:[Dd]rafted|[Ss]igned|[Cc]leared) by {_NOT}(?P<name>{_NAME})"),
    rule(
        "ORG",
        0.7,
        r"\b(?P<name>(?:Ministry|Department|Bureau)\sof\s(?:the\s)?[A-Z]\w+(?:(?:,|\sand|,\sand)?\s[A-Z]\w+){0,3})",
    ),
)
