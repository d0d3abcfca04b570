"""What the language classifier sees of a text: hashed runs of one to four letters, and of three letter classes.

Letters are seen in lower case, every run of other signs as one space. The classes tell capitals from small letters and
scripts from each other, for a text in the wrong encoding shows by its capitals inside words and by its stray signs.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint32]

BITS = 15
BUCKETS = 1 << BITS
ORDERS = 4
_PLANE = 1 << 16
_SPACE = 32
_SALTS = (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1)
_SCRIPTS = ((0x00C0, 0x0250, 3), (0x0400, 0x0460, 5), (0x0460, 0x0530, 7), (0x0600, 0x0700, 9), (0xFB50, 0xFF00, 11))


@cache
def _tables() -> tuple[Codes, Codes]:
    """For each code point of the Basic Multilingual Plane: the letter it is seen as, and its class."""
    small = np.full(_PLANE, _SPACE, np.uint32)
    kinds = np.full(_PLANE, 15, np.uint32)
    for code in range(_PLANE):
        letter = chr(code)
        if letter.isalpha():
            lower = letter.lower()
            small[code] = ord(lower) if len(lower) == 1 else code
            kind = next((kind for first, past, kind in _SCRIPTS if first <= code < past), 1 if code < 128 else 13)
            kinds[code] = kind + letter.isupper()
        elif code < 128 or letter.isspace():
            kinds[code] = 16 if letter.isspace() else 17 if letter.isdigit() else 0 if code < 32 else 18
    return small, kinds


def codes(text: str) -> Codes:
    """Code points, those beyond the Basic Multilingual Plane as the last one of it."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.minimum(points, _PLANE - 1)


def buckets(points: Codes) -> list[npt.NDArray[np.int64]]:
    """For each code point the bucket of the runs of 1, 2, 3, 4 letters that end there; -1 where there is none."""
    small = _tables()[0][points]
    spaces = small == _SPACE
    doubled = spaces.copy()
    doubled[1:] &= spaces[:-1]
    kept = np.flatnonzero(~doubled)
    seen = small[kept]
    found = []
    run = np.zeros(len(seen), np.uint32)
    for order in range(ORDERS):
        shifted = np.zeros(len(seen), np.uint32)
        if order < len(seen):
            shifted[order:] = seen[: len(seen) - order]
        run = run + (shifted + np.uint32(1)) * np.uint32(_SALTS[order])
        row = np.full(len(points), -1, np.int64)
        row[kept] = _mixed(run, order)
        found.append(row)
    return found


def shapes(points: Codes) -> npt.NDArray[np.int64]:
    """For each code point the bucket of the three classes that end there."""
    kinds = _tables()[1][points] + np.uint32(1)
    run = kinds.copy()
    run[1:] += kinds[:-1] * np.uint32(32)
    run[2:] += kinds[:-2] * np.uint32(1024)
    return _mixed(run, ORDERS)


def _mixed(run: Codes, order: int) -> npt.NDArray[np.int64]:
    hashed = (run ^ (run >> np.uint32(15))) * np.uint32(0x2C1B3C6D) + np.uint32(_SALTS[order])
    hashed = (hashed ^ (hashed >> np.uint32(12))) * np.uint32(0x297A2D39)
    return (hashed >> np.uint32(32 - BITS)).astype(np.int64)
