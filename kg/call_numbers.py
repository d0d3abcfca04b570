"""Call numbers as archives and scanning software spell them, made comparable.

``KZ-5/1/2``, ``KZ 5_001_0002``, ``fond 5, opis 1, delo 2`` differ in signs, zeros and words of level only.
"""

from __future__ import annotations

import re

from extractors.languages.base import words
from extractors.languages.fold import fold

Key = tuple[str, ...]

COUNTS = "#"
"""Begins a key that is made of numbers alone, of a chain of units or folders that have one number each."""

_PART = re.compile(r"\d+|[^\W\d_]+")
_LEVEL_WORDS = frozenset(
    words(
        "fond fonds f collection coll series ser opis op inventory file folder delo d box item page p no nr number "
        "фонд ф опись оп дело д ед хр лист л том страница с қор тізімдеме тіз іс парақ бет "
        "صندوق ملف سلسله مجموعه وثيقه رقم صفحه"
    )
)


def key(text: str) -> Key:
    """The parts of a call number, of a file's name or of a folder's: folded, zeros and level words dropped.

    >>> key("KZ-5/1/2"), key("kz_005_01_0002"), key("Фонд 5, опись 1, дело 2а")
    (('kz', '5', '1', '2'), ('kz', '5', '1', '2'), ('5', '1', '2', 'а'))
    """
    parts = (part.lstrip("0") or "0" if part.isdigit() else part for part in _PART.findall(fold(text)))
    return tuple(part for part in parts if part not in _LEVEL_WORDS)


def tells(parts: Key) -> bool:
    """Whether a key is telling by itself: a lone number may as well count pages."""
    return len(parts) > 1 or (len(parts) == 1 and not parts[0].isdigit() and len(parts[0]) > 2)


def lone_number(text: str) -> Key:
    """The one number in a call number or a folder's name, without zeros; nothing where there is none or several."""
    found = re.findall(r"\d+", fold(text))
    return (found[0].lstrip("0") or "0",) if len(found) == 1 else ()
