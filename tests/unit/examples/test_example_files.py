"""The example queries as files: four languages, no fixed things, a limit, a known group, an order of their own."""

from __future__ import annotations

import re

import pytest

from ontology.example_queries import GROUPS, ExampleQuery, example_queries

BASE = "https://sunqar.invalid"
EXAMPLES = example_queries(vocabulary=f"{BASE}/def#", base=BASE)
LANGUAGES = {"ar", "en", "kk", "ru"}


def test_there_are_at_least_fifty_and_six_stand_first() -> None:
    assert len(EXAMPLES) >= 50
    assert len({each.key for each in EXAMPLES}) == len({each.sparql for each in EXAMPLES}) == len(EXAMPLES)
    assert [bool(each.group) for each in EXAMPLES] == [False] * 6 + [True] * (len(EXAMPLES) - 6)
    assert {each.group for each in EXAMPLES} == {"", *GROUPS}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.key)
def test_an_example_is_whole(example: ExampleQuery) -> None:
    for words in (example.titles, example.comments):
        assert {lang for lang, _ in words} == LANGUAGES
        assert len({text for _, text in words}) == 4
    assert f"{BASE}/id/" not in example.sparql
    assert re.search(r"\bLIMIT \d+\s*$", example.sparql) or example.key == "documents-by-language"
    assert "ORDER BY" in example.sparql
