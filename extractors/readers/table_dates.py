"""Dates in the cells of a table: one, several, from and to; in words, in figures, or in ISO 8601."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.dates import parse
from extractors.document import DateExpression
from extractors.readers.machine_dates import bounds, dated, edtf_normal

_LIST = re.compile(r"[^;,،\n|]+")
_RANGE = re.compile(r"\s+[-–—]\s+|\s*[–—]\s*|(?<=[^\d\s])-\s*(?=\d)")
LONGEST = 1000
"""Code points of a cell of dates; more is prose, and kept as words."""
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")


def dates_in(words: str, lang: str | None, role: str | None, start: int) -> tuple[DateExpression, ...]:
    """The dates of a cell with their places, ``start`` being where the cell stands in its Document's text.

    Several separated by commas, semicolons or line breaks only where each can be read. One without EDTF, of the whole
    cell, where nothing can.
    """
    if len(words) > LONGEST:
        return (_placed(DateExpression(words, None), role, start, words),)
    whole = _read(words, lang)
    if whole is None and (match := _REMARK.search(words)):
        words = words[: match.start()]
        whole = _read(words, lang)
    if whole is None:
        pieces = [_trimmed(match) for match in _LIST.finditer(words) if match.group().strip()]
        found = [(at, piece, _read(piece, lang)) for at, piece in pieces]
        if len(found) > 1 and all(date is not None for _, _, date in found):
            return tuple(_placed(date, role, start + at, piece) for at, piece, date in found if date is not None)
        whole = DateExpression(words, None)
    return (_placed(whole, role, start, words),)


def interval(first: str, last: str, lang: str | None, role: str | None, start: int, expressed: str) -> DateExpression:
    """One date from the words of two cells, which stand together as ``expressed`` from ``start`` on; the last may be
    empty."""
    return _placed(_joined(first, last, lang) or DateExpression(expressed, None), role, start, expressed)


def _read(words: str, lang: str | None) -> DateExpression | None:
    if (machine := edtf_normal(words.replace(" ", ""))) is not None and bounds(machine) != (None, None):
        return dated(words, machine)
    found = parse(words, lang) or parse(words, None)
    if found is not None and found.edtf is not None:
        return found
    ends = _RANGE.split(words.strip())
    return _joined(ends[0], ends[1], lang) if len(ends) == 2 and all(ends) else None


def _joined(first: str, last: str, lang: str | None) -> DateExpression | None:
    """The interval of two dates of the same calendar, none of which is one itself."""
    words = [end.strip() for end in (first, last) if end.strip()]
    ends = [end for word in words if (end := _single(word, lang)) is not None]
    if not ends or len(ends) != len(words):
        return None
    a, b = ends[0], ends[-1]
    if a.calendar != b.calendar or (a.earliest or "") > (b.latest or "9999"):
        return None
    edtf = a.edtf if a.edtf == b.edtf else f"{a.edtf}/{b.edtf}"
    return replace(a, edtf=edtf, latest=b.latest, confidence=min(a.confidence, b.confidence))


def _single(words: str, lang: str | None) -> DateExpression | None:
    """A date that is no interval."""
    machine = edtf_normal(words)
    found = dated(words, machine) if machine is not None else parse(words, lang) or parse(words, None)
    return found if found is not None and found.edtf is not None and "/" not in found.edtf else None


def _placed(date: DateExpression, role: str | None, start: int, expressed: str) -> DateExpression:
    end = start + len(expressed)
    return replace(date, expressed=expressed, role=role, method="catalogue", start=start, end=end)


def _trimmed(match: re.Match[str]) -> tuple[int, str]:
    words = match.group()
    return match.start() + len(words) - len(words.lstrip()), words.strip()
