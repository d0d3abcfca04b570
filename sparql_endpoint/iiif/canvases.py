"""A record as a row of canvases: its pages in reading order, or its whole text where it has no pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sparql_endpoint.iiif.addresses import last
from sparql_endpoint.portal.record.scans import Leaf, leaves
from sparql_endpoint.portal.record.texts import Page, Text, texts_of
from sparql_endpoint.service import View

UNMEASURED = (1000, 1414)
"""Measure of a page of which none is known: a canvas must have one, and sheets of paper are like that."""


@dataclass(frozen=True)
class Canvas:
    """One canvas. key: last part of the IRI of the page, else of the text; start, end: its range of the text."""

    key: str
    text: Text
    start: int
    end: int
    page: Page | None

    @property
    def number(self) -> str:
        """As printed; empty where there is none."""
        return self.page.number if self.page else ""


def canvases_of(view: View, record: str) -> tuple[Canvas, ...]:
    """Nothing where the record has neither words nor pages."""
    return tuple(canvas for text in texts_of(view, record) for canvas in _of_text(text))


def measured(view: View, canvases: Sequence[Canvas], *, layout: bool) -> dict[str, Leaf]:
    """What is known of their pages, by key. layout: with the places of words."""
    found = leaves(view, [canvas.page.iri for canvas in canvases if canvas.page], layout=layout)
    return {last(iri): leaf for iri, leaf in found.items()}


def size_of(leaf: Leaf | None) -> tuple[int, int]:
    """Width and height of the canvas of a page."""
    return (leaf.width, leaf.height) if leaf and leaf.width and leaf.height else UNMEASURED


def _of_text(text: Text) -> list[Canvas]:
    if not text.pages:
        return [Canvas(last(text.iri), text, 0, len(text.content), None)]
    return [Canvas(last(page.iri), text, page.start, page.end, page) for page in text.pages]
