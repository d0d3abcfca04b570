"""Kazakh in Arabic letters (the reformed alphabet of Baitursynuly, in use in China) to Cyrillic.

One letter stands for a back vowel and its front fellow (ا for а and ә). A word is front where a high hamza opens it or
where ە, ك or گ comes before any ق or ع; what follows turns the harmony again. In a front word ا and و are ә and ө in
the first syllable only: later ones are of loans and compounds (кітапхана, республикасы) and turn the word back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.reading.reading import Edit

_CONSONANTS = dict(
    zip("بۆگعدجزكقلمنڭپرستۋفحھهچش", "бвгғджзкқлмнңпрстуфхһһчш", strict=True)
) | {"ک": "к", "غ": "ғ"}  # fmt: skip
_VOWELS = {"ا": ("а", "ә"), "و": ("о", "ө"), "ۇ": ("ұ", "ү"), "ى": ("ы", "і"), "ە": ("е", "е"), "ء": ("", "")}
_VOWELS |= {"ٵ": ("ә", "ә"), "ٶ": ("ө", "ө"), "ٷ": ("ү", "ү"), "ٸ": ("і", "і"), "ٴ": ("", ""), "آ": ("а", "а")}
_WORD = re.compile("[\u0621-\u064a\u0674-\u06d5]+")
_FRONT, _BACK = frozenset("ەكگک"), frozenset("قعغ")
_SPOKEN = frozenset("аәоөұүыіеуия")
_SIGNS = {"،": ",", "؛": ";", "؟": "?"}


def edits(text: str) -> Iterator[Edit]:
    """One edit for each letter of each word, and for the Arabic comma, semicolon and question mark."""
    done = 0
    for word in _WORD.finditer(text):
        yield from _marks(text, done, word.start())
        yield from _word(word.group(), word.start())
        done = word.end()
    yield from _marks(text, done, len(text))


def _marks(text: str, start: int, end: int) -> Iterator[Edit]:
    for at in range(start, end):
        if text[at] in _SIGNS:
            yield Edit(at, at + 1, _SIGNS[text[at]])


def _word(word: str, start: int) -> Iterator[Edit]:
    front = _begins_front(word)
    before, vowels = "", 0
    for at, letter in enumerate(word):
        if letter in _FRONT or letter in _BACK:
            front = letter in _FRONT
        if letter in "او" and front and vowels:
            front = False
        if letter == "ا" and word[at - 1 : at] in ("ي", "ی"):
            plain = "" if before == "я" else "я"
        elif letter in _VOWELS:
            plain = _VOWELS[letter][front]
        elif letter in "يی":
            plain = _glide(before, word[at + 1 : at + 3])
        else:
            plain = _CONSONANTS.get(letter, letter)
        vowels += plain in _SPOKEN
        before = plain or before
        yield Edit(start + at, start + at + 1, plain)


def _begins_front(word: str) -> bool:
    """By a high hamza, or by the first letter that shows it before a second ا, which no front word has."""
    if word[0] in "ٴءٵٶٷٸ":
        return True
    second = word.find("ا", word.find("ا") + 1) if "ا" in word else -1
    beginning = word if second < 0 else word[:second]
    return next((letter in _FRONT for letter in beginning if letter in _FRONT or letter in _BACK), False)


def _glide(before: str, following: str) -> str:
    """``ي``: я with the ا after it where no consonant stands before, else й after a vowel and и after a consonant.

    It is not read in the name ending ``-аев``.
    """
    if following.startswith("ا") and (not before or before in _SPOKEN):
        return "я"
    if following == "ەۆ" and before in ("а", "е", "ә"):
        return ""
    return "й" if before in _SPOKEN else "и"
