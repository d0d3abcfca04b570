"""The languages of a page: that of the interface, that of names and texts, and the direction of each.

``?ui=`` chooses the language of the interface and ``?content=`` the one that names and texts are shown in, where they
have it; without it the content follows the interface. ``?lang=`` is an older name of ``?ui=``, heard everywhere but
where a page has a ``lang`` of its own (the search narrows to a language by it). All of it is state in the URL.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from babel import Locale
from babel.numbers import format_decimal

from sparql_endpoint.portal.catalogues import SOURCE, translations

LANGUAGES = {"en": "English", "ar": "العربية", "ru": "Русский", "kk": "Қазақша"}
FALLBACK = {
    "en": ("en",),
    "ar": ("ar", "en"),
    "ru": ("ru", "en"),
    "kk": ("kk", "ru", "en"),
}
"""Which languages stand in for one that has no label; after them any, always with its tag shown."""

_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "ug", "ota"})
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"arab", "hebr", "syrc"})


@dataclass(frozen=True)
class Language:
    """Languages of one page.

    code      of the interface
    explicit  the reader chose it in the URL, so links keep it
    content   that names and texts are wanted in; empty where it is that of the interface
    """

    code: str
    explicit: bool = False
    content: str = ""

    @property
    def direction(self) -> str:
        """rtl or ltr, for the html element."""
        return direction(self.code)

    @property
    def content_code(self) -> str:
        """The language that names and texts are wanted in."""
        return self.content or self.code

    @property
    def fallback(self) -> tuple[str, ...]:
        """Languages to look for in names and texts, in order: those of the content, then those of the interface."""
        return tuple(dict.fromkeys((self.content_code, *self.interface, *FALLBACK[self.content_code])))

    @property
    def interface(self) -> tuple[str, ...]:
        """Languages to look for in words of the interface (names of properties, kinds, examples), in order."""
        return FALLBACK[self.code]

    @property
    def state(self) -> dict[str, str]:
        """Parameters that links and forms carry on."""
        chosen = {"ui": self.code if self.explicit else "", "content": self.content}
        return {name: value for name, value in chosen.items() if value}

    def gettext(self, message: str) -> str:
        """The message in this language; the English text is its key."""
        return str(translations(self.code).gettext(message))

    def ngettext(self, one: str, many: str, number: int) -> str:
        """The message in the plural form that the number asks for."""
        return str(translations(self.code).ngettext(one, many, number))

    def plurals(self, one: str, many: str) -> str:
        """All plural forms as JSON, by CLDR category, for a script that counts (``Intl.PluralRules``)."""
        rule, forms = Locale.parse(self.code).plural_form, dict[str, str]()
        for number in range(101):
            forms.setdefault(rule(number), self.ngettext(one, many, number))
        forms.setdefault("other", self.ngettext(one, many, 100))
        return json.dumps(forms, ensure_ascii=False)

    def name_of(self, tag: str) -> str:
        """A language by its name in this one; the tag where it has none. Empty for und and for no tag."""
        code = tag.split("-")[0].lower()
        name = Locale.parse(self.code).languages.get(code, tag)
        return "" if code in ("", "und") else str(name)

    def number(self, value: float) -> str:
        """With the language's separators, and Latin digits in every language."""
        return str(format_decimal(value, locale=self.code, numbering_system="latn"))


def chosen(parameters: Mapping[str, str], accept_language: str, *, own_lang: bool = False) -> Language:
    """Languages that a request asks for: its parameters, then Accept-Language, then English.

    own_lang: the page means something else by its parameter ``lang``
    """
    content = parameters.get("content", "")
    wanted = parameters.get("ui") or (None if own_lang else parameters.get("lang"))
    found = choose(wanted, accept_language)
    if content not in LANGUAGES or content == found.code:
        content = ""
    return Language(found.code, found.explicit, content)


def choose(parameter: str | None, accept_language: str) -> Language:
    """The parameter first, then Accept-Language, then English."""
    if parameter in LANGUAGES:
        return Language(parameter, explicit=True)
    weighted = []
    for position, part in enumerate(accept_language[:1000].split(",")):
        tag, _, weight = part.partition(";q=")
        code = tag.strip().lower().split("-")[0]
        if code in LANGUAGES:
            weighted.append((-_weight(weight), position, code))
    return Language(min(weighted)[2] if weighted else SOURCE)


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
