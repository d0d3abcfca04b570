"""Lines that were read badly are read again with the models of other scripts: bilingual pages, quotations, stamps."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from itertools import groupby

from PIL import Image

from extractors.ocr import tesseract
from extractors.ocr.hocr import Corners, ReadBlock, ReadLine, ReadWord, blocks
from extractors.ocr.models import MODELS, sureness
from extractors.ocr.prepare import pgm

DOUBTFUL = 0.62
_MEAN = 0.55
_MARGIN = 8
_MOST = 12
_BETTER = 0.15


def second_look(image: bytes, script: str, found: tuple[ReadBlock, ...]) -> tuple[ReadBlock, ...]:
    """The blocks, with runs of doubtful lines replaced where another script's models are clearly surer of them.

    image  the prepared page; at most 12 runs of a page are read again, the first
    Lines below 0.62 make a run, and one below 0.55 as a whole is read again: single lines of worn print are as low.
    """
    if not any(_doubtful(block.lines, script) for block in found):
        return found
    looker = _Looker(Image.open(BytesIO(image)))
    return tuple(replace(block, lines=looker.look(block.lines, script, ())) for block in found)


class _Looker:
    """Reads runs of lines again, and what stays doubtful in them with the scripts that are left."""

    def __init__(self, page: Image.Image) -> None:
        self._page = page
        self._left = _MOST

    def look(self, lines: tuple[ReadLine, ...], script: str, tried: tuple[str, ...]) -> tuple[ReadLine, ...]:
        others = [other for other in MODELS if other not in (script, *tried)]
        out: list[ReadLine] = []
        doubtful = _doubtful(lines, script) if others else []
        at = 0
        for start, end in doubtful:
            out += lines[at:start]
            out += self._again(lines[start:end], script, others, tried)
            at = end
        return (*out, *lines[at:])

    def _again(
        self, run: tuple[ReadLine, ...], script: str, others: list[str], tried: tuple[str, ...]
    ) -> tuple[ReadLine, ...]:
        """The surest reading of the run."""
        if self._left == 0:
            return run
        self._left -= 1
        left, top, right, bottom = _around(run)
        left, top = max(0, left - _MARGIN), max(0, top - _MARGIN)
        part = pgm(self._page.crop((left, top, right + _MARGIN, bottom + _MARGIN)))
        readings = {}
        for other in others:
            read = blocks(tesseract.run(part, mode=6, models=MODELS[other]))
            readings[other] = tuple(_moved(line, left, top) for block in read for line in block.lines)
        best = max(others, key=lambda other: sureness(readings[other], other))
        if sureness(readings[best], best) < sureness(run, script) + _BETTER:
            return run
        return self.look(readings[best], best, (*tried, script))


def _doubtful(lines: tuple[ReadLine, ...], script: str) -> list[tuple[int, int]]:
    """First and after-last of each run of lines that this script's models read badly."""
    low = [sureness((line,), script) < DOUBTFUL for line in lines]
    runs = []
    for is_low, group in groupby(range(len(lines)), low.__getitem__):
        run = list(group)
        part = lines[run[0] : run[-1] + 1]
        if is_low and sum(line.letters for line in part) >= 8 and sureness(part, script) < _MEAN:
            runs.append((run[0], run[-1] + 1))
    return runs


def _around(run: tuple[ReadLine, ...]) -> tuple[int, int, int, int]:
    corners = [line.corners for line in run]
    return (
        int(min(c[0] for c in corners)), int(min(c[1] for c in corners)), int(max(c[2] for c in corners)),
        int(max(c[3] for c in corners)),
    )  # fmt: skip


def _moved(line: ReadLine, across: int, down: int) -> ReadLine:
    def move(corners: Corners) -> Corners:
        return corners[0] + across, corners[1] + down, corners[2] + across, corners[3] + down

    words = tuple(ReadWord(word.text, move(word.corners), word.confidence) for word in line.words)
    return ReadLine(words, move(line.corners), move(line.baseline))
