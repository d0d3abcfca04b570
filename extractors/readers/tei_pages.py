"""Page breaks (pb) as ranges of the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from extractors.readers.safe_xml import XML_ID, Element


class PageBreaks:
    """Follows the page breaks of one edition; @ed tells editions apart.

    edition  the @ed whose breaks count; None for breaks without one
    first    the break in force where the text begins, for a document inside a volume
    """

    def __init__(self, edition: str | None = None, first: Element | None = None) -> None:
        self._edition = edition
        self._seen: Counter[str] = Counter()
        self._pages: list[tuple[str, str | None, int, int]] = []
        self._open: tuple[str, str | None, int] | None = None
        self._notes: list[tuple[str, int, int]] = []
        if first is not None:
            self.turn(first, 0)

    @property
    def current(self) -> str:
        """Number of the open page; empty before the first break."""
        return self._open[0] if self._open else ""

    def turn(self, element: Element, size: int) -> None:
        """A page break where the text has that size."""
        if element.get("ed") != self._edition:
            return
        self.close(size)
        number = element.get("n") or element.get(XML_ID) or element.get("facs") or ""
        if not number:
            return
        self._seen[number] += 1
        if self._seen[number] > 1:  # two breaks with one number: the id tells them apart
            number = f"{number} ({element.get(XML_ID) or self._seen[number]})"
        self._open = (number, element.get("facs"), size)

    def close(self, size: int) -> None:
        """The page ends where the text has that size."""
        if self._open is not None:
            self._pages.append((*self._open, size))
        self._open = None

    def note(self, page: str, start: int, end: int) -> None:
        """A footnote of that page, set at the end of the text."""
        if not page:
            return
        if self._notes and self._notes[-1][0] == page:
            start = self._notes.pop()[1]
        self._notes.append((page, start, end))

    def ranges(self) -> Iterator[tuple[str, str | None, int, int]]:
        """Number, image, start and end (not trimmed) of each page, then of each page's footnotes."""
        yield from self._pages
        images = {number: image for number, image, _, _ in self._pages}
        for page, start, end in self._notes:
            yield f"{page} notes", images.get(page), start, end


def edition_of(root: Element) -> str | None:
    """Which @ed to follow: print where there is one, else breaks without @ed, else the first named."""
    editions = [item.get("ed") for item in root.iter("{*}pb")]
    if "print" in editions:
        return "print"
    return None if None in editions or not editions else editions[0]
