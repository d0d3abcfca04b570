"""Other spellings that archives hold: Russian before 1918, Kazakh in Russian letters, Arabic with a bare alef."""

from __future__ import annotations

import re

_HARD_END = re.compile("[бвгджзклмнпрстфхцчшщ]$")
_BEFORE_VOWEL = re.compile("и(?=[аеёиоуыэюяй])")
_LOST = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
_ALEF = str.maketrans("أإآ", "ااا")


def before_1918(word: str) -> str:
    """Russian with the hard sign at the end and the i before vowels. Yat, which needs a dictionary, is left out."""
    return _BEFORE_VOWEL.sub("і", word + "ъ" if _HARD_END.search(word) else word)


def russian_letters(word: str) -> str:
    """Kazakh as it is typed, or scanned, where only Russian letters are known."""
    return word.translate(_LOST)


def bare_alef(word: str) -> str:
    """Arabic without hamza and madda on the alef, as most papers print it."""
    return word.translate(_ALEF)
