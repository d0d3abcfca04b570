"""What is meant where an expression has several meanings, by the date and the calendar of its document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.dates.context import Context
from extractors.dates.edtf import bounds
from extractors.dates.expressions import expression
from extractors.dates.find import Choice
from extractors.dates.lexer import Token
from extractors.dates.reading import Reading

_NEAR, _FAR = 100, 300
"""Years before the document: a meaning within the first is at hand, one beyond the second is history."""


def choice(context: Context, lang: str) -> Choice | None:
    """The choice that a context allows, None where it allows none."""
    year = int((context.written.latest or "0")[:4]) if context.written else 0
    if not year and (lang != "ar" or context.calendar.calendar not in ("hijri", "rumi")):
        return None

    def choose(kinds: str, tokens: list[Token], at: int) -> tuple[Reading, str] | None:
        def read(mark: str) -> Reading | None:
            return expression(kinds, tokens, at, lang, mark)

        if lang == "ar" and (chosen := _era([found for mark in "hrg" if (found := read(mark))], year, context)):
            return chosen
        return _decade(read("9"), read("8"), year, context) if year else None

    return choose


def _era(meanings: list[Reading], year: int, context: Context) -> tuple[Reading, str] | None:
    """Hijri, fiscal or Christian era: what alone is near the document, or else what its other dates keep to."""
    prior = context.calendar
    if prior.calendar != "rumi":  # a bare fiscal year is one only among others; its month or mark tells it elsewhere
        bare = {"year", "before", "after", "range"}
        others = [one for one in meanings if one.calendar != "rumi"]
        meanings = [one for one in meanings if one.calendar != "rumi" or not (others and one.rule in bare)]
    near = [one for one in meanings if year and -1 <= _age(one, year) <= _NEAR]
    if len(near) > 1:
        near = [one for one in near if one.calendar == prior.calendar]
    others = [one for one in meanings if not near or one.calendar not in (near[0].calendar, "rumi")]
    if len(near) == 1 and context.written and all(_age(one, year) > _FAR for one in others):
        reason = f"of its meanings only this one is near {context.said}, {context.written.edtf}"
        return _said(near[0], 0.85, reason, meanings)
    if prior.calendar in ("hijri", "rumi"):
        for one in meanings:
            if one.calendar == prior.calendar and (not year or _age(one, year) >= 0):
                return _said(one, 0.75, prior.reason, meanings)
    return None


def _decade(
    twentieth: Reading | None, nineteenth: Reading | None, year: int, context: Context
) -> tuple[Reading, str] | None:
    """Decades of no century: the last that had begun when the document was written, until that is open to doubt."""
    if twentieth is None or nineteenth is None or not 1800 < year < 2000:
        return None
    if (twentieth.edtf[:2], nineteenth.edtf[:2]) != ("19", "18"):
        return None  # "the 1900s" are ten years or a hundred
    one = twentieth if _age(twentieth, year) >= 0 else nineteenth
    return _said(one, 0.75, f"the last such years before {context.said}, {year}", [twentieth, nineteenth])


def _age(meaning: Reading, year: int) -> int:
    first, last = bounds(meaning.edtf)
    return year - int((first or last or "9999")[:4])


def _said(meaning: Reading, sure: float, reason: str, meanings: list[Reading]) -> tuple[Reading, str]:
    others = ", ".join(_others(meaning, meanings))
    return replace(meaning, confidence=sure), reason + (f"; else {others}" if others else "")


def _others(meaning: Reading, meanings: list[Reading]) -> Iterator[str]:
    for one in meanings:
        if one.edtf != meaning.edtf:
            yield f"{one.edtf} ({one.calendar})"
