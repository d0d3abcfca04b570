"""The language to tag a short name with: the document's, unless the name's script cannot be that language's."""

from __future__ import annotations

import re

_SCRIPTS = {
    "Arab": re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]"),
    "Cyrl": re.compile(r"[\u0400-\u052f]"),
    "Latn": re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
}
_WRITTEN_IN = {"ar": ("Arab",), "ru": ("Cyrl",), "kk": ("Cyrl", "Latn", "Arab"), "en": ("Latn",), "fr": ("Latn",)}
_KAZAKH_LETTERS = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
_NEVER_RUSSIAN = re.compile("[әғқңөұүһӘҒҚҢӨҰҮҺ]")
"""Russian before 1918 has і."""
UNKNOWN_LATIN = "und-Latn"
"""Tag of Latin letters of an unknown language."""


def script_of(text: str) -> str | None:
    """ISO 15924 code of the script of most letters: Arab, Cyrl or Latn; None where there is none of these."""
    counts = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else None


def name_language(name: str, language: str | None) -> str | None:
    """BCP 47 tag for a name found in a document of that language.

    An Arabic name in a catalogue entry in English is ``ar``, a Cyrillic one ``kk`` or ``ru`` by its letters, as is a
    Kazakh one in a Russian text; Latin letters in an Arabic or Russian text tell no language, only ``und-Latn``.
    """
    script = script_of(name)
    if script == "Cyrl" and language and language.split("-")[0] == "ru" and _NEVER_RUSSIAN.search(name):
        return "kk"
    if script is None or (language and script in _WRITTEN_IN.get(language.split("-")[0], (script,))):
        return language
    if script == "Arab":
        return "ar"
    if script == "Cyrl":
        return "kk" if _KAZAKH_LETTERS.search(name) else "ru"
    return UNKNOWN_LATIN
