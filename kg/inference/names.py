"""Names of numbered nodes in two files: in order those of the last whole run, behind them what came since."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from mmap import ACCESS_READ, mmap
from pathlib import Path

import numpy as np

from kg.inference.pairs import Nodes

FILES = ("names", "ends")
"""UTF-8 one after the other, and where each ends: 64-bit integers."""
_LUMP = 100_000


class Names:
    """Reads ``FILES`` below a folder; what is numbered anew stays in memory until ``save``.

    ordered: how many stand in order, at the beginning. OSError or ValueError where the files are not there.
    """

    def __init__(self, folder: Path, ordered: int) -> None:
        self._folder, self.ordered = folder, ordered
        self._ends = np.fromfile(folder / "ends", dtype=np.int64)
        self._written = self._ends.size
        with (folder / "names").open("rb") as file:
            self._text = mmap(file.fileno(), 0, access=ACCESS_READ) if self._written else b""
        self._later = {self._at(number): number for number in range(ordered, self._written)}
        self._new: list[bytes] = []

    def __len__(self) -> int:
        return self._written + len(self._new)

    def texts(self, nodes: Nodes) -> list[str]:
        """``<iri>`` of each."""
        return [self._at(number).decode() for number in nodes.tolist()]

    def number(self, name: bytes) -> int:
        """Of a node's ``<iri>``; the next one where it has none yet."""
        found = self._later.get(name)
        if found is not None:
            return found
        place = bisect_left(range(self.ordered), name, key=self._at)
        if place < self.ordered and self._at(place) == name:
            return place
        self._later[name] = len(self)
        self._new.append(name)
        return len(self) - 1

    def save(self) -> None:
        """Write what is new behind the rest."""
        start = int(self._ends[-1]) if self._written else 0
        with (self._folder / "names").open("ab") as file:
            file.write(b"".join(self._new))
        with (self._folder / "ends").open("ab") as file:
            (start + np.cumsum([len(name) for name in self._new], dtype=np.int64)).tofile(file)

    def _at(self, number: int) -> bytes:
        if number >= self._written:
            return self._new[number - self._written]
        start = int(self._ends[number - 1]) if number else 0
        return self._text[start : int(self._ends[number])]


def write_names(folder: Path, names: Sequence[str]) -> None:
    """Both files for names in order, numbered from nothing."""
    total = 0
    for name in FILES:
        (folder / name).unlink(missing_ok=True)  # who has the old ones open keeps them
    with (folder / "names").open("wb") as file, (folder / "ends").open("wb") as ends:
        for start in range(0, len(names), _LUMP):
            some = [name.encode() for name in names[start : start + _LUMP]]
            file.write(b"".join(some))
            sizes = total + np.cumsum([len(name) for name in some], dtype=np.int64)
            total = int(sizes[-1])
            sizes.tofile(ends)


def numbered(names: Names, column: Iterable[bytes]) -> Nodes:
    """Numbers of a column of names."""
    return np.fromiter(map(names.number, column), dtype=np.int64)
