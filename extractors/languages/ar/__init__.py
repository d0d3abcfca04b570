"""Arabic."""

from __future__ import annotations

from extractors.languages.ar.dates import DATE_WORDS
from extractors.languages.ar.names import TITLES_LEFT_OUT
from extractors.languages.ar.rules import RULES
from extractors.languages.base import Language, words

ARABIC = Language(
    code="ar",
    name="Arabic",
    endonym="العربية",
    scripts=("Arab",),
    direction="rtl",
    spacy="ar",
    letters=frozenset("ةىأإؤئءآ"),
    stop_words=frozenset(
        words("في من على إلى ان أن عن التي الذي هذا هذه ما لا كان قد مع هو هي بين بعد قبل كل ثم او أو")
    ),
    date_words=DATE_WORDS,
    rules=RULES,
    titles=TITLES_LEFT_OUT,
)
