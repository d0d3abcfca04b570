"""The reading of a whole text: what is the same in every language first, then what each language needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extractors.document import Page
from extractors.reading import arabic, controls, digits, hyphens, kazakh, lines, russian, unicode_form
from extractors.reading.reading import Edit, Reading

Segment = tuple[int, int, str]
"""(start, end, language) of a stretch."""


def read(text: str, pages: Sequence[Page] = ()) -> Reading:
    """The text with its cut words and lines joined, in Unicode form C, without signs that are not seen.

    pages  with their lines, where the text was printed or written in lines. Linear time; for a text in which there is
           nothing to do, a few searches and no copy.
    """
    reading = Reading(text).with_edits(_joined(text, pages))
    if reading.text.isascii():
        return reading
    for step in (controls.edits, arabic.letters, unicode_form.edits, arabic.bare, digits.edits):
        reading = reading.with_edits(step(reading.text))
    return reading


def respell(reading: Reading, segments: Iterable[Segment]) -> tuple[Reading, list[Segment]]:
    """Russian of before 1918 and Kazakh in other letters as they are spelt today; with the segments moved along."""
    found = list(segments)
    read_on = reading.with_edits(_respelt(reading.text, found))
    if read_on is reading:
        return reading, found
    after = read_on.steps[-1].after
    return read_on, [(*after(start, end), lang) for start, end, lang in found]


def _joined(text: str, pages: Sequence[Page]) -> Iterator[Edit]:
    """Cut words, and ends of full lines: a line end is one or the other."""
    if not any(page.lines for page in pages):
        return
    cut = list(hyphens.edits(text, lines.gaps(text, pages)))
    taken = {edit.end for edit in cut}
    yield from sorted([*cut, *(edit for edit in lines.edits(text, pages) if edit.end not in taken)])


def _respelt(text: str, segments: Iterable[Segment]) -> Iterator[Edit]:
    for start, end, lang in segments:
        if lang not in ("ru", "kk"):
            continue
        stretch = text[start:end]
        if lang == "kk":
            edits = kazakh.edits(stretch)
        elif russian.is_old(stretch):
            edits = russian.edits(stretch)
        else:
            continue
        for edit in edits:
            yield Edit(edit.start + start, edit.end + start, edit.text)
