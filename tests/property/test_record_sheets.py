"""However a text is paged, its sheets hold all of it once, in order, and none is heavier than a page may be."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sparql_endpoint.portal.record.sheets import HEAVIEST, sheet_at, sheets_of
from sparql_endpoint.portal.record.texts import Page, Text


@st.composite
def texts(draw: st.DrawFn) -> Text:
    words = draw(st.lists(st.sampled_from(["Doha ", "الدوحة ", "Доха\n", "x" * 700, "\n\n", "ал "]), max_size=400))
    content = "".join(words) * draw(st.integers(1, 12)) or "a"
    cuts = sorted(set(draw(st.lists(st.integers(0, len(content)), max_size=8))))
    pages = tuple(Page(f"p{start}", str(start), 1, start, end) for start, end in pairwise(cuts))
    mentions = tuple(sorted(draw(st.lists(st.integers(0, len(content) - 1), max_size=200))))
    return Text("t", "g", "s", "", content, pages, mentions)


@given(texts(), st.data())
def test_sheets_hold_all_of_a_text_once(text: Text, data: st.DataObject) -> None:
    scanned = {page.iri for page in text.pages if data.draw(st.booleans())}
    sheets = sheets_of([text], scanned)
    pieces = [piece for sheet in sheets for piece in sheet.pieces]
    assert "".join(text.content[piece.start : piece.end] for piece in pieces).replace("\n", "").replace(" ", "") == (
        text.content.replace("\n", "").replace(" ", "")
    )
    assert all(one.end <= other.start for one, other in pairwise(pieces))
    for sheet in sheets:
        assert len(sheet.pieces) == 1 or sum(piece.weight for piece in sheet.pieces) <= HEAVIEST
        assert not any(piece.scanned for piece in sheet.pieces[1:]), "a scanned page stands alone"
    assert {sheet.scan.iri for sheet in sheets if sheet.scan} == scanned
    if sheets:
        place = data.draw(st.integers(0, len(text.content) - 1))
        on = sheets[sheet_at(sheets, text, place) - 1]
        assert any(piece.start <= place < piece.end for piece in on.pieces) or not text.content[place].strip()
