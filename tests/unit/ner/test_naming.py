"""Where a name begins and ends, and what is no name, whatever tagger proposed it."""

from __future__ import annotations

import pytest

from extractors.naming import is_name, whole_name
from extractors.ner import Found
from extractors.recognise import Recogniser


def found(marked: str, label: str = "PERSON") -> tuple[str, Found]:
    """The text without the brackets around what the tagger proposed, and the proposal."""
    start, end = marked.index("["), marked.index("]") - 1
    return marked.replace("[", "").replace("]", ""), Found(start, end, label, 0.9)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lang", "proposed", "name"),
    [
        ("en", "met [General Burns] today", "Burns"),
        ("en", "met [Foreign Minister Golda Meir] today", "Golda Meir"),
        ("en", "then de [Gaulle] spoke", "de Gaulle"),
        ("en", "then [O’Connor] spoke", "O’Connor"),
        ("en", "then O’[Connor] spoke", "O’Connor"),
        ("en", "Sheikh [Ali Al]-Thani spoke", "Ali Al-Thani"),
        ("en", "from [Christian Herter\nWashington], January 7, 1959", "Christian Herter"),
        ("en", "and [Winston\nChurchill] said", "Winston\nChurchill"),
        ("en", "the [Major] spoke", "Major"),
        ("ru", "с [генералом Перовским] вместе", "Перовским"),
        ("ru", "[Эмир Тамим] прибыл", "Тамим"),
        ("ar", "قال [الشيخ محمد عبده] امس", "محمد عبده"),
        ("kk", "[Президент Қасым-Жомарт Тоқаев] келді", "Қасым-Жомарт Тоқаев"),
    ],
)
def test_a_persons_name_is_whole_and_bare(lang: str, proposed: str, name: str) -> None:
    text, one = found(proposed)
    start, end = whole_name(text, one, lang)
    assert text[start:end] == name


def test_titles_stay_in_the_names_of_bodies() -> None:
    text, one = found("the [General Assembly] met", "ORG")
    assert whole_name(text, one, "en") == (one.start, one.end)


@pytest.mark.parametrize("proposed", ["the [Secretary] said", "and [we] said", "[De] Gaulle", "to [Qatar] then"])
def test_what_only_refers_is_no_person(proposed: str) -> None:
    text, one = found(proposed)
    assert not is_name(text, one, "en")


def test_the_heading_of_a_despatch_names_its_sender() -> None:
    text = "Letter From the Assistant Secretary of State for Far Eastern Affairs (Parsons)\nto the Ambassador in Iran"
    mentions = Recogniser(tier="fast").find(text, "en").mentions
    assert ("Parsons", "PERSON", "rule") in {(text[m.start : m.end], m.label, m.method) for m in mentions}


def test_the_signature_of_a_telegram_is_a_person() -> None:
    text = "This should take care of the immediate problem.\nAldrich\nSource: Department of State, Central Files."
    mentions = Recogniser(tier="fast").find(text, "en").mentions
    assert ("Aldrich", "PERSON", "rule") in {(text[m.start : m.end], m.label, m.method) for m in mentions}


def test_a_date_within_the_name_of_an_event_is_part_of_it() -> None:
    text = "He was not seen since the 2019 United Kingdom general election in London."
    named = {text[m.start : m.end]: m.label for m in Recogniser(tier="fast").find(text, "en").mentions}
    assert not any(label == "DATE" and "2019" in name for name, label in named.items()) or "EVENT" not in named.values()
