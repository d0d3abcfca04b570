"""Arabic as printed to Arabic as typed: presentation forms to letters; tatweel and vowel marks not read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from extractors.reading.reading import Edit

_FORMS = re.compile("[\ufb50-\ufdcf\ufdf0-\ufdf9\ufdfc\ufe70-\ufefc]")
_MARKS = re.compile(
    "[\u0610-\u061a\u0640\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]+"
)


def letters(text: str) -> Iterator[Edit]:
    """Presentation forms (U+FB50-FDFF, U+FE70-FEFC), ligatures too, as the letters they stand for.

    But not the whole sentences U+FDFA and U+FDFB: no name is in them, and they are up to eighteen letters long.
    """
    for form in _FORMS.finditer(text):
        plain = unicodedata.normalize("NFKC", form.group())
        if plain != form.group():
            yield Edit(form.start(), form.end(), plain)


def bare(text: str) -> Iterator[Edit]:
    """Tatweel and vowel marks left out. Hamza and madda above a letter belong to it and stay."""
    for run in _MARKS.finditer(text):
        yield Edit(run.start(), run.end(), "")
