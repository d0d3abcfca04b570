"""Which pairs of profiles are worth comparing: those that share a word of a name, the rarer the sooner.

Words are keyed by their consonants in classes (``names.skeleton``), so that Қасым, قاسم and Qasim meet. A block that a
common word fills ("Muhammad") is never compared pairwise: its profiles are put in order, once by their words and once
by their years, and each is compared with its neighbours. So pairs grow with the number of profiles, not with its
square; and which pairs there are depends on the set of profiles alone, not on its order.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from math import log
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from kg.resolve.glances import Form, glance, may_agree
from kg.resolve.names.alignment import Ints
from kg.resolve.profile import Profile

_MOST_NAMES = 12
"""Names of one profile that are keyed: further ones are spellings of those."""
_MOST_AGREEING = 500_000
"""Pairs of sets of forms that are remembered."""
_Value = TypeVar("_Value", str, float)
_Other = TypeVar("_Other", str, float)


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
    nearest: int = 10
    apart: int = 60


def keys(profile: Profile) -> tuple[str, ...]:
    """What a profile is looked up by: each word of its names, and each two words of one name; sorted."""
    seen = [glance(*name).keys for name in profile.names[:_MOST_NAMES]]
    return seen[0] if len(seen) == 1 else tuple(sorted(set().union(*seen)))


def pairs(profiles: Sequence[Profile], blocking: Blocking = Blocking()) -> tuple[tuple[int, int], ...]:
    """Numbers of the profiles to compare, smaller key first, sorted. Profiles of two labels are never compared.

    Memory: about 16 bytes a pair and 1 kB a profile while it runs; keys are told apart by 63 bits of a hash.
    """
    ordered = [profiles[at] for at in sorted(range(len(profiles)), key=lambda at: profiles[at].key)]
    number = sorted(range(len(profiles)), key=lambda at: profiles[at].key)
    found = _ranked_pairs(ordered, blocking)
    return tuple(
        (number[int(one)], number[int(other)]) for one, other in zip(*np.divmod(found, len(profiles)), strict=True)
    )


def _ranked_pairs(profiles: Sequence[Profile], blocking: Blocking) -> Ints:
    """Pairs of profiles that are in the order of their keys, as one number each: first * profiles + second."""
    keyed, starts = _keyed(profiles)
    orders = _orders(profiles)
    numbers, blocks = _blocks(keyed, starts, orders, blocking)
    agreeing = _Agreeing(profiles)
    kept = array("q")
    for at, profile in enumerate(profiles):
        worth: dict[int, float] = defaultdict(float)
        for number in numbers[starts[at] : starts[at + 1]].tolist():
            block = blocks[number] if number >= 0 else None
            for other in block.beside(at, orders) if block else ():
                worth[other] += block.rarity if block else 0.0
        best: list[int] = []
        # Stable: of equals the first comes first.
        for other in sorted(sorted(worth), key=worth.__getitem__, reverse=True):
            if _may_meet(profile, profiles[other], blocking) and agreeing.may(at, other):
                best.append(other)
                if len(best) == blocking.nearest:
                    break
        kept.extend(min(at, other) * len(profiles) + max(at, other) for other in best)
    return np.unique(np.frombuffer(kept, np.int64)) if kept else np.zeros(0, np.int64)


def _keyed(profiles: Sequence[Profile]) -> tuple[NDArray[np.uint64], Ints]:
    """Marks of the keys of all profiles, one after the other, and where those of each begin.

    A mark is a hash of label and key, 64 bits, the last of which tells keys of a word with a consonant missing.
    """
    marks = array("Q")
    starts = array("q", [0])
    for profile in profiles:
        marks.extend(_marks(profile.label, keys(profile)))
        starts.append(len(marks))
    return np.frombuffer(marks, np.uint64) if marks else np.zeros(0, np.uint64), np.frombuffer(starts, np.int64)


@lru_cache(maxsize=20_000)
def _marks(label: str, keyed: tuple[str, ...]) -> tuple[int, ...]:
    hashes = (blake2b(f"{label} {key}".encode(), digest_size=8).digest() for key in keyed)
    return tuple(
        int.from_bytes(mark, "little") & ~1 | key.endswith("-") for mark, key in zip(hashes, keyed, strict=True)
    )


def _blocks(
    keyed: NDArray[np.uint64], starts: Ints, orders: Sequence[Sequence[int]], blocking: Blocking
) -> tuple[NDArray[np.int32], list[_Block]]:
    """The block of each key, -1 for one that nobody shares, and the blocks."""
    profiles = len(starts) - 1
    owners = np.repeat(np.arange(profiles, dtype=np.int32), np.diff(starts))
    order = np.argsort(keyed, kind="stable")
    marks = keyed[order]
    first = np.flatnonzero(np.diff(marks, prepend=marks[:1] ^ np.uint64(2)))
    sizes = np.diff(first, append=len(marks))
    numbers = np.full(len(keyed), -1, np.int32)
    blocks: list[_Block] = []
    for begin, size in zip(first[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        here = order[begin : begin + size]
        numbers[here] = len(blocks)
        bent = bool(int(marks[begin]) & 1)
        blocks.append(_Block(array("i", owners[here].tolist()), orders, profiles, bent, blocking))
    return numbers, blocks


class _Block:
    """The profiles that share a key: all pairs of a small one, neighbours in two orders of a large one."""

    __slots__ = ("members", "rarity", "rows", "step")

    def __init__(
        self, members: array[int], orders: Sequence[Sequence[int]], profiles: int, bent: bool, blocking: Blocking
    ) -> None:
        self.members = members
        self.rarity = log(1.0 + profiles / len(members)) * (0.5 if bent else 1.0)
        self.step = blocking.neighbours
        self.rows = () if len(members) <= blocking.whole else tuple(_row(members, order) for order in orders)

    def beside(self, at: int, orders: Sequence[Sequence[int]]) -> set[int]:
        """The members to compare one with."""
        near = set() if self.rows else set(self.members)
        for (ranks, row), order in zip(self.rows, orders, strict=False):
            place = bisect_left(ranks, order[at])
            near.update(row[max(0, place - self.step) : place + self.step + 1])
        near.discard(at)
        return near


def _row(members: Sequence[int], order: Sequence[int]) -> tuple[array[int], array[int]]:
    """Ranks of the members, sorted, and the members by rank."""
    row = array("i", sorted(members, key=order.__getitem__))
    return array("i", [order[at] for at in row]), row


def _orders(profiles: Sequence[Profile]) -> tuple[list[int], list[int]]:
    """Ranks of the profiles by the consonants of their fullest names, then by years; and the other way round."""
    signatures = [_signature(profile) for profile in profiles]
    middles = [_middle(profile) for profile in profiles]
    return _ranks(signatures, middles, profiles), _ranks(middles, signatures, profiles)


def _ranks(first: Sequence[_Value], second: Sequence[_Other], profiles: Sequence[Profile]) -> list[int]:
    ranks = [0] * len(profiles)
    ordered = sorted(range(len(profiles)), key=lambda at: (first[at], second[at], profiles[at].key))
    for rank, at in enumerate(ordered):
        ranks[at] = rank
    return ranks


def _signature(profile: Profile) -> str:
    return glance(*max(profile.names, key=lambda each: (len(each[0]), each[0], each[1] or ""))).signature


def _middle(profile: Profile) -> float:
    years = [each for each in (profile.active, profile.born, profile.died) if each]
    return (years[0].earliest + years[0].latest) / 2 if years else 9999.0


def _may_meet(one: Profile, other: Profile, blocking: Blocking) -> bool:
    if one.active is None or other.active is None:
        return True
    return one.active.apart(other.active) <= blocking.apart


class _Agreeing:
    """Whether the names of two profiles could be one. Names come back: each two sets of forms are looked at once."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        numbers: dict[tuple[Form, ...], int] = {}
        self._number = array("i", [numbers.setdefault(_forms(profile), len(numbers)) for profile in profiles])
        self._forms = list(numbers)
        self._known: dict[tuple[int, int], bool] = {}

    def may(self, one: int, other: int) -> bool:
        """Of two numbers of profiles, as ``may_agree`` has it."""
        pair = self._number[one], self._number[other]
        if pair not in self._known:
            if len(self._known) >= _MOST_AGREEING:
                self._known.clear()
            self._known[pair] = may_agree(self._forms[pair[0]], self._forms[pair[1]])
        return self._known[pair]


def _forms(profile: Profile) -> tuple[Form, ...]:
    """The distinct forms of a name as far as a glance at them goes."""
    return tuple(dict.fromkeys(glance(*name).form for name in profile.names[:_MOST_NAMES]))
