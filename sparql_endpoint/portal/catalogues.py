"""Messages of the interface: ``translations/<language>/<part>.po``, merged and compiled when first used.

Each part of the portal has catalogues of its own, so that they can be written side by side. A message may stand in
several; the part that comes first by name has the say, and a test fails where they differ.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

CATALOGUES = Path(__file__).parent / "translations"
SOURCE = "en"
"""The language that messages are written in: they are their own keys, and need no catalogue."""


def parts(code: str) -> dict[str, Catalog]:
    """Name of the part to its catalogue in a language, by name of the part."""
    found = {}
    for path in sorted((CATALOGUES / code).glob("*.po")):
        with path.open("rb") as source:
            found[path.stem] = read_po(source, locale=code, charset="utf-8")
    return found


@cache
def translations(code: str) -> NullTranslations:
    """Everything that can be said in a language."""
    if code == SOURCE:
        return NullTranslations()
    whole = Catalog(locale=code, charset="utf-8")
    for part in parts(code).values():
        for message in part:
            if message.id and whole.get(message.id, message.context) is None:
                whole.add(message.id, message.string, context=message.context)
    compiled = BytesIO()
    write_mo(compiled, whole)
    compiled.seek(0)
    return Translations(compiled)


def N_(message: str) -> str:
    """The message as it is: marks one that is translated later, where it is shown."""
    return message
