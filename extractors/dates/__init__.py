"""Dates of any calendar and language, read by a grammar that would rather say nothing than guess."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.dates.edtf import bounds
from extractors.dates.expressions import expression
from extractors.dates.lexer import Token, lex
from extractors.dates.reading import Reading
from extractors.dates.whole import MARKS, read, whole
from extractors.document import DateExpression, Method
from extractors.languages import CORE

MODEL = "sunqar-dates 0.2.0"
_ANCHOR = re.compile(
    r"\d+|(?i:\bcentury\b|\bвек[аеу]?\b|\bстолети[еяи]\b|القرن|\bғасыр)",
)
_AROUND = 48
_STARTS = frozenset("dYmsOKWGcbaFwUfvyCeplqthr")
_YEAR_AHEAD = re.compile(r"[YCKv]|oc")
"""No date is without a year, a century or a decade."""
_YEAR_BEFORE = re.compile(r"(?i)\b(?:in|since|until|till|during|early|late|mid|year|circa),?\s\Z")

_GLUED = re.compile(r"[A-Za-zА-Яа-я_]")
_PAGE_BEFORE = re.compile(r"(?i)(?<![^\W\d_])(?:pp?|nos?|vols?|doc|стр|л|лл|ص|ص\s?ص|№|#)\.?\s?\Z")
_BEFORE_CHRIST = re.compile(r"(?i)\s*(?:b\.?\s?c\.?|bce\b|до\s+н|ق\.?\s?م\b|б\.\s?з\.\s?д)")


def parse(expressed: str, lang: str | None = None, calendar: str | None = None) -> DateExpression | None:
    """One expression as a date, or None where it is none or may mean several things.

    lang      code of its language; None tries all four and takes the answer only if no other disagrees;
              mere figures are then read as in English, where 3/11/1916 has two meanings
    calendar  what the document keeps to (see ``prior``): settles, less surely, what the words alone leave open
    """
    reading = read(expressed, lang)
    if reading is None and calendar in MARKS and calendar and lang in CORE:
        reading = whole(expressed, lang, MARKS[calendar])
        reading = replace(reading, confidence=0.7) if reading else None
    return dated(expressed, reading, None, None, "rule") if reading else None


def find(text: str, lang: str) -> Iterator[DateExpression]:
    """All dates in a running text, in order, with their places. Linear in its length; nothing for other languages."""
    if lang not in CORE:
        return
    done = 0
    for low, high in _windows(text):
        tokens = lex(text[low:high], lang, low)
        kinds = "".join(token.kind for token in tokens)
        at = 0
        while at < len(tokens):
            reading = None
            if kinds[at] in _STARTS and _YEAR_AHEAD.search(kinds, at, at + 24) and tokens[at].start >= done:
                at = _past_fillers(kinds, at)
                reading = expression(kinds, tokens, at, lang) if at < len(tokens) else None
            if reading and _stands_alone(text, tokens, kinds, at, reading):
                start, end = tokens[at].start, _end(tokens, kinds, reading.next)
                yield dated(text[start:end], reading, start, end, "rule")
                done, at = end, reading.next
            else:
                at += 1


def dated(expressed: str, reading: Reading, start: int | None, end: int | None, method: Method) -> DateExpression:
    """A reading as a date of a document."""
    earliest, latest = bounds(reading.edtf)
    return DateExpression(
        expressed,
        reading.edtf,
        earliest,
        latest,
        calendar=reading.calendar,
        method=method,
        confidence=reading.confidence,
        start=start,
        end=end,
        model=MODEL,
    )


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Stretches around numbers and words of centuries, cut at white space, merged where they meet."""
    low = high = 0
    for match in _ANCHOR.finditer(text):
        left = max(match.start() - _AROUND, 0)
        if left:
            left = text.rfind(" ", max(0, left - _AROUND), left) + 1 or left
        right = min(match.end() + _AROUND, len(text))
        if right < len(text):
            space = text.find(" ", right, right + _AROUND)
            right = right if space < 0 else space
        if left > high or right - low > 20_000:
            if high > low:
                yield low, high
            low = max(left, high)
        high = max(high, right)
    if high > low:
        yield low, high


def _past_fillers(kinds: str, at: int) -> int:
    while at < len(kinds) and kinds[at] in "fv":
        at += 1
    return at


def _end(tokens: list[Token], kinds: str, following: int) -> int:
    """Where the last token ends; the full stop of a sentence is none of the date's, that of an abbreviation is."""
    last, before = tokens[following - 1], tokens[following - 2]
    abbreviated = before.end - before.start <= 2 and before.kind != "k"
    return last.end if kinds[following - 1] != "." or abbreviated else before.end


def _stands_alone(text: str, tokens: list[Token], kinds: str, at: int, reading: Reading) -> bool:
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
