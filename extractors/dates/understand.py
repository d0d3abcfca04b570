"""What a span means that was found by other means than the grammar: a mention of a trained model."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.dates.context import Context
from extractors.dates.dated import dated
from extractors.dates.find import find
from extractors.dates.lexer import lex
from extractors.dates.settle import settle
from extractors.dates.whole import whole
from extractors.document import DateExpression
from extractors.languages import CORE

_AROUND = 48
_IDLE = frozenset("fvx,.W\"'()&")
"""Kinds of tokens that a span may hold beside its date without meaning another."""
_TIME = re.compile(
    r"(?i)\b(?:at |в |сағат )?\d{1,2}(?:[:.]\d\d)?\s?"
    r"(?:[ap]\.\s?m\.|[ap]m\b|noon|midnight|o.clock|hours|ч\.|час\w*|утра|вечера)"
    r"|(?i:\bat )?\d{1,2}[:.]\d\d\b|الساعة \d{1,2}"
)
"""The time of day."""


def understand(text: str, start: int, end: int, lang: str, context: Context | None = None) -> DateExpression | None:
    """The date that a span of a text tells, with the place of the span; None where it is not clear.

    The span may be some words wider or narrower than the date: what it holds beside must not speak of time, what it
    lacks must join on to it.
    context  of the document, where there is one; see ``context_of``
    """
    if lang not in CORE or not 0 <= start < end <= len(text):
        return None
    reading = whole(text[start:end], lang)
    if reading:
        return dated(text[start:end], reading, start, end)
    low, high = _cut(text, start, end)
    here = tuple(find(text[low:high], lang))
    found = _met(here, start - low, end - low)
    if not found and context:
        found = _met(settle(text[low:high], lang, context, here), start - low, end - low)
    if len(found) != 1:
        return None
    (date,) = found
    first, last = low + (date.start or 0), low + (date.end or 0)
    beside = (text[start : max(start, first)], text[min(end, last) : end])
    if any(token.kind not in _IDLE for part in beside for token in lex(_TIME.sub("", part), lang)):
        return None
    return replace(date, expressed=text[start:end], start=start, end=end)


def _cut(text: str, start: int, end: int) -> tuple[int, int]:
    """The surroundings of a span, from white space to white space within its lines."""
    left = text.rfind(" ", max(0, start - _AROUND), start) if start > _AROUND else -1
    low = left + 1 if left >= 0 else max(0, start - _AROUND)
    high = text.find(" ", min(len(text), end + _AROUND), end + 2 * _AROUND)
    return low, high if high >= 0 else min(len(text), end + _AROUND)


def _met(dates: tuple[DateExpression, ...], start: int, end: int) -> list[DateExpression]:
    return [date for date in dates if (date.start or 0) < end and start < (date.end or 0)]
