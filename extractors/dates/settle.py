"""The dates of a document's text, settled by what the document says of itself."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.dates.choice import choice
from extractors.dates.context import Context, context_of
from extractors.dates.dated import dated
from extractors.dates.find import find
from extractors.dates.prior import JULIAN_UNTIL
from extractors.dates.spot import spot
from extractors.dates.whole import whole
from extractors.document import DateExpression, Document

_OLD_STYLE_SURE = 0.75


def settle(
    text: str, lang: str, context: Context, found: Sequence[DateExpression], marked: Sequence[DateExpression] = ()
) -> tuple[DateExpression, ...]:
    """All dates of a text, in order of place: those found in it, and those that only the context lets be read.

    An unmarked Russian or Kazakh day is of the Old Style where the context says why. What may have several meanings
    and what counts from another date is read where the context decides; each such date has its reason.
    marked  dates that people marked in the text: others may count from them; they are no part of the answer
    """
    known = [_old_style(date, lang, context.julian) for date in found]
    known += list(_chosen(text, lang, context, [*known, *marked]))
    return tuple(sorted([*known, *spot(text, lang, context, [*known, *marked])], key=_place))


def settle_document(
    text: str,
    pieces: Sequence[tuple[int, int, str]],
    found: Sequence[DateExpression],
    document: Document | None = None,
    marked: Sequence[DateExpression] = (),
) -> tuple[DateExpression, ...]:
    """``settle`` for a text in pieces (start, end, language), each with the context of the whole document.

    found   by the grammar in the text
    marked  by people, with their places in this text: dates may count from them, but they are no part of the answer
    """
    contexts = {lang: context_of(document, text, found, lang) for _, _, lang in pieces}
    answer: list[DateExpression] = []
    found, marked = sorted(found, key=_place), sorted(marked, key=_place)
    for start, end, lang in pieces:
        inside, beside = ([_moved(date, -start) for date in _within(dates, start, end)] for dates in (found, marked))
        answer += [_moved(date, start) for date in settle(text[start:end], lang, contexts[lang], inside, beside)]
    return tuple(answer)


def _within(dates: Sequence[DateExpression], start: int, end: int) -> Sequence[DateExpression]:
    """Of dates in order of place those that begin in a range."""
    low, high = (bisect_left(dates, (place, 0), key=_place) for place in (start, end))
    return dates[low:high]


def _moved(date: DateExpression, by: int) -> DateExpression:
    return replace(date, start=(date.start or 0) + by, end=(date.end or 0) + by)


def _chosen(text: str, lang: str, context: Context, known: Sequence[DateExpression]) -> Iterator[DateExpression]:
    """Dates with several meanings, clear of the others."""
    choose = choice(context, lang)
    waiting = deque(sorted(map(_place, known)))
    taken = 0
    for date in find(text, lang, choose) if choose else ():
        start, end = _place(date)
        while waiting and waiting[0][0] < end:
            taken = max(taken, waiting.popleft()[1])
        if date.reason and start >= taken:
            yield date


def _old_style(date: DateExpression, lang: str, why: str) -> DateExpression:
    if not why or date.calendar != "gregorian" or date.rule != "day" or not "1582" < (date.edtf or "") < JULIAN_UNTIL:
        return date
    reading = whole(date.expressed, lang, "u")
    if reading is None or reading.calendar != "julian":
        return date
    reading = replace(reading, confidence=_OLD_STYLE_SURE)
    return dated(date.expressed, reading, date.start, date.end, f"{why}; else {date.edtf} (gregorian)")


def _place(date: DateExpression) -> tuple[int, int]:
    return date.start or 0, date.end or 0
