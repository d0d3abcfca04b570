"""One folding for every script: what search and linking compare instead of the letters as written.

``fold`` is deterministic and idempotent; it never looks at the language. In this order: NFKC; case folded;
invisible and bidirectional controls dropped; accents, Arabic vowel signs and tatweel dropped; alef, ya, waw and
ta marbuta forms unified; ``ё`` read as ``е``; digits of every script as 0-9; apostrophes and ayn signs dropped;
every other sign a space; runs of space one space. ``й`` and the Kazakh letters (ә ғ қ ң ө ұ ү һ і) stay distinct.
"""

from __future__ import annotations

import unicodedata

_ARABIC = {
    "ى": "ي",
    "ی": "ي",
    "ې": "ي",
    "ئ": "ي",
    "ؤ": "و",
    "ة": "ه",
    "ە": "ه",
    "ھ": "ه",
    "ک": "ك",
    "ٱ": "ا",
    "ء": "",
    "ـ": "",
}
_LETTERS = {"ё": "е", "й": "й", "ў": "ў", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th"}
_DROPPED = frozenset("'’‘ʼʻʿʾ`´ʹʺ′ˈ·")


def _folded_letter(letter: str) -> str:
    if letter in _LETTERS:
        return _LETTERS[letter]
    if letter in _ARABIC:
        return _ARABIC[letter]
    if letter in _DROPPED:
        return ""
    category = unicodedata.category(letter)
    if category in ("Mn", "Me", "Cf"):
        return ""
    if category == "Nd":
        return str(unicodedata.digit(letter))
    if category[0] in "LN" or category == "Mc":
        base = "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
        return "".join(_ARABIC.get(part, part) for part in base)
    return " "


class _Table(dict[int, str]):
    """A translation table that fills itself; a pure function of its key, so sharing it is harmless."""

    def __missing__(self, code: int) -> str:
        self[code] = _folded_letter(chr(code))
        return self[code]


_TABLE = _Table()


def fold(text: str) -> str:
    """The search form of a text; an empty string where nothing but signs was given.

    >>> fold("Әбу-Даби"), fold("أحمد  آل ثاني"), fold("Semënov"), fold("١٩١٦")
    ('әбу даби', 'احمد ال ثاني', 'semenov', '1916')
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).translate(_TABLE)
    return " ".join(folded.split())
