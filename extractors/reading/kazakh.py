"""Kazakh in other letters to Kazakh Cyrillic, so that one recogniser and one list of names serve all of them."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.languages.kk import arabic, latin
from extractors.languages.script import script_of
from extractors.reading.reading import Edit


def edits(text: str) -> Iterator[Edit]:
    """Edits of a Kazakh text by its script: the Arabic of today's China, the Latin of 1929-40, 2018 or 2021."""
    script = script_of(text)
    if script == "Arab":
        yield from arabic.edits(text)
    elif script == "Latn":
        yield from latin.edits(text)
