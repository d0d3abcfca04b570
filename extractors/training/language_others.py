"""Word lists of languages that are not the archives', so that a text in one of them is not taken for theirs.

From what the environment holds: the small words and examples of spaCy (MIT) and the names of countries, languages
and currencies of CLDR in Babel (Unicode licence). Sentences are made up from them with a seed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from importlib import import_module

from extractors.languages.base import words as listed

OTHERS = listed(
    "de tr es it pt nl pl sv da fi hu ro cs az uz tk id et lv lt hr sk sq ca eu ga af sw la tl vi "
    "uk bg be mk sr ky tt uz_Cyrl tg mn fa ur ug ckb ps sd"
)
REPEATED = {"de": 3, "tr": 3, "es": 2, "it": 2, "uk": 4, "bg": 2, "be": 2, "ky": 4, "tt": 3, "uz": 3, "uz_Cyrl": 3,
            "fa": 5, "ur": 5, "ug": 4, "az": 3, "ckb": 2, "ps": 2}  # fmt: skip
"""How much oftener than once a language is shown: those that archives of these two countries hold."""


def sentences(code: str, rng: random.Random, size: int) -> str:
    """About ``size`` code points of a language, names between small words; empty where nothing is known of it."""
    small, examples, names = _small(code), _examples(code), _names(code)
    if not small and not names:
        return ""
    made: list[str] = []
    while sum(map(len, made)) < size:
        if examples and rng.random() < 0.2:
            made.append(rng.choice(examples) + " ")
            continue
        words = [rng.choice(small or names) if rng.random() < 0.6 else rng.choice(names or small) for _ in range(8)]
        made.append(words[0][:1].upper() + " ".join(words)[1:] + rng.choice((". ", ", ", " ")))
    return "".join(made)


def _small(code: str) -> list[str]:
    return sorted(getattr(_module(code, "stop_words"), "STOP_WORDS", ()))


def _examples(code: str) -> list[str]:
    return list(getattr(_module(code, "examples"), "sentences", ()))


def _module(code: str, name: str) -> object:
    try:
        return import_module(f"spacy.lang.{code}.{name}")
    except ModuleNotFoundError:
        return None


def _names(code: str) -> list[str]:
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return []
    tables: Iterator[object] = iter((locale.territories, locale.languages, locale.currencies))
    found = {str(value) for table in tables for value in dict(table).values()}  # type: ignore[call-overload]
    return sorted(word for word in found if len(word) > 3)
