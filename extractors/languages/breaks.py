"""Where a paragraph ends, and where a sentence probably does, between two words of a text."""

from __future__ import annotations

SHORT_LINE = 40
"""Code points; a line that ends sooner was ended on purpose, a longer one may have been wrapped."""
_LAST = ".:;!?؟"
_SENTENCE = ".!?؟۔…"
_AFTER = "\"'»”’)]"
ABBREVIATED = 3
"""Letters of a word whose full stop may belong to it ("Gen.", "проф" is longer)."""


def ends_paragraph(text: str, end: int, start: int) -> bool:
    """Whether between a word's end and the next one's start there is a paragraph's end: a line break that follows a
    full stop or a short line, or several."""
    breaks = text.count("\n", end, start)
    if breaks == 0:
        return False
    if breaks > 1 or text[end - 1] in _LAST:
        return True
    return end - (text.rfind("\n", max(0, end - SHORT_LINE), end) + 1 or end - SHORT_LINE) < SHORT_LINE


def ends_sentence(text: str, end: int, start: int) -> bool:
    """Whether a sentence ends there beyond reasonable doubt: a sign, perhaps a bracket, a space, no small letter.

    A full stop after a short word, or after a single letter, may be an abbreviation's and counts for nothing.
    """
    if start == end or text[start].islower():
        return False
    at = end
    while at and text[at - 1] in _AFTER:
        at -= 1
    if not at or text[at - 1] not in _SENTENCE:
        return False
    word = text[max(0, at - 2 - ABBREVIATED) : at - 1]
    return text[at - 1] != "." or (len(word) > ABBREVIATED and word[-ABBREVIATED - 1 :].isalpha())
