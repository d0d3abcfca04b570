"""Signs that are not seen: bidirectional controls, zero-width spaces, soft hyphens inside a word, a stray byte order
mark. They are left out of the reading; a zero-width non-joiner stays, for it keeps Persian words apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.reading.reading import Edit

_UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")


def edits(text: str) -> Iterator[Edit]:
    """One edit for each run of them."""
    for run in _UNSEEN.finditer(text):
        yield Edit(run.start(), run.end(), "")
