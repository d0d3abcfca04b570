"""Whether what reads as a date is one where it stands: no part of a longer number, no page, no amount."""

from __future__ import annotations

import re

from extractors.dates.lexer import Token
from extractors.dates.reading import Reading

_YEAR_BEFORE = re.compile(r"(?i)\b(?:in|since|until|till|during|early|late|mid|year|circa),?\s\Z")
_GLUED = re.compile(r"[A-Za-zА-Яа-я_]")
_PAGE_BEFORE = re.compile(r"(?i)(?<![^\W\d_])(?:pp?|nos?|vols?|doc|стр|л|лл|ص|ص\s?ص|№|#)\.?\s?\Z")
_BEFORE_CHRIST = re.compile(r"(?i)\s*(?:b\.?\s?c\.?|bce\b|до\s+н|ق\.?\s?م\b|б\.\s?з\.\s?д)")


def stands_alone(text: str, tokens: list[Token], kinds: str, at: int, reading: Reading) -> bool:
    """Whether what was found is a date in its surroundings: not part of a longer number, no bare number."""
    first, last = tokens[at], tokens[reading.next - 1]
    if at and kinds[at - 1] in "-/." and tokens[at - 1].end == first.start and at > 1 and kinds[at - 2] in "dYx":
        return False
    if kinds[at] == "Y" and _PAGE_BEFORE.search(text[max(0, first.start - 8) : first.start]):
        return False
    if kinds[at : reading.next] in ("cY", "c.Y", "fcY") and last.number % 50 == 0:
        return False  # "about 1500 men"
    if kinds[at] in "ba" and kinds[reading.next - 1] == "Y" and tokens[reading.next - 1].number < 1500:
        return False
    if _BEFORE_CHRIST.match(text, last.end) or _GLUED.match(text[max(0, first.start - 1) : first.start]):
        return False
    if _GLUED.match(text[last.end : last.end + 1]) and kinds[reading.next - 1] in "dY":
        return False
    after = text[last.end : last.end + 2]
    if after[:1] in ("-", "/", ":") and after[1:].isalnum() and kinds[reading.next - 1] in "dY":
        return False
    if reading.sure:
        return True
    return bool(_YEAR_BEFORE.search(text[max(0, first.start - 10) : first.start])) and 1500 <= first.number <= 2100
