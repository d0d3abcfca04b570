"""Kazakh abbreviations that keep their full stop, and the suffixes that spaCy cuts off."""

from __future__ import annotations

from typing import Any

from extractors.languages.base import words

ABBREVIATIONS = words(
    "ж. жж. ғ. ғғ. т.б. т.с.с. б.з.д. б.з. мыс. млн. млрд. мың. обл. ауд. қ. көш. проф. акад. ш. т.ғ.д. доц. "
    "кв. Қ.Р. И.О. с."
)


def exceptions() -> dict[str, list[dict[int, Any]]]:
    """One token for each abbreviation, small or with a capital."""
    from spacy.symbols import ORTH

    forms = {form for word in ABBREVIATIONS for form in (word, word[0].upper() + word[1:])}
    return {form: [{ORTH: form}] for form in sorted(forms)}


def suffixes() -> list[str]:
    """Signs at a word's end, and the case endings that Kazakh hangs on figures and abbreviations with a hyphen."""
    from spacy.lang.char_classes import ALPHA, LIST_ELLIPSES, LIST_ICONS, LIST_PUNCT, LIST_QUOTES

    return [
        *LIST_PUNCT,
        *LIST_ELLIPSES,
        *LIST_QUOTES,
        *LIST_ICONS,
        "—",
        "–",
        r"(?<=[0-9])%",
        r"(?<=[0-9])\+",
        rf"(?<=[0-9{ALPHA}])\.",
    ]
