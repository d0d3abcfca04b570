"""The language of a page: which one, its direction, its messages (gettext catalogues, compiled when first used)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations

LANGUAGES = {"en": "English", "ar": "العربية", "ru": "Русский", "kk": "Қазақша"}
FALLBACK = {
    "en": ("en",),
    "ar": ("ar", "en"),
    "ru": ("ru", "en"),
    "kk": ("kk", "ru", "en"),
}
"""Which languages stand in for one that has no label; after them any, always with its tag shown."""

CATALOGUES = Path(__file__).parent / "translations"
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "ug", "ota"})
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"arab", "hebr", "syrc"})


@dataclass(frozen=True)
class Language:
    """One language of the interface. explicit: the reader chose it in the URL, so links keep it."""

    code: str
    explicit: bool = False

    @property
    def direction(self) -> str:
        """rtl or ltr, for the html element."""
        return direction(self.code)

    @property
    def fallback(self) -> tuple[str, ...]:
        """Languages to look for, in order."""
        return FALLBACK[self.code]

    def gettext(self, message: str) -> str:
        """The message in this language; the English text is its key."""
        return str(_catalogue(self.code).gettext(message))

    def ngettext(self, one: str, many: str, number: int) -> str:
        """The message in the plural form that the number asks for."""
        return str(_catalogue(self.code).ngettext(one, many, number))

    def number(self, value: float) -> str:
        """With the language's separators, and Latin digits in every language."""
        return str(format_decimal(value, locale=self.code, numbering_system="latn"))


def choose(parameter: str | None, accept_language: str) -> Language:
    """?lang= first, then Accept-Language, then English."""
    if parameter in LANGUAGES:
        return Language(parameter, explicit=True)
    weighted = []
    for position, part in enumerate(accept_language[:1000].split(",")):
        tag, _, weight = part.partition(";q=")
        code = tag.strip().lower().split("-")[0]
        if code in LANGUAGES:
            weighted.append((-_weight(weight), position, code))
    return Language(min(weighted)[2] if weighted else "en")


def direction(tag: str) -> str:
    """Writing direction of a BCP 47 tag; auto for none, so that the first strong letter decides."""
    if not tag:
        return "auto"
    parts = tag.lower().split("-")
    script = next((part for part in parts[1:] if len(part) == 4), "")
    if script:
        return "rtl" if script in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if parts[0] in _RIGHT_TO_LEFT else "ltr"


def _weight(text: str) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0


@cache
def _catalogue(code: str) -> NullTranslations:
    path = CATALOGUES / f"{code}.po"
    if code == "en":
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=code))
    compiled.seek(0)
    return Translations(compiled)
