"""Running text out of mark-up: white space folded, blocks on lines of their own, offsets that never move."""

from __future__ import annotations


class TextBuilder:
    """Collects words. ``size`` before and after a stretch, trimmed by ``span``, is where it stands in
    ``text``.

    A gap (space or line break) is written only when the next word comes, so the text never ends in white
    space and a stretch never does; one that begins with a gap is trimmed by ``span``.
    """

    __slots__ = ("_gap", "_parts", "size")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._gap = ""
        self.size = 0

    def add(self, text: str | None) -> None:
        """Append words; white space of any length and kind becomes one space."""
        if not text:
            return
        folded = " ".join(text.split())
        if not folded:
            self.space()
            return
        if text[0].isspace():
            self.space()
        if self._gap and self.size:
            self._parts.append(self._gap)
            self.size += 1
        self._parts.append(folded)
        self.size += len(folded)
        self._gap = " " if text[-1].isspace() else ""

    def add_line(self, text: str | None) -> tuple[int, int]:
        """Append words as a block of their own; where they stand (empty range for no words)."""
        self.break_line()
        folded = " ".join((text or "").split())
        start = self.size + 1 if self.size else 0
        self.add(folded)
        self.break_line()
        return (start, start + len(folded)) if folded else (self.size, self.size)

    def space(self) -> None:
        """The next words are apart from the last."""
        self._gap = self._gap or " "

    def break_line(self) -> None:
        """The next words begin a new line."""
        self._gap = "\n"

    @property
    def text(self) -> str:
        """Everything so far."""
        return "".join(self._parts)


def span(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its ends; start equals end where nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
