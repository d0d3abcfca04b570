"""Pages of a text in a Sunqar node's dump, with where the words stand on their images."""

from __future__ import annotations

import re
from typing import Literal

from extractors.document import Box, Line, Page, Span, Word
from extractors.readers.rdf_graph import Graph

_PLACE = re.compile(r"\d{1,9}(?:,\d{1,9}){5}")


def pages(graph: Graph, node: str, text: str) -> list[Page]:
    """Pages of the text that a node is whose stretch of it is told, in order."""
    found: list[tuple[int, int, Page]] = []
    for item in graph.nodes(node, "rico:hasOrHadComponent"):
        start, end, rank = (_number(graph.value(item, key)) for key in ("kg:start", "kg:end", "kg:rank"))
        rank = rank or _number(graph.value(item, "rico:rankInSequence"))  # in graphs of before version 0.2 of our terms
        if start is None or end is None or not start <= end <= len(text):
            continue
        page = Page(
            graph.value(item, "rico:identifier") or str(len(found) + 1),
            Span(start, end),
            _number(graph.value(item, "kg:width")),
            _number(graph.value(item, "kg:height")),
            graph.value(item, "kg:image") or None,
            _lines(graph.value(item, "kg:layout"), text),
            direction=_direction(graph.value(item, "kg:direction")),
        )
        found.append((start, rank or 0, page))
    return [page for _, _, page in sorted(found, key=lambda one: one[:2])]


def _lines(layout: str, text: str) -> tuple[Line, ...]:
    """From ``start,end,x,y,width,height`` of each word: one line for the words between two line breaks."""
    lines: list[list[Word]] = []
    for told in layout.split():
        if _PLACE.fullmatch(told) is None:
            continue
        start, end, *box = map(int, told.split(","))
        if not start <= end <= len(text):
            continue
        word = Word(Span(start, end), Box(*box))
        if lines and "\n" not in text[lines[-1][-1].span.end : start]:
            lines[-1].append(word)
        else:
            lines.append([word])
    return tuple(
        Line(words[0].span, words[0].box)
        if len(words) == 1
        else Line(Span(words[0].span.start, words[-1].span.end), words=tuple(words))
        for words in lines
    )


def _number(value: str) -> int | None:
    return int(value) if value.isdecimal() and len(value) < 10 else None


def _direction(value: str) -> Literal["ltr", "rtl"] | None:
    return "rtl" if value == "rtl" else "ltr" if value == "ltr" else None
