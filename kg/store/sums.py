"""Sums of sets of lines that need no order: for graphs too large to be sorted in memory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

_MODULUS = 1 << 256


@dataclass(frozen=True, slots=True)
class LineSum:
    """How many lines, and the sum of their sha256 modulo 2^256 (Bellare and Micciancio's AdHash).

    It finds what goes wrong on the way; it is no protection against somebody who looks for lines with the same sum.
    """

    lines: int
    sum: int


def line_sum(lines: Iterable[bytes]) -> LineSum:
    """Of different lines, in any order.

    >>> line_sum([b"a", b"b"]) == line_sum([b"b", b"a"]) != line_sum([b"a", b"c"])
    True
    """
    count = total = 0
    for line in lines:
        count += 1
        total += int.from_bytes(sha256(line).digest(), "big")
    return LineSum(count, total % _MODULUS)
