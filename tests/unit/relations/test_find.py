"""The engine: sentences, denial, offsets, order, time."""

from __future__ import annotations

import gc
import random
import time

import pytest

from extractors.document import Document, Mention, Span
from extractors.errors import InputRejected
from extractors.recognise import Recogniser
from extractors.relations import find, published
from extractors.relations.examples import read_example
from extractors.relations.load import assembled, rule_set
from extractors.relations.sentences import sentences

ABBREVIATIONS = rule_set().abbreviations


def types(written: str) -> list[str]:
    example = read_example(written)
    return [relation.type for relation in find(example.text, example.mentions)]


@pytest.mark.parametrize(
    "text",
    [
        "In 1958 г. Алматы выросла",
        "Он родился в г. Верном. ",
        "Mr. Dulles and Dr. Smith met J. F. Kennedy. ",
        "عام ١٩٢٠ م. وصل الأمير",
        "1998 ж. Астана",
    ],
)
def test_points_that_end_no_sentence(text: str) -> None:
    assert list(sentences(text, ABBREVIATIONS)) == [(0, len(text))]


def test_sentences_cover_the_text() -> None:
    text = 'One. Two! Three?\n\nFour "five." Six… Seven. eight'
    found = list(sentences(text, ABBREVIATIONS))
    assert [text[a:b].split()[0] for a, b in found] == ["One.", "Two!", "Three?", "Four", "Six…", "Seven."]
    assert "".join(text[a:b] for a, b in found) == text


@pytest.mark.parametrize(
    "written",
    [
        "{PERSON Rusk} visited {PLACE Madrid}.",
        "Президент {PERSON Назарбаев} посетил {PLACE Доху}.",
        "زار الرئيس {PERSON نزارباييف} {PLACE الدوحة}",
        "{PERSON Назарбаев} {PLACE Дохаға} барды.",
    ],
)
def test_a_visit_in_each_language(written: str) -> None:
    assert "visited" in types(written)


@pytest.mark.parametrize(
    "written",
    [
        "{PERSON Rusk} did not visit {PLACE Madrid}.",
        "{PERSON Rusk} never visited {PLACE Madrid}.",
        "It is not true that {PERSON Rusk} visited {PLACE Madrid}.",
        "{PERSON Rusk} plans to visit {PLACE Madrid}.",
        "Has {PERSON Rusk} visited {PLACE Madrid}?",
        "{PERSON Назарбаев} не посетил {PLACE Доху}.",
        "{PERSON Назарбаев} планирует посетить {PLACE Доху}.",
        "لم يزر الرئيس {PERSON نزارباييف} {PLACE الدوحة}",
        "ما زار الرئيس {PERSON نزارباييف} {PLACE الدوحة}",
        "{PERSON Назарбаев} {PLACE Дохаға} бармады.",
        "{PERSON Назарбаев} {PLACE Дохаға} барған жоқ.",
        "{PERSON Rusk} was tired. He visited {PLACE Madrid}.",
        "{PERSON Rusk} and {PLACE Madrid}",
    ],
)
def test_what_is_denied_planned_asked_or_apart_is_not_found(written: str) -> None:
    assert "visited" not in types(written)


def test_offsets_are_code_points() -> None:
    example = read_example("𐍈𐍈 {PERSON Rusk} visited {PLACE Madrid}.")
    (relation,) = find(example.text, example.mentions)
    assert (relation.subject, relation.object, relation.evidence) == (Span(3, 7), Span(16, 22), Span(3, 22))
    assert example.text[3:22] == "Rusk visited Madrid"


def test_old_spelling_and_vowel_signs() -> None:
    assert types("{PERSON Перовскій} посѣтилъ {PLACE Оренбургъ}.") == ["visited"]
    assert "visited" in types("زَارَ الرئيس {PERSON فيصل} {PLACE دمشق}")


def test_nested_mentions_count_once() -> None:
    text = "Rusk visited New Madrid."
    mentions = [Mention(0, 4, "PERSON", "editorial"), Mention(13, 23, "PLACE", "editorial")]
    nested = [*mentions, Mention(17, 23, "PLACE", "model", 0.6)]
    assert find(text, nested) == find(text, mentions) != ()


def test_order_of_mentions_does_not_matter() -> None:
    example = read_example(
        "{PERSON Rusk} met {PERSON Franco}. {PERSON Rusk} visited {PLACE Madrid}. {PERSON Eden} left."
    )
    expected = find(example.text, example.mentions)
    for seed in range(5):
        mixed = list(example.mentions)
        random.Random(seed).shuffle(mixed)
        assert find(example.text, mixed) == expected


@pytest.mark.parametrize(
    "part", ["{PERSON Rusk} visited ", "visited ,,,,,,,, ", "President ", "{PERSON A} , , , met with "]
)
def test_time_is_linear_in_a_sentence_without_end(part: str) -> None:
    def seconds(times: int) -> float:
        example = read_example("{PERSON B} " + part * times)
        taken = []
        gc.disable()  # a collection of the whole test process may fall into any run
        try:
            for _ in range(5):
                begun = time.process_time()
                find(example.text, example.mentions)
                taken.append(time.process_time() - begun)
        finally:
            gc.enable()
        return min(taken)

    seconds(100)
    assert seconds(4000) < 12 * max(seconds(1000), 0.005)


def test_only_precise_rules_reach_the_document() -> None:
    text = "Secretary Rusk visited Madrid on December 16, 1965."
    done = Recogniser(tier="fast").recognise_one(Document("x/1", "x", "A visit", text, language="en"))
    assert {relation.type for relation in done.relations} == {"held_position", "visited"}
    assert all(0 < relation.confidence < 1 and relation.method == "rule" for relation in done.relations)
    assert not list(done.check())
    example = read_example("The visit of King {PERSON Saud} to {PLACE Washington} went well.")
    assert "visited" in [relation.type for relation in find(example.text, example.mentions)]
    assert "visited" not in [relation.type for relation in published(example.text, example.mentions)]


RULE = {
    "id": "xx-visited",
    "type": "visited",
    "trigger": ["visited"],
    "subject": {"labels": ["PERSON"], "at": "before", "gap": 1},
    "object": {"labels": ["PLACE"], "at": "after", "gap": 1},
    "examples": ["a"],
    "counterexamples": ["b"],
}


@pytest.mark.parametrize(
    "change",
    [
        {"type": "loved"},
        {"tirgger": []},
        {"object": {"labels": ["ORG"], "at": "after", "gap": 1}},
        {"object": {"labels": ["PLACE"], "at": "above", "gap": 1}},
        {"object": {"labels": ["PLACE"], "at": "after", "gap": 1, "near": 2}},
        {"counterexamples": []},
        {"publish": True, "judged": {"right": 7, "wrong": 3}},
        {"publish": True, "judged": {"right": 9, "wrong": 0}},
        {"unless": [False]},
    ],
)
def test_a_rule_that_is_not_well_made_is_refused(change: dict[str, object]) -> None:
    assert assembled([{"rules": [RULE]}]).rules
    with pytest.raises(InputRejected) as caught:
        assembled([{"rules": [RULE | change]}])
    assert caught.value.code == "REL001"


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("On {DATE May 3, 1964}, {PERSON Johnson} met with {PERSON Eshkol}.", "May 3, 1964"),
        ("{PERSON Johnson} met with {PERSON Eshkol} in the Oval Office on {DATE May 3, 1964}.", "May 3, 1964"),
        ("{PERSON Johnson} met with {PERSON Eshkol}. On {DATE May 3, 1964} it rained.", None),
        ("{DATE 9 декабря 1959 года} {PERSON Эйзенхауэр} посетил {PLACE Кабул}.", "9 декабря 1959 года"),
    ],
)
def test_a_date_before_or_behind_is_that_of_the_relation(written: str, date: str | None) -> None:
    example = read_example(written)
    (relation,) = find(example.text, example.mentions)
    told = example.text[relation.date.start : relation.date.end] if relation.date else None
    assert told == date


def test_what_belongs_to_the_next_name_is_not_given_to_the_last() -> None:
    assert types("{PERSON Медведева}, лидер {ORG ЛДПР} {PERSON Жириновский} молчал") == ["held_position", "leader_of"]
    example = read_example("{PERSON Медведева}, лидер {ORG ЛДПР} {PERSON Жириновский} молчал")
    assert {relation.subject for relation in find(example.text, example.mentions)} == {Span(22, 33)}
