"""Kazakh in Latin letters to Cyrillic: the alphabet of 1929-40 and those of 2018 and 2021.

Sources of the tables: decrees of the Kazakh ASSR 1929 and 1938; decree 637 of 19 February 2018; the draft of 28 January
2021. ``i`` and ``ı`` changed places between the last two, so a text's own marks tell which alphabet it is in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from extractors.reading.reading import Edit

Alphabet = Literal["1929", "2018", "2021"]

_COMMON = dict(zip("abdefghjklmnopqrstvz", "абдефгхжклмнопқрствз", strict=True))
TABLES: Mapping[Alphabet, Mapping[str, str]] = {
    "1929": _COMMON
    | dict(zip("cçəäƣʙьꞑŋņiıyuɵöjxhƶv", "шжәәғбыңңңіыүұөөйхһжу", strict=True))
    | {"ij": "и", "ьj": "и", "uv": "у", "yv": "у", "ja": "я", "ju": "ю"},
    "2018": _COMMON
    | dict(zip("áǵńóúýiıyuxcw", "әғңөүуіиыұхцу", strict=True))
    | {"sh": "ш", "ch": "ч", "ıa": "ия", "ıý": "ию", "ts": "тс"},
    "2021": _COMMON
    | dict(zip("äğŋñöüūuiıyşxcw", "әғңңөүұуиіышхцу", strict=True))
    | {"ia": "ия", "iu": "ию", "sh": "ш", "ch": "ч"},
}
_VOWELS = frozenset("аәеиоөұүыіуэюя")
_WORD = re.compile(r"[^\W\d_]+")
_OLD = re.compile("[ьƣʙɵəꞑŋƶЬƢƏƟꞐ]")
_ACUTE = re.compile("[áǵńóúýÁǴŃÓÚÝ]")
_UMLAUT = re.compile("[äğŋñöüūşÄĞŊÑÖÜŪŞ]")
_NAME_END = re.compile(r"[oe]v(?:a|tьꞑ|qa|ke)?\Z")


def alphabet(text: str) -> Alphabet:
    """Which of the alphabets a Kazakh text in Latin letters is in, by the letters that only one of them has."""
    counts: dict[Alphabet, int] = {
        "2018": len(_ACUTE.findall(text)),
        "2021": len(_UMLAUT.findall(text)),
        "1929": 2 * len(_OLD.findall(text)),
    }
    return max(counts, key=lambda name: counts[name])


def edits(text: str) -> Iterator[Edit]:
    """One edit for each letter, or pair of letters, of each word; signs and figures stay."""
    used = alphabet(text)
    table = TABLES[used]
    for word in _WORD.finditer(text):
        yield from _word(word.group(), word.start(), table, used)


def _word(word: str, start: int, table: Mapping[str, str], used: Alphabet) -> Iterator[Edit]:
    small = _small(word)
    loan = used == "1929" and (_NAME_END.search(small) is not None or small.startswith(("sovet", "revol")))
    at, before = 0, ""
    while at < len(small):
        size = 2 if at + 1 < len(small) and small[at : at + 2] in table else 1
        letters = small[at : at + size]
        plain = table.get(letters, letters)
        if loan and letters in "vi":
            plain = {"v": "в", "i": "и"}[letters]
        if used != "1929":
            plain = _glide(plain, before, at)
        if word[at].isupper():
            plain = plain.upper() if word.isupper() and len(word) > 1 else plain[0].upper() + plain[1:]
        yield Edit(start + at, start + at + size, plain)
        before = plain[-1].lower()
        at += size


def _small(word: str) -> str:
    """Lower case letter by letter, so that places stay; a capital I, with a dot or without, is i."""
    return "".join("i" if letter in "Iİ" else letter.lower()[0] for letter in word)


def _glide(plain: str, before: str, at: int) -> str:
    """``и`` after a vowel is ``й``, and with the vowel that follows it ``я`` or ``ю``; so too at a word's beginning."""
    if plain in ("ия", "ию") and (at == 0 or before in _VOWELS):
        return plain[1:]
    return "й" if plain == "и" and before in _VOWELS else plain
