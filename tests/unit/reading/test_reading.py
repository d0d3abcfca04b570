"""The offset map: whatever the edits, the way back covers the letters and nothing else."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from extractors.document import Span
from extractors.reading import arabic, controls, unicode_form
from extractors.reading.build import read
from extractors.reading.reading import Edit, Reading

LETTERS = st.text(st.sampled_from("aé\u0301ä\u0308 \nقَـﻻ\u00ad\u200fѣъій-кӗ\u1100\u1161\u11a8"), max_size=40)


@st.composite
def edited(draw: st.DrawFn) -> Reading:
    """A reading of one to three steps of any edits."""
    reading = Reading(draw(st.text("abcdef", max_size=20)))
    for _ in range(draw(st.integers(1, 3))):
        places = sorted(draw(st.lists(st.integers(0, len(reading.text)), max_size=6, unique=True)))
        edits = [Edit(a, b, draw(st.text("xyz", max_size=3))) for a, b in zip(places[::2], places[1::2], strict=False)]
        reading = reading.with_edits(edits)
    return reading


@given(edited())
def test_the_way_back_never_crosses_itself(reading: Reading) -> None:
    spans = [reading.original(at, at + 1) for at in range(len(reading.text))]
    assert [span.start for span in spans] == sorted(span.start for span in spans)
    assert [span.end for span in spans] == sorted(span.end for span in spans)


@given(edited(), st.data())
def test_a_range_is_covered_by_the_ranges_of_its_letters(reading: Reading, data: st.DataObject) -> None:
    if not reading.text:
        return
    start = data.draw(st.integers(0, len(reading.text) - 1))
    end = data.draw(st.integers(start + 1, len(reading.text)))
    whole = reading.original(start, end)
    assert whole.start == reading.original(start, start + 1).start
    assert whole.end == reading.original(end - 1, end).end


@given(edited(), st.data())
def test_there_and_back_covers(reading: Reading, data: st.DataObject) -> None:
    if not reading.text:
        return
    start = data.draw(st.integers(0, len(reading.text) - 1))
    end = data.draw(st.integers(start + 1, len(reading.text)))
    span = reading.original(start, end)
    back = reading.place(span.start, span.end)
    assert back.start <= start
    assert end <= back.end


@given(LETTERS)
def test_form_c_is_that_of_the_standard(text: str) -> None:
    assert Reading(text).with_edits(unicode_form.edits(text)).text == unicodedata.normalize("NFC", text)


@given(LETTERS)
def test_steps_are_idempotent(text: str) -> None:
    for step in (controls.edits, arabic.letters, unicode_form.edits, arabic.bare):
        once = Reading(text).with_edits(step(text)).text
        assert not list(step(once))


@given(st.text(st.characters(max_codepoint=127), max_size=60))
def test_plain_text_is_left_alone(text: str) -> None:
    assert read(text).steps == ()
    assert read(text).original(0, len(text)) == Span(0, len(text))


def test_letters_of_one_edit_of_equal_length_keep_their_places() -> None:
    reading = Reading("abcd").with_edits([Edit(1, 3, "XY")])
    assert (reading.text, reading.original(2, 3)) == ("aXYd", Span(2, 3))


def test_what_is_left_out_belongs_to_no_neighbour() -> None:
    reading = Reading("ab\u200b\u200bcd").with_edits(controls.edits("ab\u200b\u200bcd"))
    assert reading.text == "abcd"
    assert (reading.original(1, 2), reading.original(2, 3)) == (Span(1, 2), Span(4, 5))
    assert reading.original(1, 3) == Span(1, 5)
    assert reading.place(2, 4) == Span(2, 2)


def test_arabic_as_printed() -> None:
    text = "ﺍﻟﺸﻴﺦ ﻻ ﷺ الدوحـــة مُحَمَّد"
    reading = read(text)
    assert reading.text == "الشيخ لا ﷺ الدوحة محمد"
    start = reading.text.index("الدوحة")
    span = reading.original(start, start + 6)
    assert text[span.start : span.end] == "الدوحـــة"


def test_hamza_and_madda_stay() -> None:
    assert read("مؤتمر آل أحمد إسلام شيء").text == "مؤتمر آل أحمد إسلام شيء"
    assert read("ا\u0653ل ا\u0654حمد").text == "آل أحمد"
