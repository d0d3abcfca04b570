"""Words about access -> status and day. What cannot be read is closed: a mistake must never open anything."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta

from extractors.access.phrases import (
    CLOSED,
    CODES,
    FRENCH_MONTHS,
    FROM,
    INCLUSIVE,
    NOTHING,
    OPEN,
    READING_ROOM,
    UNTIL,
    YEARS,
)
from extractors.document import Access, AccessStatus

_SENTENCE = re.compile(r"(?<=[.!?؛;])\s+(?=\D)|\n+")
_ORDER: tuple[AccessStatus, ...] = ("open", "reading-room", "embargoed", "closed")
_FRENCH = re.compile(r"\b(" + "|".join(FRENCH_MONTHS) + r")\b")
_MARKS = re.compile("[\u064b-\u0652\u0640]")


def read_conditions(words: str, *, code: str = "", last_day: str | None = None) -> Access | None:
    """Status that a statement gives; None where there is neither a word nor a code.

    code      a coded value beside the words, ``closed``
    last_day  ISO day at which the unit's records end, from which a period of years runs that names no beginning
    """
    line = " ".join(words.split())
    known = CODES.get(fold(code))
    if not line and not known:
        return Access("closed", words=code, understood=False) if code.strip() else None
    read = [one for part in _SENTENCE.split(words.strip()) if (one := _sentence(part, last_day))]
    if known == "embargoed":
        days = [one for one in read if one.status == "embargoed"]
        return strictest(days) if days else Access("embargoed", words=line)
    if known:
        read.append(Access(_status(known), words=line))
    if not read:
        return Access("closed", words=line, understood=False)
    found = strictest(read)
    return Access(found.status, found.until, line)


def strictest(statements: Iterable[Access]) -> Access:
    """The one that opens last. ValueError for none."""
    return max(statements, key=lambda one: (_ORDER.index(one.status), one.until or "9999-12-31"))


def warning(unit: str, access: Access | None) -> tuple[str, ...]:
    """What the report must say where the words told nothing."""
    if access is None or access.understood:
        return ()
    said = access.words if len(access.words) <= 120 else access.words[:119] + "…"
    return (f"ACCESS001 {unit}: it cannot be read who may see it, so it is held closed: {said}",)


def fold(words: str) -> str:
    """Small letters without accents (й and Arabic letters stay), plain alef, European digits."""
    out = []
    for sign in _MARKS.sub("", unicodedata.normalize("NFKC", words)).casefold():
        digit = unicodedata.digit(sign, None)
        if digit is not None:
            out.append(str(digit))
        elif sign in "أإآ":
            out.append("ا")
        elif sign == "ё":
            out.append("е")
        elif "a" <= unicodedata.normalize("NFD", sign)[:1] <= "z":
            out.append(unicodedata.normalize("NFD", sign)[0])
        else:
            out.append(sign)
    return " ".join("".join(out).split())


def _sentence(sentence: str, last_day: str | None) -> Access | None:
    text = fold(sentence)
    whole = text.strip(" .:;–—-")
    if whole in NOTHING:
        return Access("open")
    if whole in CODES:
        return Access(_status(CODES[whole]))
    if (opens := _opening(text, last_day)) is not None:
        return opens
    rest = OPEN.sub(" ", text)
    if CLOSED.search(rest):
        return Access("closed")
    if READING_ROOM.search(rest):
        return Access("reading-room")
    return Access("open") if rest != text else None


def _opening(text: str, last_day: str | None) -> Access | None:
    """An embargo with its end; None where the sentence names no period."""
    period = YEARS.search(text)
    cue = UNTIL.search(text) or FROM.search(text)
    if period is None and cue is None:
        return None
    dates = [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in _dates(text)]
    if period is not None:
        began = max((last for _, last in dates), default=date.fromisoformat(last_day) if last_day else None)
        if began is None:
            return Access("embargoed")
        return Access("embargoed", _iso(_later(began, int(period[1])) + timedelta(days=1)))
    if not dates:
        return Access("embargoed") if CLOSED.search(OPEN.sub(" ", text)) else None
    first, last = max(dates, key=lambda pair: pair[1])
    if first == last:
        return Access("embargoed", _iso(last + timedelta(days=1) if INCLUSIVE.search(text) else last))
    if UNTIL.search(text) is None:
        return Access("embargoed", _iso(first))
    # A bare year or month: nobody said which day of it, so the whole of it is closed.
    return Access("embargoed", _iso(last + timedelta(days=1)))


def _dates(text: str) -> list[tuple[str, str]]:
    from extractors.dates.find import find

    english = _FRENCH.sub(lambda match: FRENCH_MONTHS[match[1]], text)
    pairs = []
    for found in find(english, _language(text)):
        # "until 1 January 2031" is read as a period without beginning: its end is the day or year that is named.
        end = (found.edtf or "").removeprefix("../")
        day = found.latest if len(end) == len("2031-01-01") else f"{(found.latest or '')[:4]}-01-01"
        pairs.append((found.earliest or day or "", found.latest or ""))
    if not pairs:
        pairs = [(f"{year}-01-01", f"{year}-12-31") for year in re.findall(r"(?<!\d)(?:1[5-9]|2[01])\d\d(?!\d)", text)]
    return [pair for pair in pairs if _is_day(pair[0]) and _is_day(pair[1])]


def _language(text: str) -> str:
    if re.search("[\u0620-\u064a]", text):
        return "ar"
    if re.search("[әғқңөұүһі]", text):
        return "kk"
    return "ru" if re.search("[а-я]", text) else "en"


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _later(day: date, years: int) -> date:
    year = min(day.year + years, 9998)
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def _iso(day: date) -> str:
    return day.isoformat()


def _status(code: str) -> AccessStatus:
    return next(status for status in _ORDER if status == code)
