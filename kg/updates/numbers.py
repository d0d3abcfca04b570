"""Tables of numbers that follow a change."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, TypeVar

_Key = TypeVar("_Key", bound=Hashable)


class Unfit(Exception):
    """The file of the edition before does not hold what its store says: it has to be made whole."""


def changed_numbers(before: Mapping[_Key, int], minus: Mapping[_Key, int], plus: Mapping[_Key, int]) -> dict[_Key, int]:
    """The table less one and more the other, in the order of its keys, without what is nothing then.

    Unfit where more is taken away than there is.

    >>> changed_numbers({"a": 2, "b": 1}, {"b": 1}, {"c": 3})
    {'a': 2, 'c': 3}
    """
    found: dict[Any, int] = dict(before)
    for key in minus.keys() | plus.keys():
        found[key] = found.get(key, 0) - minus.get(key, 0) + plus.get(key, 0)
    if any(number < 0 for number in found.values()):
        raise Unfit
    return {key: found[key] for key in sorted(found) if found[key]}
