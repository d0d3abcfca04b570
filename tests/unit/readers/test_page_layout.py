"""PAGE in all its shapes: order, tables, words, directions, forms of Coords."""

from __future__ import annotations

import pytest
from reader_helpers import read

from extractors.document import Box, Document

YEARS = ("2010-03-19", "2013-07-15", "2016-07-15", "2017-07-15", "2018-07-15", "2019-07-15")


def page(body: str, attributes: str = "", head: str = "", version: str = "2019-07-15") -> Document:
    namespace = f"http://schema.primaresearch.org/PAGE/gts/pagecontent/{version}"
    text = f'<PcGts xmlns="{namespace}">{head}<Page imageFilename="a.jpg" {attributes}>{body}</Page></PcGts>'
    (document,) = read("page", text)
    return document


def said(text: str, attributes: str = "") -> str:
    return f"<TextEquiv {attributes}><Unicode>{text}</Unicode></TextEquiv>"


def line(text: str, attributes: str = "") -> str:
    return f"<TextLine {attributes}>{said(text)}</TextLine>"


def region(name: str, *lines: str, attributes: str = "", kind: str = "TextRegion") -> str:
    return f'<{kind} id="{name}" {attributes}>{"".join(lines)}</{kind}>'


@pytest.mark.parametrize("version", YEARS)
def test_every_version(version: str) -> None:
    assert page(region("a", line("words")), version=version).text == "words"


def test_groups_in_groups() -> None:
    order = (
        '<ReadingOrder><OrderedGroup id="g"><OrderedGroupIndexed index="1" id="h"><RegionRefIndexed index="1" '
        'regionRef="a"/><RegionRefIndexed index="0" regionRef="b"/></OrderedGroupIndexed><UnorderedGroupIndexed '
        'index="0" id="u"><RegionRef regionRef="d"/></UnorderedGroupIndexed></OrderedGroup></ReadingOrder>'
    )
    body = order + "".join(region(name, line(name)) for name in "abcd")
    assert page(body).text == "d\nb\na\nc"


def test_order_and_kind_in_custom() -> None:
    lines = [line("two", 'custom="readingOrder {index:1;}"'), line("one", 'custom="readingOrder {index:0;}"')]
    body = region("a", *lines, attributes='custom="readingOrder {index:1;} structure {type:heading;}"')
    body += region("b", line("zero"), attributes='custom="readingOrder {index:0;}" type="paragraph"')
    document = page(body, head='<Metadata><TranskribusMetadata pageNr="7"/></Metadata>')
    assert document.text == "zero\none\ntwo"
    assert [found.kind for found in document.pages[0].regions] == ["paragraph", "heading"]
    assert document.pages[0].number == "7"


def test_tables_are_read_by_row_and_column() -> None:
    cells = [("1", "0", "c"), ("0", "1", "b"), ("0", "0", "a")]
    transkribus = "".join(
        region(text, line(text), kind="TableCell", attributes=f'row="{row}" col="{col}"') for row, col, text in cells
    )
    prima = "".join(
        region(text, f'<Roles><TableCellRole rowIndex="{row}" columnIndex="{col}"/></Roles>', line(text))
        for row, col, text in cells
    )
    for inside in (transkribus, prima):
        document = page(f'<TableRegion id="t">{inside}</TableRegion>' + region("z", line("z")))
        assert document.text == "a\nb\nc\nz"
        assert [found.kind for found in document.pages[0].regions] == ["table-cell"] * 3 + [""]


def test_regions_in_regions_keep_their_own_lines() -> None:
    inner = region("in", line("inner"))
    assert page(region("out", line("outer"), inner) + region("z", line("z"))).text == "outer\ninner\nz"


def test_words_and_glyphs() -> None:
    word = '<Word><Coords points="{0},0 {1},0 {1},9 {0},9"/>{2}</Word>'
    glyphs = "".join(f"<Glyph>{said(letter)}</Glyph>" for letter in "met")
    words = word.format(50, 90, said("Amir", 'conf="0.9"')) + word.format(0, 40, glyphs)
    bare = page(region("a", f"<TextLine>{words}</TextLine>")).pages[0].lines[0]
    assert [found.box for found in bare.words] == [Box(50, 0, 40, 9), Box(0, 0, 40, 9)]
    corrected = page(region("a", f"<TextLine>{words}{said('The Amir  met')}</TextLine>"))
    assert corrected.text == "The Amir met"
    assert [(w.span.start, w.span.end, w.confidence) for w in corrected.pages[0].lines[0].words] == [
        (4, 8, 0.9),
        (9, 12, None),
    ]


def test_the_reading_with_the_lowest_index() -> None:
    both = said("second", 'index="1" conf="0.9"') + said("first", 'index="0" conf="0.7"')
    document = page(region("a", f"<TextLine>{both}</TextLine>"))
    assert (document.text, document.pages[0].lines[0].confidence) == ("first", 0.7)


def test_directions_and_languages() -> None:
    latin = region("a", line("abc"))
    assert page(latin).pages[0].direction == "ltr"
    assert page(latin, 'readingDirection="right-to-left"').pages[0].direction == "rtl"
    assert page(region("a", line("abc"), attributes='readingDirection="right-to-left"')).pages[0].direction == "rtl"
    document = page(region("a", line("نص"), attributes='primaryLanguage="Arabic"'))
    assert (document.language, document.pages[0].direction) == ("ar", "rtl")


@pytest.mark.parametrize(
    "coords",
    [
        '<Coords points="1,2 11,2 11,9"/>',
        '<Coords points="1 2 11 2 11 9"/>',
        '<Coords points="1.2,2.1 10.6,2.4 11,9"/>',
        '<Coords><Point x="1" y="2"/><Point x="11" y="2"/><Point x="11" y="9"/></Coords>',
    ],
)
def test_forms_of_coordinates(coords: str) -> None:
    found = page(region("a", f"<TextLine>{coords}{said('x')}</TextLine>")).pages[0].lines[0]
    assert found.box == Box(1, 2, 10, 7)


@pytest.mark.parametrize(
    "coords", ["<Coords/>", '<Coords points="1,2 3"/>', '<Coords points="a,b"/>', '<Coords points="1e999,1"/>']
)
def test_broken_coordinates_cost_the_box_and_not_the_words(coords: str) -> None:
    document = page(region("a", f"<TextLine>{coords}{said('x')}</TextLine>"))
    assert (document.text, document.pages[0].lines[0].box) == ("x", None)
