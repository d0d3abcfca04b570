"""Who and what is named together with whom, in how many records."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from kg.dossier.schema import number

MOST_NAMED = 50
"""A record that names more than this is an index, a list or a whole volume: it says nothing of pairs."""
Pair = tuple[str, str]
_AT_ONCE = 50_000


def beside(named: Iterable[tuple[str, str]], entities: set[str]) -> Iterator[Pair]:
    """Each pair once for each record that names both, the lesser IRI first, from (record, entity)."""
    of: dict[str, set[str]] = defaultdict(set)
    for record, entity in named:
        if entity in entities:
            of[record].add(entity)
    for found in of.values():
        if len(found) <= MOST_NAMED:
            yield from combinations(sorted(found), 2)


def write_pairs(database: sqlite3.Connection, pairs: Iterable[Pair]) -> Counter[str]:
    """Both ways into the empty table; in how many rows, by the records that they count, each entity is named.

    As numbers in arrays: a large edition has millions of pairs.
    """
    import numpy as np

    places: dict[str, int] = {}
    ends = np.fromiter((places.setdefault(end, len(places)) for pair in pairs for end in pair), np.int64)
    if not len(ends):
        return Counter()
    found, records = np.unique(ends.reshape(-1, 2) @ np.array([len(places), 1]), return_counts=True)
    one, other = np.divmod(found, len(places))
    numbers = np.fromiter(map(number, places), np.int64, len(places))
    here, there = numbers[np.concatenate([one, other])], numbers[np.concatenate([other, one])]
    both = np.concatenate([records, records])
    order = np.lexsort((there, -both, here))
    for start in range(0, len(order), _AT_ONCE):
        some = order[start : start + _AT_ONCE]
        rows = zip(here[some].tolist(), both[some].tolist(), there[some].tolist(), strict=True)
        database.executemany("INSERT INTO beside VALUES (?, ?, ?)", rows)
    uses = np.bincount(ends, minlength=len(places)).tolist()
    return Counter(dict(zip(places, uses, strict=True)))


def change_pairs(database: sqlite3.Connection, more: Mapping[Pair, int]) -> bool:
    """By how much each pair is named in more records, or, below 0, in fewer. False where that cannot be."""
    changes: dict[int, dict[int, int]] = defaultdict(dict)
    for (one, other), records in more.items():
        here, there = number(one), number(other)
        changes[here][there] = changes[there][here] = records
    for here in sorted(changes):
        held = dict(database.execute("SELECT there, records FROM beside WHERE here = ?", (here,)).fetchall())
        gone = [(here, held[there], there) for there in changes[here] if there in held]
        come = [(here, held.get(there, 0) + records, there) for there, records in changes[here].items()]
        if any(records < 0 for _, records, _ in come):
            return False
        database.executemany("DELETE FROM beside WHERE here = ? AND records = ? AND there = ?", sorted(gone))
        database.executemany("INSERT INTO beside VALUES (?, ?, ?)", sorted(row for row in come if row[1]))
    return True
