"""Spoilt examples: seeded, and no name loses a word or a tag."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.models.tags import to_spans, to_tags
from extractors.training.encoder.augment import augmented
from extractors.training.encoder.confusions import CONFUSED
from extractors.training.encoder.scanning import scanned
from extractors.training.encoder.spelling import bare_alef, before_1918, russian_letters
from extractors.training.encoder.words import Words

WORDS = {
    "en": "They met Ann Corner in New Bern , modern town",
    "ru": "Они встретили Анну Петровну в Нижнем Новгороде , старом",
    "kk": "Олар Әбіш Қайырұлын Көкшетау Қаласы маңында , кездестірді бүгін",
    "ar": "التقى الشيخ أحمد إبراهيم في مدينة القاهرة ، أمس",
}
NAMES = [(2, 4, "PERSON"), (5, 7, "PLACE")]


def text(lang: str) -> Words:
    words = tuple(WORDS[lang].split())
    tags = tuple(to_tags(len(words), NAMES))
    return Words("uner_ewt", words, (True,) * len(words), tags, (False,) * len(words))


@given(st.sampled_from(sorted(WORDS)), st.integers(), st.floats(0, 1))
def test_names_keep_their_words_and_tags(lang: str, seed: int, rate: float) -> None:
    before = text(lang)
    after = scanned(before, lang, rate, random.Random(seed))
    assert after == scanned(before, lang, rate, random.Random(seed))
    assert len({len(after.words), len(after.spaces), len(after.tags), len(after.unknown)}) == 1
    assert all(after.words)
    spans = to_spans(list(after.tags))
    assert [(end - start, label) for start, end, label in spans] == [(2, "PERSON"), (2, "PLACE")]


@pytest.mark.parametrize("lang", sorted(WORDS))
def test_the_rate_is_the_share_of_letters_that_are_wrong(lang: str) -> None:
    before = text(lang)
    assert scanned(before, lang, 0.0, random.Random(1)) == before
    letters = "".join(CONFUSED[lang])
    line = Words("uner_ewt", (letters,) * 400, (True,) * 400, (1,) * 400, (False,) * 400)
    spoilt = scanned(line, lang, 0.05, random.Random(1)).words
    kept = sum(a == b for word in spoilt if len(word) == len(letters) for a, b in zip(word, letters, strict=True))
    same_length = sum(len(letters) for word in spoilt if len(word) == len(letters))
    assert 0.9 < kept / same_length < 0.99


def test_two_letters_that_touch_become_one() -> None:
    one = Words("uner_ewt", ("rn",), (True,), (1,), (False,))
    assert ("m",) in {scanned(one, "en", 1.0, random.Random(seed)).words for seed in range(50)}


def test_other_spellings() -> None:
    assert [before_1918(word) for word in ("русский", "мир", "Россия", "на")] == [
        "русскій", "миръ", "Россія", "на"]  # fmt: skip
    assert russian_letters("Қазақстан Өскемен") == "Казакстан Оскемен"
    assert bare_alef("أحمد إبراهيم آل") == "احمد ابراهيم ال"


def test_six_in_ten_examples_are_left_as_they_are() -> None:
    for lang in WORDS:
        before = text(lang)
        changed = sum(augmented(before, lang, random.Random(seed)) != before for seed in range(1000))
        assert 300 < changed < 480
