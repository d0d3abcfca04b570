"""A page: its number, its stretch of the text, its image and where the words stand on it."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.document import Box, Document, Page, Span
from kg.rdf import nt
from kg.rdf.context import Mapping
from ontology.terms import RICO


def map_page(mapping: Mapping, document: Document, page: Page, rank: int, text: str) -> None:
    """Describe the page as a part of the text with that IRI."""
    graph, own = mapping.graph, mapping.own
    node = mapping.iris.instantiation(mapping.archive, document.id, "page", page.number)
    graph.types(node, RICO.Instantiation)
    graph.add(node, RICO.identifier, nt.literal(page.number))
    graph.add(node, own("rank"), nt.integer(rank))
    graph.add(node, own("start"), nt.integer(page.span.start))
    graph.add(node, own("end"), nt.integer(page.span.end))
    graph.link(text, RICO.hasOrHadComponent, node)
    if page.width and page.height:
        graph.add(node, own("width"), nt.integer(page.width))
        graph.add(node, own("height"), nt.integer(page.height))
    if page.image:
        graph.add(node, own("image"), nt.literal(page.image))
    if page.direction:
        graph.add(node, own("direction"), nt.literal(page.direction))
    if layout := " ".join(_places(page)):
        graph.add(node, own("layout"), nt.literal(layout))
    if (sure := _confidence(page)) is not None:
        graph.add(node, own("ocrConfidence"), nt.decimal(sure))


def _places(page: Page) -> Iterator[str]:
    """``start,end,x,y,width,height`` of every word, or of a line whose words have no boxes."""
    for line in page.lines:
        words = [_place(word.span, word.box) for word in line.words if word.box is not None]
        if words:
            yield from words
        elif line.box is not None:
            yield _place(line.span, line.box)


def _place(span: Span, box: Box) -> str:
    return f"{span.start},{span.end},{box.x},{box.y},{box.width},{box.height}"


def _confidence(page: Page) -> float | None:
    """Mean over the lines that have one, each with the weight of its length."""
    known = [(line.confidence, line.span.end - line.span.start) for line in page.lines if line.confidence is not None]
    total = sum(length for _, length in known)
    return round(sum(sure * length for sure, length in known) / total, 4) if total else None
