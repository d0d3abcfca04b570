"""What a source says, statement by statement, and the source with one of them said differently.

Only for judging what a conversion keeps: a statement is kept where the conversion depends on it. One file a format.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Statement:
    """A stretch of text, an attribute, a cell or a value.

    path    where such statements stand: ``ead/archdesc/did/unitdate/@normal``, ``column Title``, ``items.label``
    line    of the file, from 1; 0 where it is not known
    raw     as written
    number  which statement of the source it is, in its order
    internal  whether the archive marks it, or what it stands in, as for itself alone
    """

    path: str
    line: int
    raw: str
    number: int
    internal: bool = False

    @property
    def value(self) -> str:
        """As written, white space folded to single spaces."""
        return " ".join(self.raw.split())


class Speech(Protocol):
    """All statements of one source."""

    statements: tuple[Statement, ...]

    def altered(self, values: Mapping[int, str]) -> bytes:
        """The source's bytes with other words for the statements of those numbers, everything else the same."""


def changed(value: str) -> str:
    """The value with every letter and digit replaced by another one of its script; of the same length."""
    return "".join(_other(char) for char in value)


def _other(char: str) -> str:
    if char.isdigit():
        return str((int(char) + 5) % 10) if char.isascii() or char.isdecimal() else "5"
    if not char.isalpha():
        return char
    for first, second, low, high in _SCRIPTS:
        if low <= char <= high:
            return second if char == first else first
    return "q" if char != "q" else "z"


_SCRIPTS = (("щ", "ж", "\u0400", "\u052f"), ("ظ", "ض", "\u0600", "\u06ff"))
