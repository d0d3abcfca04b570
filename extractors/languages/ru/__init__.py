"""Russian."""

from __future__ import annotations

from extractors.languages.base import Language, words
from extractors.languages.ru.dates import DATE_WORDS
from extractors.languages.ru.names import TITLES_LEFT_OUT
from extractors.languages.ru.rules import RULES

RUSSIAN = Language(
    code="ru",
    name="Russian",
    endonym="русский",
    scripts=("Cyrl",),
    direction="ltr",
    spacy="ru",
    letters=frozenset("ёэъщ"),
    stop_words=frozenset(
        words(
            "и в не на что с по как из за к от у о для это его был была были до же мы он она они при или об "
            "при том чтобы также только со во после который которые"
        )
    ),
    date_words=DATE_WORDS,
    rules=RULES,
    titles=TITLES_LEFT_OUT,
    endings=tuple(
        (ending, nominative)
        for ending, nominative in (
            ("ской", "ская"),
            ("ом", ""),
            ("ем", "й"),
            ("ой", "а"),
            ("ей", "я"),
            ("ии", "ия"),
            ("ию", "ия"),
            ("ией", "ия"),
            ("а", ""),
            ("у", ""),
            ("е", ""),
            ("е", "а"),
            ("ы", "а"),
            ("у", "а"),
            ("и", "я"),
            ("и", "ь"),
            ("я", "й"),
            ("и", "а"),
        )
    ),
)
