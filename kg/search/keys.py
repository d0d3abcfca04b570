"""What makes two words the same to a search though they are written differently: stem, and consonants."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.languages.base import words
from kg.resolve.names.romanise import romanise
from kg.resolve.names.skeleton import skeleton

# Light stemming of Arabic after Larkey, Ballesteros and Connell (2007), "Light Stemming for Arabic Information
# Retrieval", light10, on folded letters.
_ARABIC_BEFORE = ("وال", "بال", "كال", "فال", "ولل", "لل", "ال")
_ARABIC_BEHIND = ("ها", "ان", "ات", "ون", "ين", "يه", "هم", "نا", "ه", "ي")
_ARABIC_LETTERS = ("و", "ب", "ل", "ف")
# Endings of declension in Russian and Kazakh, longest first; Kazakh ones follow each other.
_CYRILLIC = tuple(
    sorted(
        words(
            "ами ями ого его ому ему ыми ими ая яя ое ее ые ие ый ий ой ам ям ах ях ом ем ым им ей ия ию ии "
            "ую юю а я у ю е и ы о ь лар лер дар дер тар тер ның нің дың дің тың тің ға ге қа ке на не да де та те "
            "нда нде дан ден тан тен нан нен мен бен пен ын ін ны ні ды ді ты ті сы сі сын сін сында сінде ында "
            "інде ының інің ына іне і"
        ),
        key=lambda ending: (-len(ending), ending),
    )
)
_OLD = str.maketrans("ѣіѳѵ", "еифи")
_OLD_ENDINGS = (("аго", "ого"), ("яго", "его"), ("ыя", "ые"), ("ия", "ие"))
_PASSES = 3
_LEAST_CYRILLIC = 4
_LEAST_ARABIC = 3
_LEAST_BONES = 2
_MOST_CLITICS = 2
CLITICS = ("و", "ب", "ل", "ف", "ك")
_SOFT = re.compile("g(?=[eiy])")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A folded word without clitics and endings. Two words with one stem are likely forms of one word.

    >>> stem("والدوحه") == stem("الدوحه"), stem("кунаева"), stem("кунаевтың"), stem("treaties")
    (True, 'кунаев', 'кунаев', 'treaty')
    """
    first = word[:1]
    if "\u0600" <= first <= "\u06ff":
        return _arabic(word)
    if "\u0400" <= first <= "\u052f":
        return _cyrillic(word)
    return _latin(word)


def sounds(word: str, *, whole: bool = False) -> tuple[tuple[str, str], ...]:
    """(consonants, letters a to z) of a folded word of any script, with and, unless whole, without its last ending.

    Consonants are by class (``skeleton``); none where they are too few to tell words apart. A g may be said as in
    German or as in Germany; Russian and Arabic write what is said.
    """
    if any(letter.isdigit() for letter in word):
        return ()
    found = set()
    for bare in _barely(word)[: 1 if whole else 2]:
        hard = romanise(bare)
        soft = _soft(hard)
        found |= {(skeleton(said), soft) for said in (hard, soft)}
    return tuple(sorted(pair for pair in found if len(pair[0]) >= _LEAST_BONES))


def without_clitics(word: str) -> tuple[str, ...]:
    """A folded Arabic word without the one or two letters before it that may be "and", "in", "to", "so" or "like"."""
    found: list[str] = []
    while word[:1] in CLITICS and len(word) > _LEAST_ARABIC and len(found) < _MOST_CLITICS:
        word = word[1:]
        found.append(word)
    return tuple(found)


def _barely(word: str) -> tuple[str, str]:
    """The word without an article, and without its last ending too."""
    first = word[:1]
    if "\u0600" <= first <= "\u06ff":
        return word.removeprefix("ال"), _arabic(word)
    if "\u0400" <= first <= "\u052f":
        return word.translate(_OLD).removesuffix("ъ"), _without_ending(word)
    return word, _latin(word)


def _soft(roman: str) -> str:
    return _SOFT.sub("j", roman.replace("dzh", "j").replace("dj", "j"))


def _arabic(word: str) -> str:
    if word[0] == "و" and len(word) > _LEAST_ARABIC + 1:
        word = word[1:]
    for before in _ARABIC_BEFORE:
        if word.startswith(before) and len(word) - len(before) >= _LEAST_ARABIC - 1:
            word = word[len(before) :]
            break
    else:
        if word[0] in _ARABIC_LETTERS and word[1:3] == "ال" and len(word) > _LEAST_ARABIC + 2:
            word = word[3:]
    for behind in _ARABIC_BEHIND:
        if word.endswith(behind) and len(word) - len(behind) >= _LEAST_ARABIC:
            word = word[: -len(behind)]
    return word


def _cyrillic(word: str) -> str:
    word = word.translate(_OLD).removesuffix("ъ")
    for old, new in _OLD_ENDINGS:
        if word.endswith(old):
            word = word.removesuffix(old) + new
    for _ in range(_PASSES):
        word = _without_ending(word)
    return word


def _without_ending(word: str) -> str:
    for ending in _CYRILLIC:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_CYRILLIC:
            return word[: -len(ending)]
    return word


def _latin(word: str) -> str:
    if word.endswith("ies") and len(word) > _LEAST_CYRILLIC + 1:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > _LEAST_CYRILLIC:
        return word[:-1]
    return word
