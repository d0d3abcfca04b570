"""Kazakh, in Cyrillic and in the Latin letters of 2018 and 2021."""

from __future__ import annotations

from extractors.languages.base import Language, words
from extractors.languages.kk.dates import DATE_WORDS
from extractors.languages.kk.names import TITLES_LEFT_OUT
from extractors.languages.kk.rules import RULES

KAZAKH = Language(
    code="kk",
    name="Kazakh",
    endonym="қазақ тілі",
    scripts=("Cyrl", "Latn", "Arab"),
    direction="ltr",
    spacy="kk",
    letters=frozenset("әғқңөұүһі"),
    stop_words=frozenset(
        words(
            "және мен бен пен бұл деп бар болып үшін туралы екі осы сол бір ол да де ең еді екен ғана кейін "
            "дейін бойынша арқылы оның жылы қазақ болды болған жоқ"
        )
    ),
    date_words=DATE_WORDS,
    rules=RULES,
    titles=TITLES_LEFT_OUT,
    endings=tuple(
        (ending, "")
        for ending in words(
            "ның нің дың дің тың тің ға ге қа ке да де та те дан ден тан тен нан нен ды ді ты ті ны ні мен "
            "бен пен дағы дегі тағы тегі лық лік дық дік тық тік"
        )
    ),
)
