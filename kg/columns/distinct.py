"""Lines of some files, each once, without all of them in memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path

FEW = 1 << 20
"""Bytes of files that are read at once."""


def distinct(paths: Sequence[Path], *, apart: bool = False) -> Iterator[str]:
    """The lines with their ends, in the order in which they first come. apart: none comes twice, the caller knows.

    Of large files only the hashes of lines are held, eight bytes each. Lines whose hash is there once can come but
    once; the others, few of which only share a hash, are compared.
    """
    if apart:
        return _lines(paths)
    if sum(path.stat().st_size for path in paths) < FEW:
        return iter(dict.fromkeys(_lines(paths)))
    return _told_apart(paths)


def _told_apart(paths: Sequence[Path]) -> Iterator[str]:
    import numpy as np

    hashes = np.frombuffer(array("q", map(hash, _lines(paths))), dtype=np.int64).copy()
    hashes.sort()
    repeated = set(hashes[1:][hashes[1:] == hashes[:-1]].tolist())
    del hashes
    seen: set[str] = set()
    for line in _lines(paths):
        if hash(line) in repeated:
            if line in seen:
                continue
            seen.add(line)
        yield line


def _lines(paths: Sequence[Path]) -> Iterator[str]:
    for path in paths:
        with path.open(encoding="utf-8", newline="\n") as handle:
            yield from handle
