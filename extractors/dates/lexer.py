"""A date expression as a row of kinds, one letter a token, on which the grammar is plain regular expressions.

d number of one or two digits   Y number of three or four   m month   s season   O ordinal or Roman numeral
K "thirties"   k "-s" of a decade   y year   Z years   C century   o "-th"   f filler   v Russian "в"
c circa   b before   a after   B "until" after its date   A "since" after it   w between   F from   T to   & and
h Hijri   g Gregorian   r Rumi   u old style   n new style   U undated   = corresponding to   G first of the month
W day of the week   e early, mid, late   p half, third, quarter   l last   t turn of   V or   q probably   N present
S "onwards"   Q Christmas   R I J day, month, year told from another date   L "last", "next" of a month or a weekday
, . - / ( ) ? ' and double quotes: signs   x anything else
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.languages import language
from extractors.languages.base import DateWords
from extractors.languages.fold import fold
from extractors.languages.tokens import spans

LETTER = {
    "month": "m", "season": "s", "ordinal": "O", "tens": "K", "decade": "k", "year": "y", "years": "Z",
    "century": "C", "suffix": "o", "filler": "f", "in": "v", "circa": "c", "before": "b", "after": "a", "until": "B",
    "since": "A", "between": "w", "from": "F", "to": "T", "and": "&", "hijri": "h", "gregorian": "g", "rumi": "r",
    "old": "u", "new": "n", "undated": "U", "same": "=", "monthday": "G", "weekday": "W",
    "stage": "e", "part": "p", "last": "l", "turn": "t", "or": "V", "probably": "q", "present": "N", "onwards": "S",
    "feast": "Q", "quarter": "s", "relative day": "R", "relative month": "I", "relative year": "J", "nearest": "L",
}  # fmt: skip
_SIGNS = {",": ",", "،": ",", ".": ".", "/": "/", "(": "(", "[": "(", ")": ")", "]": ")", "?": "?", "؟": "?"}
_SIGNS |= dict.fromkeys("'’", "'") | dict.fromkeys('"«»“”„', '"') | {"=": "="}
_SIGNS |= dict.fromkeys("-‐‑–—−", "-")
_ROMAN = re.compile(r"([IVXІХ]{1,6})(?:th|st|nd|rd)?\Z")
_ROMAN_YEAR = re.compile(r"M(?:CM|D?C{0,3}|CD)(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\Z")
_LONGEST = 4
_SHORTEST_YEAR = 3


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign (or a known group of words) with its kind, its number and its place."""

    kind: str
    number: int
    start: int
    end: int


@lru_cache(maxsize=1 << 16)
def folded_word(word: str) -> str:
    """``fold`` of one word, kept for the next time: texts repeat their words."""
    return fold(word)


@cache
def _words(lang: str) -> DateWords:
    return language(lang).date_words


def lex(text: str, lang: str, offset: int = 0, table: DateWords | None = None) -> list[Token]:
    """Tokens of a text, places counted from ``offset``. A blank line counts as a token of kind x.

    table  the words to know; those of the language where it is None
    """
    table = _words(lang) if table is None else table
    places = spans(text)
    folded = [folded_word(text[start:end]) for start, end in places]
    tokens: list[Token] = []
    at, end = 0, 0
    while at < len(places):
        start = places[at][0]
        if end and text.count("\n", end, start) > 1:
            tokens.append(Token("x", 0, offset + end, offset + start))
        if folded[at][:1] == "و" and folded[at] not in table and folded[at][1:] in table:
            places[at : at + 1] = [(start, start + 1), (start + 1, places[at][1])]  # the Arabic "and" is written on
            folded[at : at + 1] = ["و", folded[at][1:]]
        stop, kind, number = _known(text, places, folded, at, table)
        end = places[stop - 1][1]
        tokens.append(Token(kind, number, offset + start, offset + end))
        at = stop
    return tokens


def _known(
    text: str, places: list[tuple[int, int]], folded: list[str], at: int, table: DateWords
) -> tuple[int, str, int]:
    group, found = folded[at], None
    if group in table:
        found = (at + 1, *table[group])
    taken, stop = 1, at + 1
    while group and taken < _LONGEST and stop < len(places) and len(text[places[stop - 1][1] : places[stop][0]]) < 3:
        if folded[stop]:
            if not folded[stop].isalnum():
                break
            group = f"{group} {folded[stop]}"
            taken += 1
            if group in table:
                found = (stop + 1, *table[group])
        elif text[places[stop][0]] not in ".-'’ʻ":
            break
        stop += 1
    if found:
        return found[0], LETTER[found[1]], found[2]
    word = text[places[at][0] : places[at][1]]
    if folded[at].isdigit():
        size = len(folded[at])
        number = int(folded[at][:9])
        return at + 1, "d" if size < 3 else "Y" if size < 5 else "x", number
    if numeral := _ROMAN.match(word):
        return at + 1, "O", _roman(numeral[1])
    if len(word) > _SHORTEST_YEAR and _ROMAN_YEAR.match(word):
        return at + 1, "Y", _roman(word)
    return at + 1, _SIGNS.get(word, "x"), 0


_VALUES = {"I": 1, "І": 1, "V": 5, "X": 10, "Х": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def _roman(numeral: str) -> int:
    values = [_VALUES[letter] for letter in numeral]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)
