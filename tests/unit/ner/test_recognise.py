"""Documents through the recogniser."""

from __future__ import annotations

import itertools
import time
from dataclasses import replace

import pytest

from extractors.document import DateExpression, Document, Mention
from extractors.errors import InputRejected
from extractors.recognise import Recogniser

TEXT = "On May 3, 1971, President Nixon met Sheikh Ahmad bin Ali Al Thani in Washington. The Shaikh then flew to Doha."
BARE = Document("x/1", "x", "A meeting", TEXT)
RECOGNISER = Recogniser(tier="fast")


def words(document: Document, label: str) -> list[str]:
    return [document.text[m.start : m.end] for m in document.mentions if m.label == label]


def test_language_names_and_dates() -> None:
    done = RECOGNISER.recognise_one(BARE)
    assert done.language == "en"
    assert "Nixon" in words(done, "PERSON")
    assert {"Washington", "Doha"} <= set(words(done, "PLACE"))
    (date,) = done.dates
    assert (date.edtf, date.expressed) == ("1971-05-03", "May 3, 1971")
    assert words(done, "DATE") == ["May 3, 1971"]
    assert not list(done.check())


def test_editors_come_first() -> None:
    start = TEXT.index("Nixon met")
    marked = Mention(start, start + len("Nixon met"), "PERSON", "editorial", reference="p_1", role="sender")
    done = RECOGNISER.recognise_one(replace(BARE, mentions=(marked,), language="en"))
    assert marked in done.mentions
    ordered = sorted((m.start, m.end) for m in done.mentions)
    assert ordered == [(m.start, m.end) for m in done.mentions]
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(ordered))


def test_editors_words_are_read_as_dates() -> None:
    dates = (DateExpression("the 2nd of August, 1948", None), DateExpression("when Adam delved", None))
    read, unread = RECOGNISER.recognise_one(replace(BARE, dates=dates)).dates[:2]
    assert (read.edtf, read.earliest, read.method) == ("1948-08-02", "1948-08-02", "editorial")
    assert unread == dates[1]


def test_scripts_are_judged_line_by_line() -> None:
    text = (
        TEXT
        + "\nوصل الشيخ تميم بن حمد آل ثاني إلى الدوحة في ٣ نوفمبر ٢٠١٦\n"
        + "Президент Назарбаев прибыл в Доху 3 мая 1998 г.\n"
    )
    done = RECOGNISER.recognise_one(replace(BARE, text=text))
    assert {date.edtf for date in done.dates} == {"1971-05-03", "2016-11-03", "1998-05-03"}
    assert {m.model.split()[0] for m in done.mentions} >= {"sunqar-ner-en", "sunqar-ner-ru"}


def test_french_is_not_read_as_english() -> None:
    text = "Le président de la République est arrivé à Paris avec les ministres dans la matinée du 3 mai 1916."
    done = RECOGNISER.recognise_one(replace(BARE, text=text))
    assert done.language == "fr"
    assert not done.mentions


def test_answers_do_not_depend_on_order() -> None:
    documents = [replace(BARE, id=f"x/{n}", text=f"{TEXT} Letter {n} to Mr. Smith{n}.") for n in range(12)]
    forth = list(RECOGNISER.recognise(documents))
    back = list(Recogniser(tier="fast").recognise(reversed(documents)))
    assert forth == back[::-1]
    assert [d.id for d in forth] == [d.id for d in documents]


def test_unsound_documents_are_rejected_alone() -> None:
    broken = replace(BARE, mentions=(Mention(0, 10_000, "PERSON", "editorial"),))
    with pytest.raises(InputRejected) as caught:
        RECOGNISER.recognise_one(broken)
    assert caught.value.code == "NER001"
    assert caught.value.where == "x/1"
    assert RECOGNISER.recognise_one(BARE).mentions


@pytest.mark.parametrize(
    "text",
    ["a" * 1_000_000, "A" * 100_000, "ـ" * 100_000, "1" * 100_000, "Al-" * 30_000, "Mr. " * 20_000, "\n" * 100_000,
     "السيد بن " * 10_000, "O.S. (" * 15_000, "\u0301" * 100_000],
)  # fmt: skip
def test_hostile_texts_end_soon(text: str) -> None:
    began = time.process_time()
    done = RECOGNISER.recognise_one(replace(BARE, text=text, language="ar" if text[0] > "z" else "en"))
    assert time.process_time() - began < 20
    assert not list(done.check())
