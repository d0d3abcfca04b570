"""ALTO in all its shapes: units, blocks in blocks, margins, reading order, languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from reader_helpers import read

from extractors.document import Box, Document
from extractors.registry import reader
from extractors.source import Source

NAMESPACES = (
    "", "http://www.loc.gov/standards/alto/ns-v2#", "http://www.loc.gov/standards/alto/ns-v3#",
    "http://www.loc.gov/standards/alto/ns-v4#", "http://schema.ccs-gmbh.com/ALTO",
)  # fmt: skip


def line(words: str, attributes: str = "") -> str:
    strings = "<SP/>".join(f'<String CONTENT="{word}"/>' for word in words.split())
    return f"<TextLine {attributes}>{strings}</TextLine>"


def alto(body: str, head: str = "", after: str = "", namespace: str = "") -> Document:
    text = f'<alto xmlns="{namespace}"><Description>{head}</Description>{after}<Layout>{body}</Layout></alto>'
    (document,) = read("alto", text)
    return document


@pytest.mark.parametrize("namespace", NAMESPACES)
def test_every_version(namespace: str) -> None:
    document = alto(f"<Page><PrintSpace><TextBlock>{line('a b')}</TextBlock></PrintSpace></Page>", namespace=namespace)
    assert document.text == "a b"


def test_blocks_in_blocks_margins_and_illustrations() -> None:
    body = (
        f"<Page><TopMargin><TextBlock>{line('head')}</TextBlock></TopMargin>"
        f"<BottomMargin><TextBlock>{line('12')}</TextBlock></BottomMargin><PrintSpace>"
        f'<ComposedBlock><ComposedBlock><TextBlock TYPE="caption">{line("in in")}</TextBlock></ComposedBlock>'
        f"<Illustration/></ComposedBlock><TextBlock>{line('after')}</TextBlock></PrintSpace></Page>"
    )
    document = alto(body)
    assert document.text == "head\nin in\nafter\n12"
    assert [region.kind for region in document.pages[0].regions] == ["TopMargin", "caption", "", "BottomMargin"]


def test_the_reading_order_of_alto_4() -> None:
    order = (
        '<Tags><LayoutTag ID="t" LABEL="MainZone"/></Tags><ReadingOrder><OrderedGroup><ElementRef REF="c"/>'
        '<UnorderedGroup><ElementRef REF="a"/><ElementRef REF="l2"/></UnorderedGroup></OrderedGroup></ReadingOrder>'
    )
    first, second = line("one", 'ID="l1"'), line("two", 'ID="l2"')
    body = (
        f'<Page><PrintSpace><TextBlock ID="x">{line("rest")}</TextBlock><TextBlock ID="a" TAGREFS="t">{first}{second}'
        f'</TextBlock><ComposedBlock ID="c"><TextBlock ID="b">{line("start")}</TextBlock></ComposedBlock></PrintSpace>'
        "</Page>"
    )
    document = alto(body, after=order)
    assert document.text == "start\ntwo\none\nrest"
    assert [region.kind for region in document.pages[0].regions] == ["", "MainZone", ""]


@pytest.mark.parametrize(
    ("unit", "steps", "box", "width"),
    [
        ("mm10", "xdpi:254 ydpi:254", Box(10, 20, 30, 40), 1000),
        ("inch1200", "resolution: 300", Box(2, 5, 8, 10), 250),
        ("mm10", "width:2000 height:4000", Box(20, 40, 60, 80), 2000),
        ("mm10", "", None, None),
    ],
)
def test_units_become_pixels_where_the_resolution_is_told(
    unit: str, steps: str, box: Box | None, width: int | None
) -> None:
    head = (
        f"<MeasurementUnit>{unit}</MeasurementUnit><OCRProcessing><preProcessingStep><processingStepSettings>{steps}"
        "</processingStepSettings></preProcessingStep></OCRProcessing>"
    )
    body = (
        '<Page WIDTH="1000" HEIGHT="2000"><PrintSpace><TextBlock><TextLine HPOS="10" VPOS="20" WIDTH="30" HEIGHT="40">'
        '<String CONTENT="a" HPOS="10" VPOS="20" WIDTH="30" HEIGHT="40"/></TextLine></TextBlock></PrintSpace></Page>'
    )
    document = alto(body, head)
    (found,) = document.pages[0].lines
    assert (found.box, found.words[0].box, document.pages[0].width) == (box, box, width)
    assert [warning[:7] for warning in document.warnings] == ([] if box else ["ALTO011"])


def test_a_shape_is_a_box_and_a_height_a_baseline() -> None:
    shape = '<Shape><Polygon POINTS="1,2 11,2 11,9 1,9"/></Shape>'
    body = (
        f'<Page><PrintSpace><TextBlock>{shape}<TextLine HPOS="0" VPOS="0" WIDTH="9" HEIGHT="9" BASELINE="8">'
        f'<String CONTENT="a">{shape}</String></TextLine></TextBlock></PrintSpace></Page>'
    )
    page = alto(body).pages[0]
    assert page.regions[0].box == Box(1, 2, 10, 7)
    assert page.lines[0].words[0].box == Box(1, 2, 10, 7)
    assert page.lines[0].baseline == ((0, 8), (9, 8))


def test_spaces_hyphens_and_languages() -> None:
    body = (
        '<Page><PrintSpace><TextBlock LANG="kaz"><TextLine LANG="kaz"><String CONTENT="Қазақ" SUBS_TYPE="HypPart1" '
        'SUBS_CONTENT="Қазақстан"/><HYP CONTENT="-"/></TextLine><TextLine><String CONTENT="стан"/><String CONTENT="2"/>'
        '</TextLine><TextLine><String CONTENT="a"/><String CONTENT="b"/><SP/><String CONTENT="c"/></TextLine>'
        '<TextLine><String CONTENT=" — 168 — "/><String CONTENT=""/></TextLine></TextBlock></PrintSpace></Page>'
    )
    document = alto(body)
    assert document.text == "Қазақ-\nстан 2\nab c\n— 168 —"
    assert [len(found.words) for found in document.pages[0].lines] == [1, 2, 3, 1]
    assert document.language == "kk"


def test_a_scan_that_only_counts_belongs_to_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "KZ-1%2F2"
    folder.mkdir()
    path = folder / "0003.xml"
    path.write_text("<alto><Layout><Page/></Layout></alto>")
    (document,) = reader("alto").read(Source.from_path(path, "x"))
    assert (document.id, document.instantiates) == ("KZ-1/2/0003", "KZ-1/2")


def test_two_pages_of_one_number_and_a_right_to_left_page() -> None:
    page = '<Page PRINTED_IMG_NR="5"><PrintSpace><TextBlock>{}</TextBlock></PrintSpace></Page>'
    document = alto(page.format(line("قطر ١٩٧١ الدوحة")) + page.format(line("Doha")) + '<Page PRINTED_IMG_NR="6"/>')
    assert [(found.number, found.direction) for found in document.pages] == [
        ("5", "rtl"),
        ("5 (2)", "ltr"),
        ("6", None),
    ]
    assert [document.text[found.span.start : found.span.end] for found in document.pages] == [
        "قطر ١٩٧١ الدوحة",
        "Doha",
        "",
    ]
