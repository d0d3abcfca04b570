"""What is generally known of persons of twentieth-century diplomacy: their offices, and in which company they appear.

An authority list says little of a person. The persons lists of Foreign Relations of the United States (public domain)
say who held which office when, and which persons belong to the same business. An entry of any authority list gains
from them if its name is that of exactly one person there, and of no other entry.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.resolve.authority.entries import Entry
from kg.resolve.names.parts import parse
from kg.resolve.profile import Years

TABLE = Path(__file__).with_name("background.json.gz")
_FEWEST_PARTS = 2


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the table.  lists  numbers of the persons lists that name it, each of one volume of documents"""

    names: tuple[str, ...]
    roles: tuple[str, ...]
    lists: tuple[int, ...]


@dataclass(frozen=True)
class Background:
    """persons, and the years that the documents of each list are of."""

    persons: tuple[Person, ...]
    spans: tuple[Years, ...]


@cache
def background() -> Background:
    """The stored table."""
    stored = json.loads(gzip.decompress(TABLE.read_bytes()))
    persons = tuple(Person(tuple(names), tuple(roles), tuple(lists)) for names, roles, lists in stored["persons"])
    return Background(persons, tuple(Years(first, last) for first, last in stored["spans"]))


def matched(entries: Sequence[Entry], table: Background) -> list[Person | None]:
    """The person of the table that each entry is, or None; in the order of the entries."""
    holders: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for number, person in enumerate(table.persons):
        for key in _keys(person.names):
            holders[key].add(number)
    found: list[int | None] = []
    for entry in entries:
        votes: dict[int, int] = defaultdict(int)
        if entry.label == "PERSON":
            for key in _keys(name for name, _ in entry.names):
                numbers = holders.get(key, set())
                for number in numbers:
                    votes[number] += 1 if len(numbers) > 1 else 3
        best = sorted(votes, key=lambda number: (-votes[number], number))
        sure = best and (len(best) == 1 or votes[best[0]] > votes[best[1]])
        found.append(best[0] if sure else None)
    claims: dict[int, int] = defaultdict(int)
    for claimed in found:
        if claimed is not None:
            claims[claimed] += 1
    return [table.persons[n] if n is not None and claims[n] == 1 else None for n in found]


def _keys(names: Iterable[str]) -> set[tuple[str, ...]]:
    """Words and initials of each name that has two or more, in the order of the alphabet."""
    found = set()
    for name in names:
        parts = [part.text for part in parse(name).parts if part.kind != "title"]
        if len(parts) >= _FEWEST_PARTS:
            found.add(tuple(sorted(parts)))
    return found
