"""What else an expression may mean: the readings that remain where the words leave several."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractors.dates.reading import Reading
from extractors.dates.whole import LONGEST, read, whole
from extractors.languages import CORE

_JULIAN_UNTIL = "1918-02-14"
_OPEN = (
    ("u", "the weekday is right if the day is one of the Old Style"),
    ("W", "the weekday may be wrong"),
    ("h", "the year may be one of the Hijra"),
    ("r", "the year may be an Ottoman fiscal one"),
    ("g", "the year may be one of the Christian era"),
    ("D", "the day may stand before the month"),
    ("M", "the month may stand before the day"),
    ("9", "which decade or century is not said"),
    ("8", "which decade or century is not said"),
)


@dataclass(frozen=True, slots=True)
class Alternative:
    """One more meaning: EDTF, calendar, and the reason to think of it, as a phrase."""

    edtf: str
    calendar: str
    reason: str


def explain(expressed: str, lang: str | None = None) -> tuple[Reading | None, tuple[Alternative, ...]]:
    """The reading, None where there is none that is sure, and the other meanings in a fixed order.

    A Russian or Kazakh day before 14 February 1918 keeps the meaning that it has as written, and gets the Old Style
    as an alternative.
    """
    reading = read(expressed, lang)
    code = lang if lang in CORE else _language(expressed, reading)
    if code is None or len(expressed) > LONGEST:
        return reading, ()
    if reading is None:
        marks = _OPEN if whole(expressed, code, "W") else _OPEN[2:]
        return None, _distinct((_other(expressed, code, mark), reason) for mark, reason in marks)
    old_style = code in ("ru", "kk") and reading.calendar == "gregorian" and reading.rule == "day"
    if old_style and "1582" < reading.edtf < _JULIAN_UNTIL:
        return reading, _distinct(
            [(_other(expressed, code, "u"), "Russia kept the Julian calendar until February 1918")]
        )
    return reading, ()


def _language(expressed: str, reading: Reading | None) -> str | None:
    """The only language in which an expression of no stated language can be read; English for mere figures."""
    if not any(letter.isalpha() for letter in expressed):
        return "en"
    codes = [code for code in CORE if reading and whole(expressed, code) == reading]
    return codes[0] if len(codes) == 1 else None


def _other(expressed: str, lang: str, mark: str) -> Reading | None:
    found = whole(expressed, lang, mark)
    return found if found and (mark != "u" or found.calendar == "julian") else None


def _distinct(found: Iterable[tuple[Reading | None, str]]) -> tuple[Alternative, ...]:
    answers: dict[str, Alternative] = {}
    for reading, reason in found:
        if reading:
            answers.setdefault(reading.edtf, Alternative(reading.edtf, reading.calendar, reason))
    return tuple(answers.values())
