"""Long texts in pieces of bounded size, cut where it hurts least."""

from __future__ import annotations

from collections.abc import Iterator

SIZE = 8000
"""Code points of a piece, at most."""


def chunks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Ranges that cover ``start`` to ``end`` without a gap; each ends after a line, a sentence or a word, if it can."""
    while end - start > SIZE:
        limit = start + SIZE
        ends = (text.rfind(sign, start, limit) + len(sign) for sign in ("\n\n", "\n", ". ", " "))
        cut = next((end for end in ends if end > start + len("\n\n")), limit)
        yield start, cut
        start = cut
    if end > start:
        yield start, end
