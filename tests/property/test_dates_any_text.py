"""Whatever stands in a text, looking for its dates raises nothing and stays within it."""

from __future__ import annotations

import random

import pytest

from extractors.dates import find, settle_document
from extractors.document import DateExpression, Document
from extractors.languages import language

SIGNS = [
    *".,;'’-–/()[]:«»\"?!1\n",
    *("5", "12", "31", "1905", "1843", "1324", "XIX", "III", "٣", "١٣٢٤", "۱۹۰۵", "th", "го", "-ші", "’.", "."),
]


@pytest.mark.parametrize("lang", ["en", "ar", "ru", "kk"])
def test_any_string_of_date_words_and_signs(lang: str) -> None:
    rng = random.Random(4)
    told = ("same", "day", "instant", "числа", "того", "же", "الجاري", "осы", "кеше")
    words = [*sorted(language(lang).date_words), *told]
    written = DateExpression("5 May 1905", "1905-05-05", "1905-05-05", "1905-05-05", role="creation")
    dated = Document("a", "a", "t", "", dates=(written,))
    for _ in range(1500):
        picked = (rng.choice(words if rng.random() < 0.5 else SIGNS) for _ in range(rng.randrange(2, 14)))
        text = "".join(word + rng.choice((" ", " ", "")) for word in picked)
        known = list(find(text, lang))
        for date in (*known, *settle_document(text, [(0, len(text), lang)], known, dated, [])):
            assert 0 <= (date.start or 0) < (date.end or 0) <= len(text), text


def test_a_sign_before_a_full_stop() -> None:
    written = DateExpression("1905", "1905", "1905-01-01", "1905-12-31", role="creation")
    dated = Document("a", "a", "t", "", dates=(written,))
    text = 'шаабан тамызсының 5" . 1 '
    assert not settle_document(text, [(0, len(text), "kk")], list(find(text, "kk")), dated, [])
