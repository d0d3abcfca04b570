"""Words and signs with exact offsets, the same for every language.

A token is a run of letters (with the combining marks and tatweel inside it), a run of digits, or a single sign.
Letters and digits are kept apart because scans glue them: ``١٨٨٩فأسست`` is a year and a verb.
"""

from __future__ import annotations

import re

_MARKS = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
TOKEN = re.compile(rf"[^\W\d_][^\W\d_{_MARKS}]*(?:[{_MARKS}]+[^\W\d_]*)*|\d+|[^\w\s]|_+")


def spans(text: str) -> list[tuple[int, int]]:
    """Half-open ranges of code points, in order, never overlapping; white space belongs to none. Linear time."""
    return [match.span() for match in TOKEN.finditer(text)]
