"""The language that a name is tagged with."""

from __future__ import annotations

import pytest

from extractors.languages.script import name_language


@pytest.mark.parametrize(
    ("name", "document", "tag"),
    [
        ("Касым-Жомарт Токаев", "ru", "ru"),
        ("Қасым-Жомарт Тоқаев", "ru", "kk"),
        ("Семирѣченскій край", "ru", "ru"),
        ("Қасым-Жомарт Тоқаев", "kk-Cyrl", "kk-Cyrl"),
        ("Токаев", "ar", "ru"),
        ("Тоқаев", "ar", "kk"),
        ("قاسم", "en", "ar"),
        ("قاسم", "kk", "kk"),
        ("Tokayev", "ar", "und-Latn"),
        ("1916", "ru", "ru"),
    ],
)
def test_name_language(name: str, document: str, tag: str) -> None:
    assert name_language(name, document) == tag
