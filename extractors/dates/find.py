"""Dates in running text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from extractors.dates.dated import dated
from extractors.dates.expressions import expression
from extractors.dates.lexer import Token, lex
from extractors.dates.reading import Reading
from extractors.dates.standing import stands_alone
from extractors.document import DateExpression
from extractors.languages import CORE

_ANCHOR = re.compile(
    r"\d+|(?i:\bcentury\b|\bвек[аеу]?\b|\bстолети[еяи]\b|القرن|\bғасыр)",
)
_TIME = re.compile(
    r"(?i),?\s(?:at\s)?(?:\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?\s?m\b\.?|noon\b|midnight\b|\d{4}Z\b|\d{3,4} hours\b)"
)
_AROUND = 48
_DATED = ("بتاريخ", "يوم", "تاريخ", "شهر", "نهار", "ليوم")
_STARTS = frozenset("dYmsOKWGcbaFwUfvyCeplqthr")
_YEAR_AHEAD = re.compile(r"[YCKv]|oc|k\.?[yZ]")
"""No date is without a year, a century or a decade."""

Choice = Callable[[str, list[Token], int], tuple[Reading, str] | None]
"""Kinds, tokens and a place -> what an expression there means that has several meanings, and why; None to leave it."""


def find(text: str, lang: str, choose: Choice | None = None) -> Iterator[DateExpression]:
    """All dates in a running text, in order, with their places. Linear in its length; nothing for other languages.

    choose  settles what the words alone leave open; without it such an expression is left alone
    """
    if lang not in CORE:
        return
    done = 0
    for low, high in _windows(text):
        tokens = lex(text[low:high], lang, low)
        kinds = "".join(token.kind for token in tokens)
        at = 0
        while at < len(tokens):
            reading, reason = None, ""
            if kinds[at] in _STARTS and _YEAR_AHEAD.search(kinds, at, at + 24) and tokens[at].start >= done:
                at = _past_fillers(kinds, at)
                reading = expression(kinds, tokens, at, lang) if at < len(tokens) else None
                if reading is None and choose and at < len(tokens) and (chosen := choose(kinds, tokens, at)):
                    reading, reason = chosen
            if reading and stands_alone(text, tokens, kinds, at, reading):
                start, end = widened(text, tokens, kinds, at, lang), _end(text, tokens, kinds, reading)
                yield dated(text[start:end], reading, start, end, reason)
                done, at = end, reading.next
            else:
                at += 1


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


def widened(text: str, tokens: list[Token], kinds: str, at: int, lang: str) -> int:
    """Where the mention of a date begins: with its "в" in Russian, its "بتاريخ" or "يوم" in Arabic."""
    if lang == "ru" and at and kinds[at - 1] == "v":
        return tokens[at - 1].start
    while lang == "ar" and at and kinds[at - 1] == "f" and text[tokens[at - 1].start : tokens[at - 1].end] in _DATED:
        at -= 1
    return tokens[at].start


def _end(text: str, tokens: list[Token], kinds: str, reading: Reading) -> int:
    """Where the last token ends; the full stop of a sentence is none of the date's, that of an abbreviation is.

    The time of day belongs to the mention of a day, as datelines have it: "January 24, 1958, 10 p.m."
    """
    following = reading.next
    last, before = tokens[following - 1], tokens[following - 2]
    time = _TIME.match(text, last.end) if reading.rule == "day" else None
    if time:
        return time.end()
    abbreviated = before.end - before.start <= 2 and before.kind != "k"
    return last.end if kinds[following - 1] != "." or abbreviated else before.end
