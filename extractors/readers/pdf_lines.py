"""Characters of a PDF page as regions of lines of words, in the order in which one reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from extractors.readers.pdf_bidi import is_arabic, logical
from extractors.readers.pdf_letters import Corners, Mark

_TOUCH = 0.13


@dataclass(frozen=True, slots=True)
class Row:
    """A printed line: its words, each its characters."""

    words: tuple[tuple[Mark, ...], ...]
    corners: Corners

    @property
    def height(self) -> int:
        """In pixels, at least one."""
        return max(1, self.corners[3] - self.corners[1])


def regions(marks: Iterable[Mark]) -> list[dict[str, Any]]:
    """Blocks of lines that stand under one another, in the order of the content, as JSON like ``recognise.page``."""
    blocks: list[list[Row]] = []
    for row in rows(marks):
        if blocks and _continues(blocks[-1][-1], row):
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return [
        {
            "kind": "",
            "box": _box(around(row.corners for row in block)),
            "lines": [_line(row) for row in block],
        }
        for block in blocks
    ]


def rows(marks: Iterable[Mark]) -> list[Row]:
    """Lines. pdfium breaks some at a change of direction: what stands beside on the same height is put together."""
    found: list[list[list[Mark]]] = []
    line: list[list[Mark]] = [[]]
    for mark in (*marks, Mark("\n")):
        if mark.character == "\n":
            _end(found, line)
            line = [[]]
        elif mark.character == " ":
            line.append([])
        elif line[-1] and _lower(line[-1][-1], mark):
            _end(found, line)
            line = [[mark]]
        else:
            line[-1].append(mark)
    made = []
    for words in found:
        if any(is_arabic(word) for word in words):
            words = _rejoined(words)
        ordered = logical([tuple(word) for word in words])
        made.append(Row(tuple(ordered), around(mark.corners for word in ordered for mark in word)))
    return made


def _end(found: list[list[list[Mark]]], line: list[list[Mark]]) -> None:
    words = [word for word in line if word]
    if not words:
        return
    if not found or not _beside(found[-1], words):
        found.append(words)
        return
    _join(found[-1], words)


def _join(line: list[list[Mark]], words: list[list[Mark]]) -> None:
    """More words of a line; those that touch one of it are its broken-off parts."""
    everything = _around_words([*line, *words])
    reach = _TOUCH * (everything[3] - everything[1])
    for word in words:
        nearest = min(line, key=lambda other: _gap([other], [word]))
        if _gap([nearest], [word]) < reach:
            nearest.extend(word)
        else:
            line.append(word)


def _rejoined(words: list[list[Mark]]) -> list[list[Mark]]:
    """Signs that pdfium puts to the wrong Arabic word, set apart from it and put to the one that they touch."""
    everything = _around_words(words)
    reach = _TOUCH * (everything[3] - everything[1])
    kept, loose = [], []
    for word in words:
        letters = [mark for mark in word if mark.character.isalnum()]
        far = [m for m in word if letters and not m.character.isalnum() and _gap([letters], [[m]]) > reach]
        kept.append([mark for mark in word if mark not in far])
        loose += [[mark] for mark in far]
    _join(kept, loose)
    return kept


def _lower(one: Mark, other: Mark) -> bool:
    """Whether the second stands on another line, though no end of a line is between them."""
    return abs(other.base - one.base) > max(one.corners[3] - one.corners[1], other.corners[3] - other.corners[1])


def _beside(line: list[list[Mark]], words: list[list[Mark]]) -> bool:
    """Whether they stand on one height, no further apart than a letter is high."""
    one, other = _around_words(line), _around_words(words)
    overlap = min(one[3], other[3]) - max(one[1], other[1])
    high = min(one[3] - one[1], other[3] - other[1])
    return overlap >= 0.5 * high and _gap(line, words) < max(high, 1)


def _gap(line: list[list[Mark]], words: list[list[Mark]]) -> int:
    """Pixels from one to the other across."""
    one, other = _around_words(line), _around_words(words)
    return max(one[0], other[0]) - min(one[2], other[2])


def _around_words(words: list[list[Mark]]) -> Corners:
    return around(mark.corners for word in words for mark in word)


def _continues(above: Row, below: Row) -> bool:
    high = min(above.height, below.height)
    gap = below.corners[1] - above.corners[3]
    shared = min(above.corners[2], below.corners[2]) - max(above.corners[0], below.corners[0])
    return -0.5 * high <= gap <= 0.8 * high and shared > 0 and max(above.height, below.height) < 1.5 * high


def around(corners: Iterable[Corners]) -> Corners:
    """The smallest box around all."""
    lefts, tops, rights, bottoms = zip(*corners, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _line(row: Row) -> dict[str, Any]:
    bases = sorted(mark.base for word in row.words for mark in word)
    base = bases[len(bases) // 2]
    words = [
        ["".join(mark.character for mark in word), _box(around(mark.corners for mark in word)), None]
        for word in row.words
    ]
    return {
        "box": _box(row.corners),
        "baseline": [(row.corners[0], base), (row.corners[2], base)],
        "words": words,
    }


def _box(corners: Corners) -> list[int]:
    return [corners[0], corners[1], corners[2] - corners[0], corners[3] - corners[1]]
