"""Russian."""

from __future__ import annotations

from extractors.languages.base import Language
from extractors.languages.ru.dates import DATE_WORDS

RUSSIAN = Language(
    code="ru",
    name="Russian",
    endonym="русский",
    scripts=("Cyrl",),
    direction="ltr",
    spacy="ru",
    letters=frozenset("ёэъщ"),
    stop_words=frozenset(
        "и в не на что с по как из за к от у о для это его был была были до же мы он она они при или об при том чтобы"
        " также только со во после который которые".split()
    ),
    titles=frozenset(
        "президент министр посол генерал полковник майор капитан император князь граф царь хан султан эмир шейх"
        " господин госпожа товарищ тов г-н академик профессор доктор маршал адмирал губернатор секретарь"
        " председатель король принц принцесса".split()
    ),
    bodies=frozenset(
        "министерство министерства посольство посольства консульство комитет комитета совет совета университет"
        " институт академия банк".split()
    ),
    date_words=DATE_WORDS,
)
