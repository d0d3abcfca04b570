"""The tier accurate: the same answers in any company, whatever the text, and errors that say what to do."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from extractors.encoder.encoder import ENCODER, PIECES, WEIGHTS, Encoder
from extractors.encoder.tagger import EncoderTagger, tagger, with_second
from extractors.errors import RunAborted
from extractors.languages.tokens import spans
from extractors.ner import Found

needs_weights = pytest.mark.skipif(
    not all((WEIGHTS / file).exists() for file in (ENCODER, PIECES)), reason="the weights are not there"
)

TEXTS = {
    "en": "President Eisenhower met Prime Minister Nehru in New Delhi, and Mr. Dulles flew to Karachi on 3 May 1955.",
    "ar": "زار الرئيس جمال عبد الناصر مدينة دمشق والتقى وزير الخارجية في بيروت",
    "ru": "Президент Нурсултан Назарбаев прибыл в Москву и встретился с Борисом Ельциным.",
    "kk": "Қасым-Жомарт Тоқаев Астанада Ресей президенті Владимир Путинмен кездесті.",
}
HOSTILE = [
    "",
    " \n\t",
    "\u0301" * 50,
    "\x00\x01\x02",
    "\ud800 Doha \udfff",
    "a" * 5000,
    "." * 5000,
    "\u202eDoha",
    "😀" * 90,
]


@pytest.fixture(scope="module")
def accurate() -> EncoderTagger:
    return with_second(Encoder(), "en")


def answers(one: EncoderTagger, text: str) -> list[Found]:
    return list(one(text))


@needs_weights
@pytest.mark.parametrize("lang", sorted(TEXTS))
def test_finds_persons_and_places(lang: str) -> None:
    found = answers(with_second(Encoder(), lang), TEXTS[lang])
    assert {"PERSON", "PLACE"} <= {mention.label for mention in found}
    assert all(0 < mention.confidence < 1 for mention in found)
    shipped = tagger(lang)
    assert shipped is not None
    assert list(shipped(TEXTS[lang])) == found


@needs_weights
def test_a_text_has_the_same_answers_in_any_company(accurate: EncoderTagger) -> None:
    rng = random.Random(2)
    texts = [*TEXTS.values(), *HOSTILE, " ".join(TEXTS.values()) * 3, "\n\n".join(TEXTS.values())]
    alone = {text: answers(with_second(Encoder(), "en"), text) for text in rng.sample(texts, 4)}
    first = {text: answers(accurate, text) for text in texts}
    rng.shuffle(texts)
    assert {text: answers(accurate, text) for text in texts} == first
    assert all(first[text] == found for text, found in alone.items())


@needs_weights
def test_the_number_of_threads_changes_no_bit() -> None:
    one, two = Encoder(threads=1), Encoder(threads=2)
    window = one.table(list(range(4, 190)))
    assert np.array_equal(one.session(window), two.session(window))


@needs_weights
def test_paragraphs_are_read_as_if_each_stood_alone_for_names_across_them(accurate: EncoderTagger) -> None:
    for found in answers(accurate, "The visitors were Nursultan\n\nNazarbayev and others.\n\nDoha\n\nQatar\n"):
        assert (
            "\n"
            not in "The visitors were Nursultan\n\nNazarbayev and others.\n\nDoha\n\nQatar\n"[found.start : found.end]
        )


@needs_weights
@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_will_do(accurate: EncoderTagger, text: str) -> None:
    found = answers(accurate, text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert found == list(accurate(text, spans(text)))


@needs_weights
def test_a_name_where_a_window_had_to_end_is_read_whole() -> None:
    encoder = EncoderTagger(Encoder())  # alone: the windows are its own
    filler = "and then they said to them that it was so because "
    for words in range(60, 120, 7):
        text = (filler * 30)[: 5 * words] + "with Nursultan Abishuly Nazarbayev of Kazakhstan " + filler * 30
        found = [text[one.start : one.end] for one in encoder(text) if one.label == "PERSON"]
        assert found == ["Nursultan Abishuly Nazarbayev"]


def test_without_weights_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(RunAborted, match="NER002") as raised:
        Encoder(tmp_path)
    assert "fast" in raised.value.advice
