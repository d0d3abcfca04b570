"""What is a tagger's find worth as a name: whether it names at all, and where exactly the name begins and ends.

The sets that taggers learn from disagree on titles; most leave them outside of a person's name, and so does Sunqar.
"""

from __future__ import annotations

import re

from extractors.gazetteer.spot import is_place
from extractors.gazetteer.traps import region_there
from extractors.languages import language
from extractors.languages.fold import fold
from extractors.ner import Found

_HUNG = re.compile(r"(?:[-‐‑][^\W\d_]{2,30}){1,2}")
_BEFORE = re.compile(r"\b(?:(?:[Dd]e|[Vv]an|[Vv]on|[Dd]i|[Bb]in|[Ii]bn)[ \n]|[OD]['’])$")
"""What belongs to the name that follows it, and is sometimes taken for a small word."""
_PARTICLES = frozenset(("de", "van", "von", "di", "bin", "ibn"))
_WORD = re.compile(r"[^\W\d_]+\.?\s+")
_LONGEST_PARTICLE = 4
_DATELINE = re.compile(r",\s[^\W\d_]+\s\d")
"""What follows the place in "Washington, January 7"."""


def is_name(text: str, found: Found, lang: str, gazetteer: bool = True) -> bool:
    """Whether it names and does not merely refer: no small word alone ("we"), no office ("the Secretary").

    gazetteer  whether the gazetteer knows better than the tagger what is a place
    """
    if found.label == "DATE":
        return True
    words = fold(text[found.start : found.end]).split()
    if not words or (len(words) == 1 and (words[0] in language(lang).stop_words or words[0] in _PARTICLES)):
        return False
    if lang == "ar" and found.label == "PLACE" and region_there(text, found.start, found.end):
        return False
    if gazetteer and found.label in ("PERSON", "ORG") and is_place(text[found.start : found.end], lang):
        return False
    return not (found.label == "PERSON" and (words[0] in ("the", "this") or words[-1] in language(lang).offices))


def whole_name(text: str, found: Found, lang: str) -> tuple[int, int]:
    """Where a find begins and ends: a person's name without titles, with its particle and what hangs on by a hyphen.

    A person's name that runs over the end of a line into a place was the last of its line: "Herter\\nWashington, 1959".
    """
    start, end = found.start, found.end
    if found.label != "PERSON":
        return start, end
    line = text.rfind("\n", start, end)
    if line > start and (_DATELINE.match(text, end) or is_place(text[line:end].strip(), lang)):
        end = start + len(text[start:line].rstrip())
    start = _after_titles(text, start, end, lang)
    if before := _BEFORE.search(text, max(0, start - _LONGEST_PARTICLE), start):
        start = before.start()
    hung = _HUNG.match(text, end)
    return start, hung.end() if hung else end


def _after_titles(text: str, start: int, end: int, lang: str) -> int:
    titles = language(lang).titles
    while (word := _WORD.match(text, start, end)) and fold(word[0]).strip(" .") in titles and word.end() < end:
        start = word.end()
    return start
