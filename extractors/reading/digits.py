"""Digits of Arabic, Persian and full-width print as 0 to 9, each in its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from extractors.reading.reading import Edit

_DIGITS = re.compile("[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]+")


def edits(text: str) -> Iterator[Edit]:
    """One edit for each number; it is as long as what it replaces, so every digit keeps its own place."""
    for number in _DIGITS.finditer(text):
        plain = "".join(str(unicodedata.digit(sign)) for sign in number.group())
        yield Edit(number.start(), number.end(), plain)
