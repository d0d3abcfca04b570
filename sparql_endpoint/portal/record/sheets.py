"""A record's texts cut into what one page of the portal shows: a scanned page, else as much as it may weigh."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sparql_endpoint.portal.record.texts import Page, Text

HEAVIEST = 52_000
"""What one sheet may weigh: bytes of its text, and those of the marks and rows of its mentions."""
_MENTION = 620
_APART = 60
"""Characters from mention to mention in texts whose mentions are not counted, taken as dense."""
_PIECE = 4_000


@dataclass(frozen=True)
class Piece:
    """Half-open range of code points of a text. page: the page it is, or belongs to; None where there are none."""

    text: Text
    start: int
    end: int
    page: Page | None
    scanned: bool = False

    @property
    def weight(self) -> int:
        """In bytes, about, once it is marked up."""
        mentions = self.text.mentions
        if mentions is None:
            inside = -(-(self.end - self.start) // _APART)
        else:
            inside = bisect_left(mentions, self.end) - bisect_left(mentions, self.start)
        return len(self.text.content[self.start : self.end].encode()) + _MENTION * inside


@dataclass(frozen=True)
class Sheet:
    """What one page of the portal shows: pieces in reading order; a scanned page stands alone on its sheet."""

    number: int
    pieces: tuple[Piece, ...]

    @property
    def scan(self) -> Page | None:
        """The page whose scan is shown."""
        return self.pieces[0].page if self.pieces[0].scanned else None

    @property
    def pages(self) -> tuple[str, ...]:
        """Numbers of its first and last page, as printed; one where they are the same, none where there are none."""
        numbers = [piece.page.number for piece in self.pieces if piece.page]
        return tuple(dict.fromkeys((numbers[0], numbers[-1]))) if numbers else ()


def sheets_of(texts: Sequence[Text], scanned: Collection[str]) -> tuple[Sheet, ...]:
    """All sheets of the texts. scanned: IRIs of the pages that have an image.

    Every code point of every text stands on exactly one sheet, in order.
    """
    found: list[list[Piece]] = []
    heavy = HEAVIEST + 1
    weight = heavy
    for piece in (piece for text in texts for piece in _pieces(text, scanned)):
        added = heavy if piece.scanned else piece.weight
        if not found or weight + added > HEAVIEST:
            found.append([])
            weight = 0
        found[-1].append(piece)
        weight += added
    return tuple(Sheet(number, tuple(pieces)) for number, pieces in enumerate(found, 1))


def sheet_at(sheets: Sequence[Sheet], text: Text, offset: int) -> int:
    """Number of the sheet on which an offset of a text stands; 1 where it stands on none."""
    places = (
        sheet.number
        for sheet in sheets
        for piece in sheet.pieces
        if piece.text is text and piece.start <= offset < piece.end
    )
    return next(places, 1)


def _pieces(text: Text, scanned: Collection[str]) -> Iterator[Piece]:
    """The pages, and what stands before, between and after them, cut where they are long."""
    size = len(text.content)
    at = 0
    for number, page in enumerate(text.pages):
        start = min(max(page.start, at), size)
        if start > at and text.content[at:start].strip():
            yield from _cut(Piece(text, at, start, None))
            at = start
        later = text.pages[number + 1].start if number + 1 < len(text.pages) else size
        end = max(at, min(later, size))
        if page.iri in scanned:
            yield Piece(text, at, end, page, scanned=True)
        elif end > at:
            yield from _cut(Piece(text, at, end, page))
        at = end
    if at < size:
        yield from _cut(Piece(text, at, size, None))


def _cut(piece: Piece) -> Iterator[Piece]:
    """In pieces of a length that fits, at the end of a line or else of a word."""
    content, start = piece.text.content, piece.start
    while start < piece.end:
        end = start + _PIECE
        if end >= piece.end:
            end = piece.end
        else:
            line = content.rfind("\n", start + _PIECE // 2, end)
            gap = content.rfind(" ", start + _PIECE // 2, end)
            end = (line if line > 0 else gap if gap > 0 else end - 1) + 1
        yield Piece(piece.text, start, end, piece.page)
        start = end
