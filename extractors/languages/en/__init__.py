"""English."""

from __future__ import annotations

from extractors.languages.base import Language, words
from extractors.languages.en.dates import DATE_WORDS
from extractors.languages.en.names import TITLES_LEFT_OUT
from extractors.languages.en.rules import RULES

ENGLISH = Language(
    code="en",
    name="English",
    endonym="English",
    scripts=("Latn",),
    direction="ltr",
    spacy="en",
    letters=frozenset("w"),
    stop_words=frozenset(
        words(
            "the of and to in that is was for with as on by at from this which his had have not be are it he "
            "they were has will would been their he she we you who but i me my our us your its his her him "
            "them these those there"
        )
    ),
    date_words=DATE_WORDS,
    rules=RULES,
    offices=frozenset(words("president secretary ambassador minister general chairman files mr mrs dr senator gulf")),
    titles=TITLES_LEFT_OUT,
)
