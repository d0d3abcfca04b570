"""Which things join nothing that was not joined before: countries and capitals, lists of persons."""

from __future__ import annotations

_OTHERS = ""
_BOUNDS = {"place": (0.002, 30), "record": (0.005, 100), _OTHERS: (0.02, 100)}
"""By kind: a thing beside more than such a part of all others, and more than so many, is a hub."""
LEAST = min(least for _, least in _BOUNDS.values())
"""What is beside no more than so many others is none, however small the edition."""


def is_hub(name: str, beside: int, total: int) -> bool:
    """Whether a thing that is beside so many of all is one; name: its kind, a slash and the rest.

    >>> is_hub("place/one", 31, 100), is_hub("person/one", 31, 100)
    (True, False)
    """
    return beside > _bound(_kind(name), total)


def moved(before: int, after: int) -> list[tuple[float, float]]:
    """As the number of all things changes, what is beside more than a, at most b things may become one, or none.

    >>> moved(10_000, 20_000), moved(100_000, 100_000)
    ([(30, 40.0), (200.0, 400.0)], [])
    """
    ranges = (sorted((_bound(kind, before), _bound(kind, after))) for kind in _BOUNDS)
    return [(low, high) for low, high in ranges if low < high]


def _bound(kind: str, total: int) -> float:
    share, least = _BOUNDS[kind]
    return max(share * total, least)


def _kind(name: str) -> str:
    kind = name.split("/", 1)[0]
    return kind if kind in _BOUNDS else _OTHERS
