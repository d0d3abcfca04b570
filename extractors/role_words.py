"""Words beside a person's name that say what its bearer is: "the Russian Ambassador, Georgi Zarubin"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_JOINERS = frozenset(
    ("of", "the", "for", "and", "to", "in", "at", "on", "by", "state", "’s", "по", "и", "при", "в", "на")
)
"""Words in small letters that may stand inside a title."""
_MOST_BEFORE, _MOST_AFTER = 70, 110
"""Code points looked at before and after a name."""
_FEWEST = 3
_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_STOPS = re.compile(r"[.;:!?()\[\]\n\u061b\u061f•]|\s[-–—]\s")
_AFTER = re.compile(r"\s*(?:,|،|\(|—|–)\s*")
_NO_TITLE = re.compile(r"(?!(?:the|a|an|then|former|acting)\b)[a-z]")
_AFTER_END = re.compile(r"[.;:!?()\[\]\n\u061b\u061f]|\s[-–—]\s|,\s+(?=[a-z])|،")
_ARABIC_WORDS = 3
"""Words before an Arabic name that may be its titles: without capitals nothing else bounds them."""


def role_words(text: str, start: int, end: int) -> Iterator[str]:
    """The title before the name at start to end (offsets in code points) and the apposition after it, as worded.

    Nothing is judged here: the words may be no title at all ("In", "However"), which those who compare must bear.
    """
    before = _before(text[max(0, start - _MOST_BEFORE) : start])
    if before:
        yield before
    after = _after(text[end : end + _MOST_AFTER])
    if after:
        yield after


def _before(text: str) -> str:
    """The run of capitalised words that ends the text, joiners between them allowed."""
    cut = max((stop.end() for stop in _STOPS.finditer(text) if not _abbreviation(text, stop)), default=0)
    text = text[cut:].rstrip().removesuffix(",").rstrip()
    words = list(_WORD.finditer(text))
    if not words or text[words[-1].end() :].strip(".’ "):
        return ""
    if not words[-1].group().isascii() and words[-1].group()[0].lower() == words[-1].group()[0].upper():
        return " ".join(text[words[max(0, len(words) - _ARABIC_WORDS)].start() :].split())
    first: re.Match[str] | None = None
    for word in reversed(words):
        if word.group()[0].isupper():
            first = word
        elif word.group() not in _JOINERS:
            break
    if first is None:
        return ""
    found = " ".join(text[first.start() :].split())
    return found if len(found) >= _FEWEST else ""


def _abbreviation(text: str, stop: re.Match[str]) -> bool:
    """Whether a full stop belongs to a short title: "Mr.", "Gen."."""
    return stop.group() == "." and bool(re.search(r"\b[A-ZА-Я]\w{0,3}$", text[: stop.start()]))


def _after(text: str) -> str:
    opened = _AFTER.match(text)
    rest = text[opened.end() :] if opened else ""
    if not rest or _NO_TITLE.match(rest):
        return ""
    stop = _AFTER_END.search(rest)
    found = " ".join((rest[: stop.start()] if stop else rest[: rest.rfind(" ")] if " " in rest else "").split())
    return found if len(found) >= _FEWEST else ""
