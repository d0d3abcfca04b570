"""Words that a line end has cut: which hyphen is part of the word and which only of the line.

A soft hyphen or ``¬`` at a line's end always goes. A hyphen before a capital or a digit always stays: Нью-Йорк,
1914-1918. Before a small letter it goes, unless the document writes the word with a hyphen elsewhere, and never
without; or the words are a compound by rule (кое-кто, кто-то, юго-западный, so-called, vice-president).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors.languages.base import words as listed
from extractors.reading.reading import Edit

_CUT = re.compile(r"[^\W\d_]([-‐‑⸗¬\u00ad]) ?\Z")
_BEFORE = re.compile(r"[^\W_]+\Z")
_AFTER = re.compile(r"[^\W_]+")
_WRITTEN = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_CUT_DATE = re.compile(r"\d([-‐‑]) ?\Z")
_FIRST = frozenset(
    listed(
        "из кое кой юго северо северно южно военно социал вице экс обер штаб унтер генерал премьер мало народно "
        "self non vice ex so well half anti pre semi north south east west mid quasi post pro under-secretary"
    )
)
_LAST = frozenset(listed("то либо нибудь таки за под"))
_ASKING = frozenset(
    listed(
        "кто кого кому кем что чего чему чем где куда откуда когда как какой какая какое какие каких каким чей почему "
        "зачем сколько все всё так опять довольно из"
    )
)


def edits(text: str, gaps: Iterable[tuple[int, int]]) -> Iterator[Edit]:
    """One edit for each word that is cut; ``gaps`` are the ends and starts of following lines."""
    written: set[str] | None = None
    for end, start in gaps:
        cut = _CUT.search(text, max(0, end - 3), end)
        after = _AFTER.match(text, start, start + 40)
        if cut is None:
            if after and after.group()[0].isdigit() and _CUT_DATE.search(text, max(0, end - 3), end):
                yield Edit(end, start, "")
            continue
        before = _BEFORE.search(text, max(0, cut.start(1) - 40), cut.start(1))
        if after is None or before is None:
            continue
        if cut.group(1) in "\u00ad¬":
            yield Edit(cut.start(1), start, "")
        elif not after.group()[0].islower():
            yield Edit(cut.end(1), start, "")
        else:
            if written is None:
                written = {word.lower().replace("‐", "-").replace("‑", "-") for word in _WRITTEN.findall(text)}
            stays = _stays(before.group().lower(), after.group(), written)
            yield Edit(cut.end(1) if stays else cut.start(1), start, "")


def _stays(before: str, after: str, written: set[str]) -> bool:
    if before + after in written:
        return False
    if f"{before}-{after}" in written or before in _FIRST:
        return True
    return after in _LAST and before in _ASKING
