"""Which language a text is in: by its script, by letters that only one language uses, by its small words.

Answers en, ar, ru, kk, fr, or ``und`` where there is nothing to tell by or it is some other language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractors.languages import CORE, language
from extractors.languages.base import words as listed
from extractors.languages.fold import fold

SAMPLE = 6000
"""Code points looked at: the beginning is enough, and a bound on time."""
SHORT = 12
"""Words; a shorter text of plain Latin letters without any hint is taken for English, the archives' lingua franca."""

_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_KAZAKH = re.compile("[әғқңөұүһӘҒҚҢӨҰҮҺ]")
_UKRAINIAN = re.compile("[їєґЇЄҐ]")
_PERSIAN = re.compile("[پچژگ]")
_WORD = re.compile(r"[^\W\d_]+")
_FRENCH = frozenset(
    listed(
        "le la les des du et est en un une dans que qui pour par sur au aux avec ce cette il elle ne pas son "
        "sa ses se été leur sont nous ou où plus même ces deux comme fut dont lui mais à de d l"
    )
)
_OTHERS = frozenset(
    listed(
        "der die das und den von mit ist dem ein eine auf für nicht el los las una por con del para como di "
        "il che gli nel alla sono ve bir bu için ile olarak het een van voor os da do um uma não que"
    )
)
_KAZAKH_LATIN = frozenset(listed("jáne men bolyp úshin týraly jyly jylǵy qazaq bul edi emes boiynsha zhane bir"))


@cache
def _hints(code: str) -> frozenset[str]:
    known = language(code)
    months = {word for word, (kind, _) in known.date_words.items() if kind == "month" and len(word) > 3}
    return known.stop_words | (months if code == "en" else frozenset())


def detect(text: str) -> str:
    """Code of the language that most of the text is in. Looks at a bounded sample; same text, same answer."""
    sample = text[:SAMPLE]
    counts = {"ar": len(_ARABIC.findall(sample)), "cyrillic": len(_CYRILLIC.findall(sample))}
    counts["latin"] = len(_LATIN.findall(sample))
    script = max(sorted(counts), key=lambda name: counts[name])
    if not counts[script]:
        return "und"
    if script == "ar":
        return "und" if len(_PERSIAN.findall(sample)) > counts["ar"] * 0.02 else "ar"
    words = [word.lower() for word in _WORD.findall(sample)]
    return _cyrillic(sample, words, counts["cyrillic"]) if script == "cyrillic" else _latin(words)


def _cyrillic(sample: str, words: list[str], letters: int) -> str:
    if len(_UKRAINIAN.findall(sample)) > letters * 0.005:
        return "und"
    kazakh, russian = (sum(word in _hints(code) for word in words) for code in ("kk", "ru"))
    own = len(_KAZAKH.findall(sample))
    enough = own > 0 and own + sample.count("і") + sample.count("І") > letters * 0.03
    return "kk" if enough or kazakh > 2 * russian else "ru"


def _latin(words: list[str]) -> str:
    english, french = sum(w in _hints("en") for w in words), sum(w in _FRENCH for w in words)
    kazakh, others = sum(w in _KAZAKH_LATIN for w in words), sum(w in _OTHERS for w in words)
    best, code = max((english, "en"), (french, "fr"), (kazakh, "kk"), (others, "und"))
    if best >= max(1, len(words) * 0.04):
        return code
    return "en" if len(words) <= SHORT and all(word.isascii() for word in words) else "und"


def segments(text: str, lang: str | None) -> Iterator[tuple[int, int, str]]:
    """(start, end, language) of the stretches of a text, line by line where scripts are mixed.

    lang  the language of the whole, where known; it rules every line in its own script
    """
    scripts = [name for name, pattern in _SCRIPTS.items() if pattern.search(text)]
    whole = lang if lang in CORE or lang == "fr" else detect(text)
    if len(scripts) < 2:
        yield 0, len(text), whole if not scripts or whole in _OF_SCRIPT[scripts[0]] else detect(text)
        return
    start = at = 0
    current = whole
    for line in text.splitlines(keepends=True):
        counts = {name: len(pattern.findall(line[:SAMPLE])) for name, pattern in _SCRIPTS.items()}
        script = max(sorted(counts), key=lambda name: counts[name])
        spoken = current
        if counts[script] > 3:
            spoken = whole if whole in _OF_SCRIPT[script] else detect(line)
        if spoken != current and at > start:
            yield start, at, current
            start = at
        current = spoken
        at += len(line)
    if at > start:
        yield start, at, current


_SCRIPTS = {"arabic": _ARABIC, "cyrillic": _CYRILLIC, "latin": _LATIN}
_OF_SCRIPT = {"arabic": ("ar", "kk"), "cyrillic": ("ru", "kk"), "latin": ("en", "fr", "kk", "und")}


def normal_code(tag: str | None) -> str | None:
    """Two-letter primary language of a BCP 47 or ISO 639-2 tag; None for a transliteration or none at all.

    >>> normal_code("ara"), normal_code("ar-Latn-x-ijmes"), normal_code("kk-Cyrl"), normal_code(None)
    ('ar', None, 'kk', None)
    """
    if not tag:
        return None
    primary, _, rest = fold(tag).partition(" ")
    if "latn" in rest and primary in ("ar", "ara", "ru", "rus"):
        return None
    return {"eng": "en", "ara": "ar", "rus": "ru", "kaz": "kk", "fre": "fr", "fra": "fr"}.get(primary, primary)
