"""Under which keys a place name is looked up, and how well each key fits.

A name in a text is seldom the name in a list: it has a case ending ("Гурьеве", "Алматыда"), a joined particle
("بالدوحة"), a word for its kind ("مدينة حلب", "город Верный"), or another spelling ("Djambul", "المانية").
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extractors.languages import language
from extractors.languages.base import words
from extractors.languages.fold import fold

SAME, JOINED, INFLECTED, WITHOUT_KIND = 1.0, 0.95, 0.9, 0.85
LOOSE = 0.5
LEAST = 3
_CLITICS = ("و", "ف", "ب", "ك", "ل")
_SETTLEMENTS = frozenset(
    words(
        "مدينه بلده قريه ثغر حاضره عاصمه ميناء مينا مرفا city town village port fort "
        "город города городу городе г гор село посёлок поселок пос станица крепость порт қаласы ауылы қала"
    )
)
_DISTRICTS = frozenset(
    words(
        "ولايه قضاء قضا سنجق لواء لوا province district governorate vilayet sanjak область области уезд губерния "
        "облысы ауданы уезі"
    )
)
_WATERS = frozenset(words("نهر بحيره river lake река реки озеро өзені көлі"))
_STATES = frozenset(
    words(
        "اماره بلاد جزيره جزر مملكه جمهوريه دوله سلطنه island kingdom republic state sultanate emirate of the остров "
        "республика республики республике республику республикой государство государства королевство королевства "
        "эмират султанат аралы республикасы республикасының мемлекеті"
    )
)
_KINDS = _SETTLEMENTS | _DISTRICTS | _WATERS | _STATES
_ARTICLES = frozenset(
    words("al el il ul as ash ad adh ar an at ath az es esh ed er en et ez аль эль эд эн эр эс эш эт ас")
)
_LATIN = (
    (re.compile("dzh|dj|zh|gj"), "j"),
    (re.compile("kh|q|ck|c(?!h)"), "k"),
    (re.compile("gh"), "g"),
    (re.compile("ph"), "f"),
    (re.compile("ou|oo|w|v"), "u"),
    (re.compile("ee|ei|ai|y|e"), "i"),
    (re.compile("o"), "u"),
    (re.compile(r"h\b"), ""),
)
_CYRILLIC = str.maketrans("әғқңөұүһіэйыё", "агкноууxиеиие", "ьъ")
_ARABIC = str.maketrans("طصضظذثقغپچگژ", "تسدزدتكجبشجز", "ا")


@lru_cache(maxsize=20_000)
def keys(name: str, lang: str | None) -> tuple[tuple[str, float], ...]:
    """(folded key, fit from 0 to 1) of a name as written in a text, best first, each key once."""
    key = fold(name)
    found: dict[str, float] = {key: SAME}
    for variant, fit in _variants(key, lang):
        if len(variant) >= LEAST:
            found[variant] = max(fit, found.get(variant, 0.0))
    plain = _without_kind(key)
    if plain and plain != key:
        for variant, fit in ((plain, SAME), *_variants(plain, lang)):
            found.setdefault(variant, fit * WITHOUT_KIND)
    return tuple(sorted(found.items(), key=lambda one: -one[1])) if key else ()


def _variants(key: str, lang: str | None) -> list[tuple[str, float]]:
    found = [(key.replace(" ", ""), JOINED)]
    if _is_arabic(key):
        found.append((key.removeprefix("ال"), JOINED))
        for clitic in _CLITICS:
            if key.startswith(clitic) and len(key) > LEAST:
                rest = "ال" + key[2:] if key.startswith("لل") else key[1:]
                found += [(rest, INFLECTED), (rest.removeprefix("ال"), INFLECTED * JOINED)]
    for spoken in (lang,) if lang in ("ru", "kk") else ("ru", "kk") if _is_cyrillic(key) else ():
        found += [
            (key[: len(key) - len(ending)] + nominative, INFLECTED)
            for ending, nominative in _endings(spoken)
            if key.endswith(ending) and len(key) - len(ending) >= LEAST
        ]
    return found


@cache
def _endings(lang: str) -> tuple[tuple[str, str], ...]:
    return language(lang).endings


def kind_told(name: str) -> str:
    """``settlement``, ``district``, ``water`` or "": what a word before or after a name says that it is."""
    parts = fold(name).split()
    if len(parts) > 1:
        for kind, known in (("settlement", _SETTLEMENTS), ("district", _DISTRICTS), ("water", _WATERS)):
            if parts[0] in known or parts[-1] in known:
                return kind
    return ""


def _without_kind(key: str) -> str:
    parts = key.split()
    while len(parts) > 1 and parts[0] in _KINDS:
        parts = parts[1:]
    while len(parts) > 1 and parts[-1] in _KINDS:
        parts = parts[:-1]
    return " ".join(parts)


def loose(key: str) -> str:
    """A folded key without what spellings of one name differ in; "" where too little is left to tell places apart.

    Not for deciding alone: a place found by it must be the only one.
    """
    parts = [part for part in key.split() if part not in _ARTICLES] or key.split()
    text = "".join(parts)
    if _is_arabic(text):
        text = re.sub("(?:يه|يا|ه|ا)$", "", "".join(part.removeprefix("ال") for part in parts)).translate(_ARABIC)
    elif _is_cyrillic(text):
        text = text.translate(_CYRILLIC).replace("дж", "ж")
    else:
        for pattern, letter in _LATIN:
            text = pattern.sub(letter, text)
    text = re.sub(r"(.)\1+", r"\1", text)
    return text if len(text) > LEAST + 1 else ""


def _is_arabic(key: str) -> bool:
    return any("\u0620" <= letter <= "\u06d3" for letter in key[:3])


def _is_cyrillic(key: str) -> bool:
    return any("\u0400" <= letter <= "\u052f" for letter in key[:3])
