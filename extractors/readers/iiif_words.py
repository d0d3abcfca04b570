"""Words of a manifest with their languages: language maps of version 3, tagged values of version 2."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from extractors.readers.iiif_json import string
from extractors.readers.language_codes import language_tag

_TAG = re.compile(r"<(/?[A-Za-z][A-Za-z0-9]*)\b[^<>]*>|<!--[^<]*-->")
_BREAKS = frozenset(("br", "p", "/p", "div", "/div", "li", "/li"))
_NO_LANGUAGE = ("none", "@none", "und", "")


@dataclass(frozen=True, slots=True)
class Words:
    """A value and its language (BCP 47), None where the manifest gives none."""

    text: str
    lang: str | None = None


def said(value: object) -> list[Words]:
    """All values, in the order of the file, white space folded; HTML that the specification allows taken off."""
    found: list[Words] = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            found.append(Words(item))
        elif isinstance(item, dict) and "@value" in item:
            found.append(Words(string(item["@value"]), _tag(string(item.get("@language")))))
        elif isinstance(item, dict):
            for lang, values in item.items():
                texts = values if isinstance(values, list) else [values]
                found += [Words(text, _tag(lang)) for text in texts if isinstance(text, str)]
    plain = (Words(" ".join(without_markup(words.text).split()), words.lang) for words in found)
    return [words for words in plain if words.text]


def first(value: object) -> str:
    """The first value, empty where there is none."""
    return next((words.text for words in said(value)), "")


def without_markup(text: str, *, always: bool = False) -> str:
    """The words of a value that is HTML (it begins with ``<`` and ends with ``>``), lines apart; others as they are."""
    bare = text.strip()
    if not always and not (bare.startswith("<") and bare.endswith(">")):
        return text
    return html.unescape(_TAG.sub(lambda tag: "\n" if (tag.group(1) or "").lower() in _BREAKS else "", bare))


def _tag(code: str) -> str | None:
    return None if code.lower() in _NO_LANGUAGE else language_tag(code)
