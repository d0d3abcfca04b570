"""What every registered language must bring."""

from __future__ import annotations

import pytest
import spacy

from extractors import registry
from extractors.dates.lexer import LETTER
from extractors.languages import CORE, GROUP, language
from extractors.languages.base import HIJRI
from extractors.languages.fold import fold
from extractors.ner import GROUP as TIERS
from extractors.ner import tagger

CODES = registry.names(GROUP)


def test_the_four_are_there() -> None:
    assert set(CORE) <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_language(code: str) -> None:
    known = language(code)
    assert known.code == code
    assert known.direction == ("rtl" if known.scripts[0] == "Arab" else "ltr")
    assert spacy.blank(known.spacy).lang == known.spacy
    assert known.stop_words
    assert known.letters
    assert all(tagger(code, tier) is not None for tier in registry.names(TIERS))


@pytest.mark.parametrize("code", CODES)
def test_date_words(code: str) -> None:
    table = language(code).date_words
    months = {number for kind, number in table.values() if kind == "month"}
    assert months == {*range(1, 13), *range(HIJRI + 1, HIJRI + 13)}
    assert {number for kind, number in table.values() if kind == "season"} == {21, 22, 23, 24}
    for word, (kind, _) in table.items():
        assert kind in LETTER
        assert fold(word) == word, f"{word!r} is not folded"


@pytest.mark.parametrize("code", CODES)
def test_rules_are_linear(code: str) -> None:
    for rule in language(code).rules:
        assert "name" in rule.pattern.groupindex
        assert 0 < rule.confidence < 1
        for letter in ("А", "A b ", "السيد بن ", "Mr. A. ", "Министр "):
            list(rule.pattern.finditer(letter * 5000))
