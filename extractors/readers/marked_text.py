"""Words of descriptive XML (EAD, EAC-CPF and the like) with the places of the elements one asks for."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.readers.safe_xml import Element, local
from extractors.readers.text_builder import TextBuilder, span

RUNNING = frozenset(
    {
        "p",
        "unittitle",
        "emph",
        "item",
        "head",
        "titleproper",
        "entry",
        "abstract",
        "extent",
        "bibref",
        "event",
        "creation",
        "langusage",
        "descrules",
        "change",
    }
)
"""Elements whose words run on through their children."""

APART = frozenset(
    {
        "part", "date", "datesingle", "daterange", "dateRange", "fromdate", "fromDate", "todate", "toDate", "term",
        "quantity", "unittype", "physfacet", "dimensions", "language", "script", "writingSystem", "placeEntry",
        "placeName", "placeRole", "geographiccoordinates", "geographicCoordinates", "relationEntry", "relationentry",
        "relationType", "targetEntity", "targetRole", "addressline", "addressLine", "event", "agencycode",
        "agencyname", "agencyCode", "agencyName", "eventtype", "eventdatetime", "eventDateTime", "agent", "agenttype",
        "entry",
    }
)  # fmt: skip
"""Elements whose words are apart from those of the next one, even where the file has no space between them."""


class MarkedText:
    """Blocks on lines of their own; ``places`` gives every element of ``marks`` with its trimmed range.

    blocks  local names of the elements that always make a line of their own
    terms   of those that do so except within a paragraph or the like, where they are words of a sentence
    marks   of the elements to remember
    skip    of the elements to leave out
    """

    def __init__(
        self,
        blocks: frozenset[str],
        terms: frozenset[str] = frozenset(),
        marks: frozenset[str] = frozenset(),
        skip: frozenset[str] = frozenset(),
    ) -> None:
        self._blocks, self._terms, self._marks, self._skip = blocks, terms, marks, skip
        self._out = TextBuilder()
        self._found: list[tuple[Element, int, int]] = []

    def walk(self, element: Element, sentence: bool = False) -> None:
        """Add all words of an element, in order; sentence: within an element whose words run on."""
        name = local(element)
        if name in self._skip:
            return
        block = name in self._blocks or (name in self._terms and not sentence)
        if block:
            self._out.break_line()
        start = self._out.size
        self._out.add(element.text)
        for item in element:
            self.walk(item, sentence or name in RUNNING)
            self._out.add(item.tail)
            if not item.tail and local(item) in APART:
                self._out.space()
        if name in self._marks:
            self._found.append((element, start, self._out.size))
        if block:
            self._out.break_line()

    def inside(self, element: Element) -> None:
        """Add the words of an element's children, the element itself being one that is skipped elsewhere."""
        for item in element:
            self.walk(item)

    def line(self, text: str | None) -> tuple[int, int]:
        """Add words as a block; where they stand."""
        return self._out.add_line(text)

    @property
    def text(self) -> str:
        """Everything so far."""
        return self._out.text

    def places(self) -> Iterator[tuple[Element, int, int]]:
        """Remembered elements that have words, with where these stand, in order."""
        text = self.text
        for element, start, end in sorted(self._found, key=lambda found: (found[1], -found[2])):
            start, end = span(text, start, end)
            if start < end:
                yield element, start, end


def spaced(element: Element | None) -> str:
    """All words of an element on one line, those of its parts set apart; empty for None."""
    if element is None:
        return ""
    body = MarkedText(frozenset())
    body.walk(element)
    return body.text
