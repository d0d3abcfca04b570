"""How many bearers of a surname the archives know in a stretch of years: what a bare surname is worth there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from kg.resolve.names.parts import Part, parse
from kg.resolve.names.skeleton import skeleton
from kg.resolve.profile import Profile, Years

Bare = Literal["neither", "one", "both", "none shared"]
_CAREER = 30
"""Years about those of a profile in which another bearer of its surname may be meant."""
NAMING = frozenset({"name", "nisba", "patronymic", "nasab", "kunya", "laqab", "initial"})
"""Kinds of parts that tell who is meant; titles do not."""
_MOST_FORMS = 8


class Bearers:
    """Counts over all units of a run: the same whatever their order."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self._given: dict[str, dict[str, list[Years | None]]] = defaultdict(lambda: defaultdict(list))
        for profile in profiles:
            if profile.label != "PERSON":
                continue
            for form in profile.names[:_MOST_FORMS]:
                family, given = surname(*form)
                if family and given:
                    self._given[family][given].append(profile.active)

    def of(self, left: Profile, right: Profile) -> tuple[Bare, int]:
        """Which sides are a bare surname, and how many bearers it can mean in the years of either.

        Bearers are told apart by their initials; 0 where the two share no surname or neither is bare.
        """
        families = _families(left) & _families(right)
        full = (_full(left), _full(right))
        if all(full):
            return "neither", 0
        years = _about(left.active, right.active)
        number = max((len(self._within(family, years)) for family in families), default=0)
        return ("one" if any(full) else "both") if families else "none shared", number

    def _within(self, family: str, years: Years | None) -> list[str]:
        given = self._given.get(family, {})
        return [
            letter
            for letter in sorted(given)
            if years is None or any(seen is None or not seen.apart(years) for seen in given[letter])
        ]


@lru_cache(maxsize=200_000)
def surname(name: str, lang: str | None) -> tuple[str, str]:
    """Consonants of the family's name, and the first letter of the first given name; empty where there is none."""
    parts = [part for part in parse(name, lang).parts if part.kind in NAMING]
    families = [part for part in parts if part.head and part.kind != "initial"]
    if not families:
        return "", ""
    given = [part for part in parts if part is not families[-1] and not part.head] or [
        part for part in parts if part is not families[-1]
    ]
    return bones(families[-1]), given[0].roman[:1] if given else ""


def bones(part: Part) -> str:
    """Consonants in classes; the word itself where those say next to nothing."""
    found = skeleton(part.roman)
    return found if len(found) > 1 else part.roman


def _families(profile: Profile) -> frozenset[str]:
    return frozenset(family for form in profile.names[:_MOST_FORMS] if (family := surname(*form)[0]))


def _full(profile: Profile) -> bool:
    return any(surname(*form)[1] for form in profile.names[:_MOST_FORMS])


def _about(one: Years | None, other: Years | None) -> Years | None:
    seen: Sequence[Years] = [years for years in (one, other) if years]
    if not seen:
        return None
    return Years(min(y.earliest for y in seen) - _CAREER, max(y.latest for y in seen) + _CAREER)
