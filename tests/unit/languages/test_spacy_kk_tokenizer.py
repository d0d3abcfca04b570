"""The Kazakh tokenizer and its lexical attributes, in the shape of spaCy's own tests of languages."""

from __future__ import annotations

from typing import Any

import pytest
import spacy

from extractors.languages.kk.examples import sentences

HYPHENS = [
    ("Ата-ана келді.", "Ата-ана келді ."),
    ("Қасым-Жомарт Тоқаев", "Қасым-Жомарт Тоқаев"),
    ("АҚШ-тың елшісі, БҰҰ-ға", "АҚШ-тың елшісі , БҰҰ-ға"),
    ("5-ші қабат, 1991-ден бері", "5-ші қабат , 1991-ден бері"),
    ("1941-1945 жж. соғыс", "1941 - 1945 жж. соғыс"),
    ("1941–1945 жылдары", "1941 – 1945 жылдары"),
    ("Алматы—Доха", "Алматы — Доха"),
    ("«Нұр Отан»-ға, «Қазақ»-тан.", "« Нұр Отан » -ға , « Қазақ » -тан ."),
]
ABBREVIATIONS = [
    ("Ол 1991 ж. 16 желтоқсанда (Алматы қ.) келді.", "Ол 1991 ж. 16 желтоқсанда ( Алматы қ. ) келді ."),
    ("XIX ғ. басы мен XX ғғ.", "XIX ғ. басы мен XX ғғ."),
    ("жылқы, түйе т.б. (б.з.д. IV ғ.)", "жылқы , түйе т.б. ( б.з.д. IV ғ. )"),
    ("5 млрд. теңге, 90%", "5 млрд. теңге , 90 %"),
    ("№25 іс", "№ 25 іс"),
]
INITIALS = [
    ("А.Байтұрсынұлы", "А. Байтұрсынұлы"),
    ("Ә.Н.Бөкейханов,", "Ә. Н. Бөкейханов ,"),
    ("Ж. Аймауытов.", "Ж. Аймауытов ."),
    ("(М.Әуезов)", "( М. Әуезов )"),
]
PUNCTUATION = [
    ("Кітап,дәптер", "Кітап , дәптер"),
    ("келді.Ол кетті", "келді . Ол кетті"),
    ("Неге?", "Неге ?"),
    ("және/немесе", "және / немесе"),
    ("3,5 млн адам...", "3,5 млн адам ..."),
    ("https://egemen.kz/article", "https://egemen.kz/article"),
]
NUMBERS = ["0", "25", "3,5", "10.000", "1/2", "-7", "нөл", "Мың", "бірінші", "ЖИЫРМАСЫНШЫ", "5-ші", "20-сыншы"]


@pytest.fixture(scope="module")
def nlp() -> Any:
    return spacy.blank("kk")


@pytest.mark.parametrize(("text", "expected"), HYPHENS + ABBREVIATIONS + INITIALS + PUNCTUATION)
def test_kk_tokenizer_handles_testcases(nlp: Any, text: str, expected: str) -> None:
    assert [token.text for token in nlp(text) if not token.is_space] == expected.split()


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("1991 ж. Алматы қ.", ["1991", "жыл", "алматы", "қала"]),
        ("түйе т.б. мал", ["түйе", "тағы басқа", "мал"]),
        ("Проф. Қ.Р.", ["профессор", "Қазақстан Республикасы"]),
    ],
)
def test_kk_tokenizer_handles_norm_exceptions(nlp: Any, text: str, norms: list[str]) -> None:
    assert [token.norm_ for token in nlp(text)] == norms


@pytest.mark.parametrize("text", NUMBERS)
def test_kk_words_that_are_numbers(nlp: Any, text: str) -> None:
    (token,) = nlp(text)
    assert token.like_num


@pytest.mark.parametrize("text", ["Алматы", "онда", "жүзік", "алтын", "бесік", "-ші", "А-ші"])
def test_kk_words_that_are_no_numbers(nlp: Any, text: str) -> None:
    assert not nlp.vocab[text].like_num


def test_kk_stop_words_in_any_case(nlp: Any) -> None:
    assert [token.text for token in nlp("Мен Алматы туралы және Сіз үшін жаздым") if not token.is_stop] == [
        "Алматы",
        "жаздым",
    ]


@pytest.mark.parametrize("text", sentences)
def test_kk_tokens_give_the_text_back(nlp: Any, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert all(token.text.strip() for token in doc)
    assert doc[-1].is_punct


def test_kk_pipeline_survives_the_disk(nlp: Any, tmp_path: Any) -> None:
    nlp.to_disk(tmp_path / "kk")
    read = spacy.load(tmp_path / "kk")
    assert [[t.text for t in read(s)] for s in sentences] == [[t.text for t in nlp(s)] for s in sentences]
