"""Words of every script in the letters a to z, one pivot in which they can be indexed and compared.

The tables are data of the languages (``extractors/languages/*/names.py``). A letter that no table knows is ``?``, so
that two names in a fourth script are still equal or not.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import product

from extractors.languages.ar import names as arabic
from extractors.languages.en.names import DIGRAPHS
from extractors.languages.fold import fold
from extractors.languages.kk import arabic as kazakh_arabic
from extractors.languages.kk import latin as kazakh_latin
from extractors.languages.kk import names as kazakh
from extractors.languages.ru import names as russian
from extractors.reading.reading import Edit

_TABLE = {**arabic.ROMAN, **russian.ROMAN, **kazakh.ROMAN}
_SIGNED = str.maketrans(dict(DIGRAPHS))
_KAZAKH_ARABIC = re.compile("[ۇۋڭٴ]|ە(?=[\u0621-\u06d5])")
_KAZAKH_LATIN = re.compile("[ꞑƣɵʙƢƟ]")
_MOST_SPELLINGS = 4


def pivot(name: str, lang: str | None, script: str | None) -> tuple[str, str | None]:
    """A Kazakh name in Cyrillic, whichever of its scripts it came in, any other name as it is; and its script.

    lang  of the name, as BCP 47; without it only letters that no other language has betray Kazakh.
    """
    if script == "Arab" and (lang == "kk" or (lang is None and _KAZAKH_ARABIC.search(name))):
        return _edited(name, list(kazakh_arabic.edits(name))), "Cyrl"
    if script == "Latn" and (lang == "kk" or (lang is None and _KAZAKH_LATIN.search(name))):
        return _edited(name, list(kazakh_latin.edits(name))), "Cyrl"
    return name, script


def _edited(text: str, edits: list[Edit]) -> str:
    parts, done = [], 0
    for edit in edits:
        parts += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*parts, text[done:]])


def plain(text: str, script: str | None) -> str:
    """Folded (``fold``), Latin letters with scholars' signs read as digraphs first: "Šukrī" is "shukri"."""
    if script != "Latn" or text.isascii():
        return fold(text)
    return fold(unicodedata.normalize("NFC", text).lower().translate(_SIGNED))


@lru_cache(maxsize=200_000)
def romanise(word: str) -> str:
    """The commonest spelling of a folded word in a to z, ``?`` for letters unknown.

    >>> romanise("касым"), romanise("қасым"), romanise("قاسم")
    ('kasym', 'qasym', 'qasm')
    """
    return "".join(_spellings(letter)[0] for letter in word)


def spellings(word: str) -> tuple[str, ...]:
    """The commonest spelling and up to three others, for looking a word up."""
    found: list[str] = [""]
    for letter in word:
        ways = _spellings(letter)
        room = len(found) * len(ways) <= _MOST_SPELLINGS
        found = [so_far + way for so_far, way in product(found, ways if room else ways[:1])]
    return tuple(dict.fromkeys(found))


def _spellings(letter: str) -> tuple[str, ...]:
    return _TABLE.get(letter) or ((letter,) if "a" <= letter <= "z" or letter == "~" else ("?",))
