"""Languages block by block: a page may hold two scripts, or two languages in one script.

A block is a line, or several short ones up to ``BLOCK`` letters. Where its script cannot be the whole text's language,
it is judged by itself; where it can, the block keeps the whole's language unless another leads clearly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

import numpy as np

from extractors.languages.classifier import CLASSES, Scores, places
from extractors.languages.detect import OF_SCRIPT, SAMPLE, detect, judge, lead, letters_by_script, scripts_in

BLOCK = 120
"""Code points of a block, at least, where a text is in one script and no blank line ends it sooner."""
CLEAR: Mapping[str, int] = {"Arab": 1500, "Cyrl": 700, "Latn": 1500}
"""Points by which another language of a script must lead before a block leaves the language of the whole.

On blocks of 60 code points from sources that were not trained on, Russian led Kazakh wrongly by 694 at most, with the
letters of Kazakh lost, and by 219 with them.
"""
SHARE = 0.25
"""Of a line's letters: with so many in the script of the whole, the line is the whole's, whatever else it quotes."""


def detect_blocks(text: str, lang: str | None) -> Iterator[tuple[int, int, str]]:
    """(start, end, language) of every block, in order and without gaps; nothing for an empty text."""
    whole = lang if lang in CLASSES[:5] else detect(text)
    scripts = scripts_in(text)
    if len(scripts) < 2 and len(text) < 2 * BLOCK:
        yield 0, len(text), whole if not scripts or whole in OF_SCRIPT[scripts[0]] else detect(text)
        return
    edges = list(_edges(text, len(scripts) > 1))
    stops = [min(end, start + SAMPLE) for start, end in pairwise(edges)]
    summed = places(text)
    points = summed[stops] - summed[edges[:-1]]
    if len(scripts) < 2:
        codes = _of_one_script(points, scripts, whole, lambda at: text[edges[at] : stops[at]])
    else:
        codes = _of_many(text, points, edges, stops, whole)
    for (start, end), code in zip(pairwise(edges), codes, strict=True):
        yield start, end, code


def _of_one_script(points: Scores, scripts: list[str], whole: str, blocks: Callable[[int], str]) -> list[str]:
    """The language of the whole for every block but those that another leads clearly."""
    codes = [whole] * len(points)
    if not scripts or whole not in OF_SCRIPT[scripts[0]]:
        return codes
    known = OF_SCRIPT[scripts[0]]
    told = points[:, [CLASSES.index(code) for code in known]]
    ordered = np.sort(told, axis=1)
    for at in np.flatnonzero(ordered[:, -1] - ordered[:, -2] >= CLEAR[scripts[0]]):
        best = known[int(told[at].argmax())]
        codes[at] = whole if best == "und" or _unlikely(best, scripts[0], blocks(int(at))) else best
    return codes


def _unlikely(code: str, script: str, block: str) -> bool:
    """Whether a block can hardly show that: mostly figures, or Kazakh in Latin letters without any of its own."""
    if sum(map(str.isalpha, block)) < len(block) / 2:
        return True
    return code == "kk" and script == "Latn" and block.isascii()


def _of_many(text: str, points: Scores, edges: list[int], stops: list[int], whole: str) -> list[str]:
    """Line by line, where scripts are mixed."""
    codes = []
    current = whole
    for row, start, end in zip(points, edges[:-1], stops, strict=True):
        block = text[start:end]
        counts = letters_by_script(block)
        script = max(sorted(counts), key=lambda name: counts[name])
        of_whole = max(count for name, count in counts.items() if whole in OF_SCRIPT[name])
        if counts[script] > 3:
            own = dict(zip(CLASSES, map(int, row), strict=True))
            current = whole
            if of_whole < SHARE * sum(counts.values()):
                current = judge(block, script, own)
            elif of_whole >= BLOCK // 2 and (code := judge(block, script, own)) not in (whole, "und"):
                clear = lead(script, own, code) >= CLEAR[script] and not _unlikely(code, script, block)
                current = code if clear else whole
        codes.append(current)
    return codes


def _edges(text: str, mixed: bool) -> Iterator[int]:
    """Where blocks begin, and the end: lines, where scripts are mixed; else lines joined until they can be judged."""
    start = end = 0
    yield 0
    while end < len(text):
        after = text.find("\n", end)
        blank = after == end
        end = len(text) if after < 0 else after + 1
        if mixed or blank or end - start >= BLOCK or end == len(text):
            yield end
            start = end
