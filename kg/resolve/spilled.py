"""The triples of a large graph, sorted with the help of a file: they never lie in memory whole."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO

from kg.rdf.graph import GraphBuilder
from kg.rdf.nt import iri

MOST = 100_000
"""Triples in memory."""
_READ = 1 << 16
"""Bytes of each run in memory while they are merged."""


class SpilledGraph(GraphBuilder):
    """A builder whose triples come out in order, once ``spill`` was called now and then. most: triples in memory.

    Sorted runs lie one after the other in a temporary file.
    """

    def __init__(self, name: str, most: int = MOST) -> None:
        super().__init__(name)
        self._most = most
        self._file: IO[bytes] = TemporaryFile()  # noqa: SIM115 (closed with the object)
        self._runs: list[tuple[int, int]] = []

    def spill(self) -> None:
        """Bring what was added to disk where it is much."""
        if len(self._triples) > self._most:
            self._write()

    def blocks(self) -> Iterator[list[str]]:
        """Distinct canonical N-Quads lines, sorted, some thousands at a time. The builder is empty afterwards."""
        end = f" {iri(self.name)} .\n"
        self._write()
        # Without their ends triples stand in the order in which they stand with them.
        for merged in _merged([self._run(begin, size) for begin, size in self._runs]):
            yield [triple.decode() + end for triple in merged]
        self._runs.clear()

    def _write(self) -> None:
        begin = self._file.seek(0, 2)
        self._file.writelines(triple.encode() + b"\n" for triple in sorted(self._triples))
        self._runs.append((begin, self._file.tell() - begin))
        self._triples.clear()

    def _run(self, begin: int, size: int) -> Iterator[list[bytes]]:
        """The triples of a run, block by block. In UTF-8 they have the order of their code points."""
        at, end, rest = begin, begin + size, b""
        while at < end:
            self._file.seek(at)
            piece = self._file.read(min(_READ, end - at))
            at += len(piece)
            *whole, rest = (rest + piece).split(b"\n")
            if whole:
                yield whole


@dataclass(slots=True)
class _Head:
    """Where a run is read: its block, and the place of the next line in it."""

    run: Iterator[list[bytes]]
    block: list[bytes]
    at: int = 0

    def up_to(self, end: bytes) -> list[bytes]:
        """The lines up to that one, which lies in no later block."""
        first, self.at = self.at, bisect_right(self.block, end, self.at)
        taken = self.block[first : self.at]
        if self.at == len(self.block):
            self.block, self.at = next(self.run, []), 0
        return taken


def _merged(runs: Sequence[Iterator[list[bytes]]]) -> Iterator[list[bytes]]:
    """The distinct lines of sorted runs, in order, in blocks."""
    heads = [_Head(run, next(run, [])) for run in runs]
    while heads := [head for head in heads if head.block]:
        # Up to the line where the first of the blocks ends, all runs are known; sorting finds the order that is there.
        end = min(head.block[-1] for head in heads)
        taken = [line for head in heads for line in head.up_to(end)]
        yield list(dict.fromkeys(sorted(taken)))
