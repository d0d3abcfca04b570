"""Kazakh, in Cyrillic and in the Latin letters of 2018 and 2021."""

from __future__ import annotations

from extractors.languages.base import Language
from extractors.languages.kk.dates import DATE_WORDS

KAZAKH = Language(
    code="kk",
    name="Kazakh",
    endonym="қазақ тілі",
    scripts=("Cyrl", "Latn", "Arab"),
    direction="ltr",
    spacy="kk",
    letters=frozenset("әғқңөұүһі"),
    stop_words=frozenset(
        "және мен бен пен бұл деп бар болып үшін туралы екі осы сол бір ол да де ең еді екен ғана кейін дейін"
        " бойынша арқылы оның жылы қазақ болды болған жоқ".split()
    ),
    titles=frozenset(
        "президент президенті министр министрі елші елшісі генерал хан сұлтан әмір шейх мырза ханым төраға төрағасы"
        " академик профессор әкім әкімі маршал полковник король ханзада".split()
    ),
    bodies=frozenset("министрлігі елшілігі университеті академиясы институты кеңесі комитеті банкі".split()),
    date_words=DATE_WORDS,
)
