"""Middle initials that tell namesakes apart: Robert B. Hill is not Robert C. Hill."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from extractors.languages.en import names as en
from extractors.languages.fold import fold
from extractors.languages.ru import names as ru
from extractors.languages.script import script_of
from kg.resolve.bearers import surname
from kg.resolve.profile import Profile

Middle = tuple[str, str, str, str]
"""Script, family's name in consonants, first letter of the first given name, first letter of the second."""

_MOST_FORMS = 12
_TITLES = en.TITLES | ru.TITLES
_WORD = re.compile(r"[^\W\d_]+")


def middles(profile: Profile) -> frozenset[Middle]:
    """Of all forms of a person's names that give a family's name and two given ones, one of them as an initial."""
    if profile.label != "PERSON":
        return frozenset()
    return frozenset(found for form in profile.names[:_MOST_FORMS] if (found := _middle(*form)))


def contradict(one: Iterable[Middle], other: Iterable[Middle]) -> bool:
    """Whether both give a second letter for one first name and family, and none that agrees.

    Only within one script: letters of two scripts spell each other in too many ways.
    """
    seconds: dict[tuple[str, str, str], set[str]] = {}
    for *name, second in one:
        seconds.setdefault((name[0], name[1], name[2]), set()).add(second)
    told: dict[tuple[str, str, str], set[str]] = {}
    for *name, second in other:
        told.setdefault((name[0], name[1], name[2]), set()).add(second)
    return any(not letters & told[name] for name, letters in seconds.items() if name in told)


@lru_cache(maxsize=200_000)
def _middle(name: str, lang: str | None) -> Middle | None:
    """Read from the name as written: "B." is an initial here, never short for bin."""
    family, given = surname(name, lang)
    before, comma, after = name.partition(",")
    words = _WORD.findall(after if comma else before)
    words = [word for word in words if fold(word) not in _TITLES]
    words = words if comma else words[:-1]
    if not family or not given or len(words) < 2 or all(len(word) > 1 for word in words[:2]):
        return None
    script = script_of(name)
    return script or "", family, fold(words[0])[:1], fold(words[1])[:1]
