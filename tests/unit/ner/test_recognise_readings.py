"""The recogniser reads the reading and answers in places of the text as it stands."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.deadline import deadline
from extractors.document import Document, Line, Mention, Page, Span
from extractors.errors import InputRejected
from extractors.recognise import Recogniser

RECOGNISER = Recogniser(tier="fast")


def document(text: str, *, lines: bool = False, language: str | None = None) -> Document:
    pages: tuple[Page, ...] = ()
    if lines:
        rows, at = [], 0
        for row in text.split("\n"):
            rows.append(Line(Span(at, at + len(row))))
            at += len(row) + 1
        pages = (Page("1", Span(0, len(text)), lines=tuple(rows)),)
    return Document("x/1", "x", "A text", text, pages=pages, language=language)


def named(done: Document) -> dict[str, str | None]:
    return {done.text[m.start : m.end]: m.normal for m in done.mentions}


def test_names_over_line_ends() -> None:
    text = (
        "Президент Республики Казахстан Нурсултан Назар-\nбаев прибыл в Доху 3 мая 1998 года и встре-\n"
        "тился с эмиром Катара. Из Нью-\nЙорка сообщили об этом."
    )
    done = RECOGNISER.recognise_one(document(text, lines=True))
    assert named(done)["Нурсултан Назар-\nбаев"] == "Нурсултан Назарбаев"
    assert named(done)["Нью-\nЙорка"] == "Нью-Йорка"
    assert named(done)["Катара"] is None
    assert [(d.expressed, d.edtf) for d in done.dates] == [("3 мая 1998 года", "1998-05-03")]
    assert done.text == text


def test_a_date_cut_by_a_line_end() -> None:
    text = "Встреча прошла 3 но-\nября 1998 года в столице."
    (date,) = RECOGNISER.recognise_one(document(text, lines=True)).dates
    assert (date.edtf, date.expressed) == ("1998-11-03", "3 но-\nября 1998 года")


def test_presentation_forms_and_marks() -> None:
    done = RECOGNISER.recognise_one(document("ﺍﻟﺸﻴﺦ ﺣﻤﺪ ﺑﻦ ﺧﻠﻴﻔﺔ ﺁﻝ ﺛﺎﻧﻲ ﻓﻲ ﺍﻟﺪﻭﺣـــﺔ ٣ مايو ١٩٩٨"))
    assert named(done)["ﺍﻟﺪﻭﺣـــﺔ"] == "الدوحة"
    assert named(done)["ﺣﻤﺪ ﺑﻦ ﺧﻠﻴﻔﺔ ﺁﻝ ﺛﺎﻧﻲ"] == "حمد بن خليفة آل ثاني"
    assert done.dates[0].edtf == "1998-05-03"
    assert done.language == "ar"


def test_old_russian() -> None:
    text = "Министръ иностранныхъ дѣлъ князь Горчаковъ прибылъ въ Вѣну 5 мая 1867 года изъ Россіи."
    done = RECOGNISER.recognise_one(document(text))
    assert {"Вѣну": "Вену", "Россіи": "России"}.items() <= named(done).items()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Qazaqstan Prezıdenti Nursultan Nazarbaev 1998 jylǵy 3 mamyrda Doha qalasyna keldi.", "Doha"),
        ("Qazaqstan Prezidentı Nūrsūltan Nazarbaev 1998 jylğy 3 mamyrda Doha qalasyna keldı.", "Doha"),
    ],
)
def test_kazakh_in_latin_letters(text: str, place: str) -> None:
    done = RECOGNISER.recognise_one(document(text))
    assert done.language == "kk"
    assert named(done)[place] == "Доха"
    assert done.dates[0].edtf == "1998-05-03"


def test_editors_mentions_keep_their_room() -> None:
    text = "Из Нью-\nЙорка в Москву прибыл посол Катара."
    marked = Mention(3, 13, "PLACE", "editorial", reference="geonames:1")
    done = RECOGNISER.recognise_one(replace(document(text, lines=True), mentions=(marked,)))
    assert [m for m in done.mentions if m.start < 13] == [marked]


PARTS = (
    "Назар-\nбаев ", "в Дохе ", "ﷺ ", "قطر ", "الدوحـة\n", "Вѣна ", "3 мая 1998 г. ", "Qatar-\n", "въ Россіи ",
    "\u00ad\u200f", "ش\u0651\u064e ", "Ámiri ", "دوحاعا ",
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=14))
def test_mentions_are_sound_whatever_is_read(parts: list[str]) -> None:
    given_text = "".join(parts)
    done = RECOGNISER.recognise_one(document(given_text, lines=True))
    assert done.text == given_text
    assert not list(done.check())
    spans = [(m.start, m.end) for m in done.mentions]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert {(d.start, d.end) for d in done.dates} <= {(m.start, m.end) for m in done.mentions if m.label == "DATE"}


HOSTILE = ["1.1.1 ", "3 мая 19", "O.S. (", "в 1-", "а-\n", "ъ ", "ش\u064eـ", "ﷺ", "ٴ", "3/11/", "Ál-", "12 мая (25 "]


@pytest.mark.parametrize("part", HOSTILE)
def test_time_grows_with_the_length_only(part: str) -> None:
    def seconds(size: int) -> float:
        text = part * (size // len(part))
        began = time.process_time()
        RECOGNISER.recognise_one(document(text, lines=True, language="ru"))
        return time.process_time() - began

    seconds(1000)
    assert min(seconds(16_000), seconds(16_000)) < 10 * max(0.2, seconds(4_000))


def test_a_deadline_stops_a_long_text() -> None:
    text = "Nixon met the Amir of Qatar in Doha on 3 May 1971 and went on to Cairo. " * 70_000
    with pytest.raises(InputRejected) as caught, deadline(0.5, "x/1"):
        RECOGNISER.recognise_one(document(text, language="en"))
    assert caught.value.code == "READ008"
