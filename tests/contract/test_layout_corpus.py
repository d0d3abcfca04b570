"""Lines, words and boxes of every ALTO and PAGE file of the shared corpus, counted by another way of reading them."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from extractors.document import Box, Document
from extractors.registry import reader
from extractors.source import Source

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not at hand")
ALTO = sorted(CORPUS.glob("alto_xml_fr_images/*/*.xml"))
PAGE = sorted([*CORPUS.glob("page_xml_ar_manuscript/*/*.xml"), *CORPUS.glob("page_images_ar_print/*/*.page.xml")])
Rectangle = tuple[int, int, int, int] | None


def named(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [item for item in root.iter() if item.tag.split("}")[-1] == name]


def sides(item: ElementTree.Element) -> Rectangle:
    values = [item.get(side) for side in ("HPOS", "VPOS", "WIDTH", "HEIGHT")]
    return None if None in values else tuple(int(value or 0) for value in values)  # type: ignore[return-value]


def corners(box: Box | None) -> Rectangle:
    return None if box is None else (box.x, box.y, box.width, box.height)


def pairs(points: str) -> list[tuple[int, int]]:
    numbers = [int(number) for number in points.replace(",", " ").split()]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def around(points: str) -> Rectangle:
    xs, ys = zip(*pairs(points), strict=True)
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def only(name: str, path: Path) -> Document:
    (document,) = reader(name).read(Source.from_path(path, "test"))
    return document


def folded(text: str | None) -> str:
    return " ".join((text or "").split())


def test_every_line_and_string_of_alto() -> None:
    lines = strings = 0
    for path in ALTO:
        root = ElementTree.parse(path).getroot()
        document = only("alto", path)
        printed = [line for page in document.pages for line in page.lines]
        told = [item for item in named(root, "TextLine") if any(s.get("CONTENT") for s in named(item, "String"))]
        assert [corners(line.box) for line in printed] == [sides(item) for item in told], path
        assert [list(line.baseline) for line in printed] == [pairs(item.get("BASELINE") or "") for item in told], path
        words = [word for line in printed for word in line.words]
        inside = [item for item in named(root, "String") if item.get("CONTENT")]
        assert [corners(word.box) for word in words] == [sides(item) for item in inside], path
        texts = [document.text[word.span.start : word.span.end] for word in words]
        assert texts == [folded(item.get("CONTENT")) for item in inside], path
        assert "".join(document.text.split()) == "".join("".join((i.get("CONTENT") or "").split()) for i in inside)
        blocks = [item for item in named(root, "TextBlock") if named(item, "String")]
        assert [corners(r.box) for page in document.pages for r in page.regions if r.box] == [
            sides(item) for item in blocks if item.get("HPOS")
        ]
        lines, strings = lines + len(printed), strings + len(words)
    assert (len(ALTO), lines, strings) == (22, 1019, 1019)


def test_every_line_of_page() -> None:
    lines = empty = 0
    for path in PAGE:
        root = ElementTree.parse(path).getroot()
        document = only("page", path)
        printed = [line for page in document.pages for line in page.lines]
        texts, boxes, baselines = [], [], []
        for item in named(root, "TextLine"):
            text = folded(item.findtext("{*}TextEquiv/{*}Unicode"))
            if not text:
                empty += 1
                continue
            texts.append(text)
            outline, baseline = item.find("{*}Coords"), item.find("{*}Baseline")
            boxes.append(around(outline.get("points") or "") if outline is not None else None)
            baselines.append(pairs(baseline.get("points") or "") if baseline is not None else [])
        assert [document.text[line.span.start : line.span.end] for line in printed] == texts, path
        assert [corners(line.box) for line in printed] == boxes, path
        assert [list(line.baseline) for line in printed] == baselines, path
        assert document.pages[0].direction == ("rtl" if texts else None), path
        outlines = [around(item.find("{*}Coords").get("points")) for item in named(root, "TextRegion")]  # type: ignore[union-attr,arg-type]
        assert {corners(region.box) for region in document.pages[0].regions} <= set(outlines), path
        lines += len(printed)
    assert (len(PAGE), lines, empty) == (75, 1693, 135)


def test_regions_hold_their_lines_in_order() -> None:
    for name, paths in (("alto", ALTO), ("page", PAGE)):
        for path in paths:
            for page in only(name, path).pages:
                ends = [line.span.end for line in page.lines]
                assert ends == sorted(ends)
                covered = [
                    r for r in page.regions for line in page.lines if r.span.start <= line.span.start < r.span.end
                ]
                assert len(covered) == len(page.lines), path
