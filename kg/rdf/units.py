"""Which lines of a source's graph stand there because of which of its documents.

Needed where some units of a source are closed and others open: what both say must stay, what only the closed one says
must go. Lines that belong to no unit describe the source itself.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, chain
from operator import sub

from extractors.document import Access

DESCRIPTION, CONTENT = "description", "content"
"""What is said of a unit; its own words, pages and names."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One document of a source.

    above        ids of what holds it, in the same archive
    record       IRI of the record;  text  IRI of the instantiation that carries its words
    access       what its source says of it
    description, content  numbers of its lines in the graph, packed
    """

    document: str
    above: tuple[str, ...]
    record: str
    text: str
    access: Access | None
    description: bytes
    content: bytes


class Parts:
    """Gathers triples by document and kind of part; what is added before the first ``begin`` is the source's own."""

    def __init__(self) -> None:
        self.shared: set[str] = set()
        self.current = self.shared
        self._parts: dict[tuple[str, str], set[str]] = {}

    def begin(self, document: str, kind: str) -> None:
        """From now on triples belong to that part; to the source itself where document is empty."""
        self.current = self._parts.setdefault((document, kind), set()) if document else self.shared

    def triples(self) -> set[str]:
        """All of them, each once."""
        return self.shared.union(*self._parts.values()) if self._parts else self.shared

    def numbered(self, places: Mapping[str, int]) -> dict[tuple[str, str], bytes]:
        """For each part the numbers of its lines, packed. places: number of each triple's line."""
        return {key: pack(map(places.__getitem__, triples)) for key, triples in self._parts.items()}


def pack(numbers: Iterable[int]) -> bytes:
    """Distinct line numbers as compressed differences of 32 bits."""
    ordered = sorted(numbers)
    return zlib.compress(array("I", map(sub, ordered, chain((0,), ordered))).tobytes(), 1)


def unpack(packed: bytes) -> Iterator[int]:
    """The reverse of pack, ascending."""
    steps = array("I")
    steps.frombytes(zlib.decompress(packed))
    return accumulate(steps)
