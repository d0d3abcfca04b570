"""Which pairs of profiles are worth comparing: those that share a word of a name, the rarer the sooner.

Words are keyed by their consonants in classes (``names.skeleton``), so that Қасым, قاسم and Qasim meet. A block that a
common word fills ("Muhammad") is never compared pairwise: its profiles are put in order, once by their words and once
by their years, and each is compared with its neighbours. So pairs grow with the number of profiles, not with its
square; and which pairs there are depends on the set of profiles alone, not on its order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log

from kg.resolve.bearers import NAMING, bones
from kg.resolve.names.parts import parse
from kg.resolve.profile import Profile

_BENT = 4
"""Consonants from which on a word also counts with one of them missing: spellings of two scripts differ so."""
_MOST_NAMES = 12
"""Names of one profile that are keyed: further ones are spellings of those."""
_SEVERAL = 2
_Words = frozenset[tuple[str, str]]
_Form = tuple[str, _Words, frozenset[str]]
"""Script, words as their consonants and first letter, initials."""


@dataclass(frozen=True, slots=True)
class Blocking:
    """How far pairs are sought.

    whole       profiles in a block up to which all its pairs are taken
    neighbours  on either side, in either order, in a larger block
    nearest     pairs that a profile keeps of those it leads: by how much rare words they share
    apart       years between two profiles beyond which they are not compared, where neither describes a person
    """

    whole: int = 16
    neighbours: int = 4
    nearest: int = 16
    apart: int = 60


def keys(profile: Profile) -> frozenset[str]:
    """What a profile is looked up by: each word of its names, and each two words of one name."""
    found: set[str] = set()
    for name, lang in profile.names[:_MOST_NAMES]:
        parts = [part for part in parse(name, lang).parts if part.kind in NAMING]
        words = sorted({bones(part) for part in parts if part.kind != "initial"})
        initials = sorted({part.roman[:1] for part in parts})
        for word in words:
            found.add(word)
            found.update(f"{word[:at]}{word[at + 1 :]}-" for at in range(len(word)) if len(word) >= _BENT)
        found.update(f"{one} {two}" for one, two in combinations(words, 2))
        found.update(f"{word} {letter}." for word in words for letter in initials)
    return frozenset(found)


def pairs(profiles: Sequence[Profile], blocking: Blocking = Blocking()) -> tuple[tuple[int, int], ...]:
    """Numbers of the profiles to compare, smaller key first, sorted. Profiles of two labels are never compared."""
    ordered = sorted(range(len(profiles)), key=lambda at: profiles[at].key)
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at in ordered:
        for key in keys(profiles[at]):
            blocks[profiles[at].label, key].append(at)
    place = [0] * len(profiles)
    for rank, at in enumerate(ordered):
        place[at] = rank
    forms = [_forms(profile) for profile in profiles]
    orders = (_by_words(profiles), _by_years(profiles))
    found: dict[tuple[int, int], float] = defaultdict(float)
    for _, key in sorted(blocks):
        block = blocks[_, key]
        rarity = log(1.0 + len(profiles) / len(block)) * (0.5 if key.endswith("-") else 1.0)
        for one, other in _within(block, orders, blocking):
            if _may_meet(profiles[one], profiles[other], blocking) and _may_agree(forms[one], forms[other]):
                found[(one, other) if place[one] < place[other] else (other, one)] += rarity
    return _nearest(found, place, blocking.nearest)


def _within(block: list[int], orders: Iterable[Sequence[int]], blocking: Blocking) -> Iterator[tuple[int, int]]:
    if len(block) <= blocking.whole:
        yield from combinations(block, 2)
        return
    if len(block) <= 1:
        return
    seen: set[tuple[int, int]] = set()
    for order in orders:
        row = sorted(block, key=order.__getitem__)
        for step in range(1, blocking.neighbours + 1):
            seen.update((min(one, other), max(one, other)) for one, other in zip(row, row[step:], strict=False))
    yield from sorted(seen)


def _by_words(profiles: Sequence[Profile]) -> list[int]:
    """Rank of each profile by the consonants of its fullest name, then by years."""
    return _ranks([(_signature(profile), _middle(profile), profile.key) for profile in profiles])


def _by_years(profiles: Sequence[Profile]) -> list[int]:
    return _ranks([(_middle(profile), _signature(profile), profile.key) for profile in profiles])


def _ranks(values: Sequence[tuple[object, ...]]) -> list[int]:
    ranks = [0] * len(values)
    for rank, at in enumerate(sorted(range(len(values)), key=values.__getitem__)):
        ranks[at] = rank
    return ranks


def _signature(profile: Profile) -> str:
    name, lang = max(profile.names, key=lambda each: (len(each[0]), each[0], each[1] or ""))
    return " ".join(sorted(bones(part) for part in parse(name, lang).parts if part.kind != "title"))


def _middle(profile: Profile) -> float:
    years = [each for each in (profile.active, profile.born, profile.died) if each]
    return (years[0].earliest + years[0].latest) / 2 if years else 9999.0


def _may_meet(one: Profile, other: Profile, blocking: Blocking) -> bool:
    if one.active is None or other.active is None:
        return True
    return one.active.apart(other.active) <= blocking.apart


def _nearest(found: dict[tuple[int, int], float], place: Sequence[int], most: int) -> tuple[tuple[int, int], ...]:
    """Pairs that are among the best of either side."""
    leading: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
    for (one, other), worth in found.items():
        leading[one].append((-worth, place[other], other))
        leading[other].append((-worth, place[one], one))
    kept = set()
    for at, others in leading.items():
        for _, _, other in sorted(others)[:most]:
            kept.add((at, other) if place[at] < place[other] else (other, at))
    return tuple(sorted(kept, key=lambda pair: (place[pair[0]], place[pair[1]])))


def _forms(profile: Profile) -> tuple[_Form, ...]:
    """The distinct forms of a name as far as a glance at them goes."""
    found: dict[_Form, None] = {}
    for name, lang in profile.names[:_MOST_NAMES]:
        parsed = parse(name, lang)
        parts = [part for part in parsed.parts if part.kind in NAMING]
        words = frozenset((bones(part), part.roman[:1]) for part in parts if part.kind != "initial")
        found[parsed.script, words, frozenset(part.roman[:1] for part in parts if part.kind == "initial")] = None
    return tuple(found)


def _may_agree(one: tuple[_Form, ...], other: tuple[_Form, ...]) -> bool:
    """Whether two names could be one: of two in one script that have several words each, two must go together.

    A word goes with one of the same consonants, or, the second time, with one that begins with the same letter. Mary
    Smith and John Smith need no closer look.
    """
    return any(
        script != fellow
        or len(words) + len(letters) < _SEVERAL
        or len(others) + len(theirs) < _SEVERAL
        or _agree(words, letters, others, theirs)
        for script, words, letters in one
        for fellow, others, theirs in other
    )


def _agree(words: _Words, letters: frozenset[str], others: _Words, theirs: frozenset[str]) -> bool:
    shared = {bone for bone, _ in words} & {bone for bone, _ in others}
    if len(shared) != 1:
        return len(shared) > 1
    mine = {letter for bone, letter in words if bone not in shared} | letters
    return bool(mine & ({letter for bone, letter in others if bone not in shared} | theirs))
