"""A scanned page as it is shown: its image in the edition, and where on it the words of each mention stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.page_images.index import PageImage, page_images
from sparql_endpoint.results import Row
from sparql_endpoint.service import View, written, written_all

_RECTANGLE = re.compile(r"xywh=pixel:(\d{1,6}),(\d{1,6}),(\d{1,6}),(\d{1,6})")
_DISTORTION = 0.03
"""By how much the shape of an image may differ from that of the page that boxes were measured on."""
_MOST_OF_A_PAGE = 0.7
"""A box over more of the page than this is no place of words: some transcriptions have none and say so like this."""


@dataclass(frozen=True)
class Box:
    """Rectangle in pixels of the page's own measure, from the top left."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Leaf:
    """What is known of a page apart from its text.

    width, height  its measure, in which boxes are; of its image where it tells none, 0 where there is neither
    measured       whether it tells its measure and its image has the same shape, so that boxes fit
    direction      ltr, rtl, or nothing where nobody said
    layout         (start, end, box) of every word that has a box, in reading order
    image          None where there is no scan
    """

    iri: str
    width: int
    height: int
    measured: bool
    direction: str
    layout: tuple[tuple[int, int, Box], ...]
    ocr: float | None
    image: PageImage | None


_MEASURES = "kg:width kg:height kg:direction kg:ocrConfidence"


def leaves(view: View, pages: Iterable[str], *, layout: bool = True) -> dict[str, Leaf]:
    """Of pages, by IRI. layout: with the places of words, which are most of what is known."""
    asked = sorted(set(pages))
    if not asked:
        return {}
    images = page_images(view.edition.path, asked)
    query = f"""SELECT ?page ?p ?o WHERE {{ VALUES ?page {{ {written_all(asked)} }}
      VALUES ?p {{ {_MEASURES}{" kg:layout" if layout else ""} }} ?page ?p ?o }}"""
    said: dict[str, dict[str, str]] = {page: {} for page in asked}
    for row in view.select(query):
        said[row["page"].value].setdefault(row["p"].value.rpartition("#")[2].rpartition("/")[2], row["o"].value)
    return {page: _leaf(page, said[page], images.get(page)) for page in asked}


def boxes_of(view: View, leaf: Leaf, mentions: Iterable[str]) -> dict[str, tuple[Box, ...]]:
    """Where on the page the words of each mention stand, line by line; nothing where boxes do not fit its image."""
    asked = list(mentions)
    if not asked or not leaf.measured:
        return {}
    query = f"""SELECT ?mention ?area ?where WHERE {{ VALUES ?mention {{ {written_all(asked)} }}
      ?mention oa:hasTarget ?area . ?area oa:hasSource {written(leaf.iri)} ; oa:hasSelector ?place .
      ?place rdf:value ?where }}"""
    found: dict[str, list[tuple[str, Box]]] = {}
    for row in view.select(query):
        box = _box(row)
        if box and box.width * box.height < _MOST_OF_A_PAGE * leaf.width * leaf.height:
            found.setdefault(row["mention"].value, []).append((row["area"].value, box))
    return {
        mention: tuple(box for _, box in sorted(parts, key=lambda part: part[0])) for mention, parts in found.items()
    }


def words_in(leaf: Leaf, start: int, end: int) -> tuple[Box, ...]:
    """Boxes of the words of a range of the text."""
    return tuple(box for at, past, box in leaf.layout if at < end and past > start)


def around(boxes: Iterable[Box]) -> Box | None:
    """The smallest box around all; None for none."""
    known = list(boxes)
    if not known:
        return None
    x, y = min(box.x for box in known), min(box.y for box in known)
    past, below = max(box.x + box.width for box in known), max(box.y + box.height for box in known)
    return Box(x, y, past - x, below - y)


def _leaf(page: str, said: Mapping[str, str], image: PageImage | None) -> Leaf:
    width, height = int(said.get("width", 0)), int(said.get("height", 0))
    told = width > 0 and height > 0
    if not told and image:
        width, height = image.sizes[0].width, image.sizes[0].height
    fits = told and (image is None or _same_shape(width, height, image.sizes[0].width, image.sizes[0].height))
    layout = tuple(_words(said.get("layout", ""), width * height)) if fits else ()
    ocr = float(said["ocrConfidence"]) if "ocrConfidence" in said else None
    return Leaf(page, width, height, fits, said.get("direction", ""), layout, ocr, image)


def _same_shape(width: int, height: int, across: int, down: int) -> bool:
    return abs(width * down - height * across) <= _DISTORTION * max(width * down, height * across)


def _words(layout: str, area: int) -> Iterable[tuple[int, int, Box]]:
    for word in layout.split():
        start, end, x, y, width, height = map(int, word.split(","))
        if width * height < _MOST_OF_A_PAGE * area:
            yield start, end, Box(x, y, width, height)


def _box(row: Row) -> Box | None:
    told = _RECTANGLE.fullmatch(row["where"].value)
    return Box(*map(int, told.groups())) if told else None
