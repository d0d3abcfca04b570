"""One expression and nothing else: what all of it means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from extractors.dates.expressions import expression
from extractors.dates.lexer import lex
from extractors.dates.reading import Reading
from extractors.languages import CORE

LONGEST = 200
"""Code points of one expression; more is prose and not a date."""
MARKS: Mapping[str, str] = MappingProxyType({"hijri": "h", "rumi": "r", "julian": "u", "gregorian": "g"})
"""Calendar -> its letter in the rows of kinds."""


_UNFILLED = re.compile(r"\[?(1\d{1,2}|20\d?)(-{1,2})(\??)\]?")
_SUPPLIED = re.compile(r"\A\s*\[([^\[\]]*)\](?=.)")
_DOUBTED = re.compile(r"\b(\d{4})\s?(?:\(\?\)|\?)\s?([гж])\.?(?!\w)")


def read(expressed: str, lang: str | None) -> Reading | None:
    """The meaning in a language, or in any if they do not disagree; None where there is none or more than one."""
    if len(expressed) > LONGEST:
        return None
    if lang in CORE:
        return whole(expressed, lang)
    codes = CORE if any(letter.isalpha() for letter in expressed) else ("en",)
    found = {reading.edtf: reading for code in codes if (reading := whole(expressed, code))}
    return next(iter(found.values())) if len(found) == 1 else None


def whole(expressed: str, lang: str, imposed: str = "") -> Reading | None:
    """What an expression means if all of it is one date. imposed: what is known beside it, see ``atoms.atom``."""
    if catalogued := _catalogued(expressed):
        return catalogued
    expressed = _plain(expressed)
    tokens = lex(expressed, lang)
    kinds = "".join(token.kind for token in tokens)
    if kinds[-1:] == "-" and kinds[:1] != "-":
        return _open_end(expressed[: tokens[-1].start], lang, imposed, "{}/..")
    if kinds[:1] == "-":
        return _open_end(expressed[tokens[0].end :], lang, imposed, "../{}")
    begin = len(kinds) - len(kinds.lstrip("fv,.V"))
    if kinds[begin:].startswith("(") and kinds.endswith(")"):
        begin += 1
    for at in dict.fromkeys((begin, 0)):
        reading = expression(kinds, tokens, at, lang, imposed) if at < len(kinds) else None
        if reading and not kinds[reading.next :].strip(".,)"):
            return reading
    return None


def _catalogued(expressed: str) -> Reading | None:
    """The cataloguers' ``[187-]``, ``[18--?]``: a decade, a century."""
    match = _UNFILLED.fullmatch(expressed.strip())
    if match is None or len(match[1]) + len(match[2]) != len("1870"):
        return None
    rule = "decade" if len(match[2]) == 1 else "century"
    return Reading(match[1] + "X" * len(match[2]) + match[3], "gregorian", len(expressed), True, 0.9, rule)


def _plain(expressed: str) -> str:
    """Without the brackets about what stands first, and a question mark behind the word for a year."""
    return _DOUBTED.sub(r"\1 \2?", _SUPPLIED.sub(r"\1", expressed, count=1))


def _open_end(rest: str, lang: str, imposed: str, form: str) -> Reading | None:
    """``1916–`` and ``–1935``; not where the rest is no single moment."""
    reading = None if rest.strip().startswith(("-", "–", "—")) else whole(rest, lang, imposed)
    if reading is None or set("/,X") & set(reading.edtf):
        return None
    return replace(reading, edtf=form.format(reading.edtf), rule="open range")
