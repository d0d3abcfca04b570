"""How many bearers of a surname the archives know in a stretch of years: what a bare surname is worth there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Literal

from kg.resolve.names.parts import Part, parse
from kg.resolve.names.skeleton import skeleton
from kg.resolve.profile import Profile, Years

Bare = Literal["neither", "cut", "one", "both", "none shared"]
"""How much the two names tell: both give a given name; one cuts it to its initial; one, or both, is a bare surname."""
_CAREER = 30
"""Years about those of a profile in which another bearer of its surname may be meant."""
NAMING = frozenset({"name", "nisba", "patronymic", "nasab", "kunya", "laqab", "initial"})
"""Kinds of parts that tell who is meant; titles do not."""
_MOST_FORMS = 8


class Bearers:
    """Counts over all units of a run: the same whatever their order."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self._given: dict[str, dict[str, set[Years | None]]] = defaultdict(lambda: defaultdict(set))
        self._found: dict[tuple[str, Years | None], frozenset[str]] = {}
        self._hashes: dict[str, bytes] = {}
        for profile in profiles:
            for family, given in _told(profile) if profile.label == "PERSON" else ():
                if given:
                    self._given[family][given].add(profile.active)

    def of(self, left: Profile, right: Profile) -> tuple[Bare, int]:
        """How much the two names tell, and how many bearers the lesser one can mean in the years of either.

        Bearers of a bare surname are told apart by initials, those of an initial by given names. 0 where the two share
        no surname, or both are full.
        """
        mine, theirs = _told(left), _told(right)
        shared = {family for family, _ in mine} & {family for family, _ in theirs}
        grades = sorted((_grade(mine), _grade(theirs)))
        if grades[0] == _FULL:
            return "neither", 0
        if not shared:
            return "none shared", 0
        years = _about(left.active, right.active)
        if grades[0] == _CUT:
            letters = {given[:1] for family, given in (*mine, *theirs) if family in shared}
            return "cut", max(len(self._names(family, letter, years)) for family in shared for letter in letters)
        number = max(len({given[:1] for given in self._within(family, years)}) for family in shared)
        return ("one" if grades[1] > _BARE else "both"), number

    def mark(self, profile: Profile) -> bytes:
        """A hash of all that ``of`` knows besides the two profiles, as far as this one can have it looked at."""
        if profile.label != "PERSON":
            return b""
        families = sorted({family for family, _ in _told(profile)})
        return b"".join(self._hash(family) for family in families)

    def _hash(self, family: str) -> bytes:
        if family not in self._hashes:
            held = self._given.get(family, {})
            told = sorted(
                (given, year is None, (year.earliest, year.latest) if year else (0, 0))
                for given, years in held.items()
                for year in years
            )
            self._hashes[family] = blake2b(repr(told).encode(), digest_size=12).digest()
        return self._hashes[family]

    def _names(self, family: str, letter: str, years: Years | None) -> set[str]:
        return {given for given in self._within(family, years) if given.startswith(letter) and len(given) > 1}

    def _within(self, family: str, years: Years | None) -> frozenset[str]:
        """Given names of a family that are seen about those years; found once for each stretch."""
        key = (family, years)
        if key not in self._found:
            self._found[key] = frozenset(
                name
                for name, seen in self._given.get(family, {}).items()
                if years is None or None in seen or any(each and not each.apart(years) for each in seen)
            )
        return self._found[key]


_BARE, _CUT, _FULL = range(3)


def _grade(told: frozenset[tuple[str, str]]) -> int:
    return max((min(len(given), _FULL) for _, given in told), default=_BARE)


@lru_cache(maxsize=200_000)
def _told_by(names: tuple[tuple[str, str | None], ...]) -> frozenset[tuple[str, str]]:
    return frozenset(found for form in names if (found := surname(*form))[0])


def _told(profile: Profile) -> frozenset[tuple[str, str]]:
    """Surname and given name of each form."""
    return _told_by(profile.names[:_MOST_FORMS])


@lru_cache(maxsize=200_000)
def surname(name: str, lang: str | None) -> tuple[str, str]:
    """Consonants of the family's name; the first given name, its first letter and consonants, or its mere initial.

    Either is empty where there is none.
    """
    parts = [part for part in parse(name, lang).parts if part.kind in NAMING]
    families = [part for part in parts if part.head and part.kind != "initial"]
    if not families:
        return "", ""
    given = [part for part in parts if part is not families[-1] and not part.head] or [
        part for part in parts if part is not families[-1]
    ]
    return bones(families[-1]), _given(given[0]) if given else ""


def _given(part: Part) -> str:
    letter = part.roman[:1]
    return letter if part.kind == "initial" else letter + bones(part) + "."


def bones(part: Part) -> str:
    """Consonants in classes; the word itself where those say next to nothing."""
    found = skeleton(part.roman)
    return found if len(found) > 1 else part.roman


def _about(one: Years | None, other: Years | None) -> Years | None:
    seen: Sequence[Years] = [years for years in (one, other) if years]
    if not seen:
        return None
    return Years(min(y.earliest for y in seen) - _CAREER, max(y.latest for y in seen) + _CAREER)
