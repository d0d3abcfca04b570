"""What a word is looked up by: its consonants in coarse classes, those with one missing, and pairs of letters."""

from __future__ import annotations

from functools import lru_cache

from kg.resolve.names.romanise import spellings

_DIGRAPHS = (
    ("shch", "S"), ("tch", "S"), ("sch", "S"), ("kh", "K"), ("gh", "K"), ("sh", "S"), ("ch", "S"), ("zh", "S"),
    ("th", "T"), ("dh", "T"), ("ph", "F"), ("ts", "S"), ("tz", "S"), ("ck", "K"), ("ng", "N"), ("x", "KS"),
)  # fmt: skip
_CLASSES = dict(
    zip("bpfvkqgcdtszjlrmn", "BBFFKKKKTTSSSLRMN", strict=True)
)  # fmt: skip
_SHORTEST = 2


@lru_cache(maxsize=200_000)
def skeleton(roman: str) -> str:
    """The consonants of a word in a to z by class, no class twice in a row; vowels, h, w, y left out.

    >>> skeleton("qasym"), skeleton("kassim"), skeleton("shayx")
    ('KSM', 'KSM', 'SKS')
    """
    for letters, sign in _DIGRAPHS:
        roman = roman.replace(letters, sign)
    found = ""
    for letter in roman:
        sign = letter if letter.isupper() else _CLASSES.get(letter, "")
        if sign and not found.endswith(sign):
            found += sign
    return found


def features(word: str) -> frozenset[str]:
    """What a folded word shares with its spellings in other scripts. Each begins with a figure for its sort."""
    found: set[str] = set()
    for roman in spellings(word):
        bones = skeleton(roman)
        found.add("0" + bones)
        if len(bones) > _SHORTEST:
            found.update("1" + bones[:at] + bones[at + 1 :] for at in range(len(bones)))
        found.add("1" + bones)
        found.update("2" + pair for pair in _pairs(f"^{bones}$"))
        found.update("3" + pair for pair in _pairs(f"^{roman}$"))
    return frozenset(found)


def _pairs(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(len(text) - 1)]
