"""Kazakh Cyrillic in the other letters of Kazakh, and Russian in the spelling before 1918: made-up data for training.

The tables here go the other way than those of ``extractors.languages.kk``, which read such texts.
"""

from __future__ import annotations

import random
import re

_FROM = "абвгғдежзийкқлмнңоөпрстуұүфхһцчшщыіэёюяәъь"
_LOST_SIGNS = 2
"""The hard and the soft sign, at the end of ``_FROM``, are written in none of them."""
_TO = {
    "kk-1929": "a ʙ v g ƣ d e ç z ij j k q l m n ꞑ o ɵ p r s t v u y f x h s c c c ь i e jo ju ja ə ",
    "kk-2018": "a b v g ǵ d e j z ı ı k q l m n ń o ó p r s t ý u ú f h h ts ch sh sh y i e ıo ıý ıa á ",
    "kk-2021": "a b v g ğ d e j z i i k q l m n ŋ o ö p r s t u ū ü f h h ts ch ş ş y ı e io iu ia ä ",
    "kk-arab": "ا ب ۆ گ ع د ە ج ز ي ي ك ق ل م ن ڭ و و پ ر س ت ۋ ۇ ۇ ف ح ھ تس چ ش شش ى ى ە يو يۋ يا ا ",
}
_SIGNS = {",": "،", ";": "؛", "?": "؟"}
SCRIPTS = tuple(_TO)
LOST = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноууниАГКНОУУНИ")
LOST_OTHERWISE = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "эгкнеуухіЭГКНӨУУХІ")
"""What a scan read with Russian letters alone leaves of the letters of Kazakh."""
_FRONT_WORD = re.compile("[әөүі]")
_SHOWN_FRONT = re.compile("[екг]")
_CONSONANT_END = re.compile(r"([бвгджзклмнпрстфхцчшщ])\b", re.IGNORECASE)
_BEFORE_VOWEL = re.compile(r"и(?=[аеёиоуыэюяй])")


def written(text: str, script: str) -> str:
    """Kazakh Cyrillic in another alphabet of ``SCRIPTS``; other letters stay."""
    table = dict(zip(_FROM[:-_LOST_SIGNS], _TO[script].split(), strict=True)) | dict.fromkeys(_FROM[-_LOST_SIGNS:], "")
    if script == "kk-arab":
        words = (_arabic(word, table) for word in re.findall(r"\w+|\W+", text.lower()))
        return "".join(words)
    table |= {key.upper(): value[:1].upper() + value[1:] for key, value in table.items()}
    return text.translate({ord(key): value for key, value in table.items()})


def _arabic(word: str, table: dict[str, str]) -> str:
    plain = "".join(table.get(letter, _SIGNS.get(letter, letter)) for letter in word)
    return "ٴ" + plain if _FRONT_WORD.search(word) and not _SHOWN_FRONT.search(word) else plain


def before_1918(text: str, rng: random.Random) -> str:
    """Russian with the hard sign at word ends, i before vowels, and some yat."""
    old = _BEFORE_VOWEL.sub("і", _CONSONANT_END.sub(r"\1ъ", text))
    return "".join("ѣ" if letter == "е" and rng.random() < 0.3 else letter for letter in old)
