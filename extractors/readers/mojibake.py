"""UTF-8 that was once read in another encoding and saved again: ``Ð¥Ð°Ð»Ñ‹Ò›`` for Халық, ``Рњ`` for М.

A line is garbled for certain where writing it in that encoding gives valid UTF-8 that has fewer letters and none of the
signs that gave it away. No line of real text does: it would have to alternate lead and tail bytes throughout.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ENCODINGS = ("windows-1252", "windows-1251", "mac-roman", "mac-cyrillic", "cp866", "windows-1256")
FEWEST = 4
"""Characters beyond ASCII of a line; fewer may be a coincidence (``Ã©`` in a list of letters)."""

_LEAD = re.compile(r"[ÃÂÐÑÒØÙÚРСТШЩЪЫГВ–—╨╤╥╪╪┘√ذرزسطظ][^\x00-\x7f]")
_BEYOND = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Garbled:
    """Which encoding it was read in, the first line (from 1) and how many, and whether that is most of the text."""

    encoding: str
    first: int
    count: int
    whole: bool


def garbled_lines(text: str) -> Garbled | None:
    """What of a text is garbled; None for sound text. Linear in its length."""
    if _LEAD.search(text) is None:
        return None
    for encoding in ENCODINGS:
        lines, others = [], 0
        for number, line in enumerate(text.split("\n"), 1):
            beyond = len(_BEYOND.findall(line))
            if beyond >= FEWEST and _mended(line, encoding):
                lines.append(number)
            elif beyond:
                others += 1
        if lines:
            return Garbled(encoding, lines[0], len(lines), len(lines) >= others)
    return None


def _mended(line: str, encoding: str) -> str | None:
    """The line as it was before, where it was garbled in that way and no other."""
    if _LEAD.search(line) is None:
        return None
    written = bytearray()
    for letter in line:
        try:
            written += letter.encode(encoding)
        except UnicodeEncodeError:
            if letter != "\ufffd" and ord(letter) > 255:
                return None
            written.append(0x80 if letter == "\ufffd" else ord(letter))  # bytes that the encoding leaves open
    try:
        mended = written.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return mended if len(mended) < len(line) else None
