"""Numbers of every print are read as 0 to 9, and each digit keeps its place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.reading.build import read
from extractors.recognise import Recogniser

SIGNS = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９"


@given(st.text(st.sampled_from("ا ب/19" + SIGNS), max_size=60))
def test_every_digit_in_its_place(text: str) -> None:
    reading = read(text)
    assert len(reading.text) == len(text)
    assert not set(reading.text) & set(SIGNS)
    for at, sign in enumerate(text):
        span = reading.original(at, at + 1)
        assert (span.start, span.end) == (at, at + 1)
        assert sign == reading.text[at] or sign in SIGNS


def test_a_date_is_quoted_as_written() -> None:
    text = "وصل إلى الدوحة في ٣ مايو ١٩٩٨ ثم غادر"
    found = Recogniser(tier="fast").find(text, "ar")
    (date,) = found.dates
    assert (date.edtf, date.expressed) == ("1998-05-03", "٣ مايو ١٩٩٨")
    (mention,) = [m for m in found.mentions if m.label == "DATE"]
    assert text[mention.start : mention.end] == date.expressed
