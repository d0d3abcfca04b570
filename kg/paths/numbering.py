"""Steps as numbers, eight bytes each: those of a large edition lie in memory all at once."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Steps = NDArray[np.int64]

_NODE, _PROPERTY = 27, 8
"""Bits. A step is here, there, property and whether it goes forward, from the highest bit: they sort in that order."""
_AT_ONCE = 50_000
"""Steps that are taken apart at once."""


def numbered(stated: Iterable[tuple[str, str, str]], known: Iterable[str]) -> tuple[Steps, list[str], list[str]]:
    """Steps, sorted and each once; IRIs of the things and of the properties, sorted: their numbers begin with 1.

    OverflowError where there are more things than 2**27 or more properties than 2**8, less one each.
    """
    import numpy as np

    numbers: dict[str, int] = {}
    kinds = {iri: number for number, iri in enumerate(known)}
    ends, properties = array("q"), array("q")
    for subject, property_, target in stated:
        ends.append(numbers.setdefault(subject, len(numbers)))
        ends.append(numbers.setdefault(target, len(numbers)))
        properties.append(kinds.setdefault(property_, len(kinds)))
    if len(numbers) >= 1 << _NODE or len(kinds) >= 1 << _PROPERTY:
        raise OverflowError(f"{len(numbers)} things, {len(kinds)} properties")
    nodes, names = sorted(numbers), sorted(kinds)
    pairs = _ranks(nodes, numbers)[np.array(ends, dtype=np.int64)].reshape(-1, 2)
    by = _ranks(names, kinds)[np.array(properties, dtype=np.int64)]
    one, other = pairs[:, 0], pairs[:, 1]
    ways = ((one << _NODE | other) << _PROPERTY | by) << 1 | 1, ((other << _NODE | one) << _PROPERTY | by) << 1
    return np.unique(np.concatenate(ways)), nodes, names


def degrees(steps: Steps, nodes: int) -> list[int]:
    """What number of others each of so many things is beside."""
    import numpy as np

    beside = np.unique(steps >> _PROPERTY + 1) >> _NODE
    counted: list[int] = np.bincount(beside, minlength=nodes + 1)[1:].tolist()
    return counted


def columns(steps: Steps) -> Iterator[tuple[int, int, int, int]]:
    """(here, there, property, forward) of each step."""
    mask = (1 << _NODE) - 1
    for start in range(0, len(steps), _AT_ONCE):
        some = steps[start : start + _AT_ONCE]
        ends = some >> _PROPERTY + 1
        parts: tuple[Any, ...] = ends >> _NODE, ends & mask, some >> 1 & (1 << _PROPERTY) - 1, some & 1
        yield from zip(*(part.tolist() for part in parts), strict=True)


def _ranks(names: list[str], numbers: dict[str, int]) -> Steps:
    """What number each has that had one in the order of its first coming."""
    import numpy as np

    came = np.fromiter((numbers[name] for name in names), dtype=np.int64, count=len(names))
    ranks = np.empty(len(names), dtype=np.int64)
    ranks[came] = np.arange(1, len(names) + 1)
    return ranks
