"""What inference read and found, numbered, in a folder beside the store: so that it can follow a change.

Safe to lose. ``state`` is taken away before any other file is changed and written last; without it, or where it is
of other software, of another base IRI or of other inferred graphs than the ledger has, all is inferred anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from zlib import crc32

import numpy as np

from kg.inference.entailed import object_properties
from kg.inference.names import FILES, Names
from kg.inference.pairs import NONE, Nodes, Pairs, flip

STATE = "state"
_ARRAYS, _GRAPHS = "arrays", "graphs"
Digests = Mapping[str, str]
"""Sha256 of the content by name of the graph."""


@dataclass(frozen=True)
class Kept:
    """Opened for reading (``kg.inference.follow.Known``). graphs: what was read; inferred: what was written."""

    names: Names
    graphs: Digests
    inferred: Digests
    arrays: Mapping[str, Pairs]

    def stated(self, symbol: int) -> Pairs:
        """The statements of a property in a direction."""
        return self.arrays.get(_key("stated", symbol), NONE)

    def related(self, symbol: int) -> Pairs:
        """What followed from relation nodes, in the same way."""
        return self.arrays.get(_key("related", symbol), NONE)

    def typed(self, name: str) -> Nodes:
        """The things of a class."""
        return self.arrays.get(f"typed {name}", NONE)

    def used(self) -> frozenset[str]:
        """Local names of all properties and classes of which there is any."""
        return self._used

    @cached_property
    def _used(self) -> frozenset[str]:
        return frozenset(key.split(" ")[1] for key in self.arrays)


def open_kept(folder: Path, version: str) -> Kept | None:
    """What is kept there by the same version of rules; None where nothing is, or it cannot be read."""
    try:
        total, _, text = (folder / STATE).read_text("utf-8").partition("\n")
        state = json.loads(text)
        if int(total) != crc32(text.encode()) or state["version"] != version:
            return None
        rows = (folder / _GRAPHS).read_text("utf-8").splitlines()
        graphs = dict(row.split(" ") for row in rows)
        whole = np.memmap(folder / _ARRAYS, dtype=np.int64, mode="r") if state["arrays"] else NONE
        arrays = {key: np.asarray(whole[start:end]) for key, (start, end) in state["arrays"].items()}
        names = Names(folder, state["ordered"])
        sound = state["sums"] == {name: _sum(folder / name) for name in (*FILES, _ARRAYS, _GRAPHS)}
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Kept(names, graphs, state["inferred"], arrays) if sound else None


def arrays_of(
    stated: Mapping[str, Pairs], related: Mapping[str, Pairs], typed: Mapping[str, Nodes]
) -> dict[str, Pairs]:
    """Everything under the keys by which it is kept."""
    found = {f"typed {name}": array for name, array in typed.items()}
    for kind, each in (("stated", stated), ("related", related)):
        for name, array in each.items():
            found[f"{kind} {name} +"] = array
            found[f"{kind} {name} -"] = flip(array)
    return {key: array for key, array in found.items() if array.size}


def keep(
    folder: Path, version: str, ordered: int, graphs: Digests, inferred: Digests, arrays: Mapping[str, Pairs]
) -> None:
    """Write all but the names, which lie there already, so many of them in order. OSError.

    Call ``forget`` before anything that is kept is changed, the names and the inferred graphs too.
    """
    places, at = {}, 0
    fresh = folder / f"{_ARRAYS}.tmp"
    with fresh.open("wb") as file:
        for key, array in sorted(arrays.items()):
            array.tofile(file)
            places[key] = (at, at + array.size)
            at += array.size
    fresh.replace(folder / _ARRAYS)
    (folder / _GRAPHS).write_text("".join(f"{name} {digest}\n" for name, digest in sorted(graphs.items())), "utf-8")
    state = {
        "version": version,
        "ordered": ordered,
        "inferred": dict(sorted(inferred.items())),
        "sums": {name: _sum(folder / name) for name in (*FILES, _ARRAYS, _GRAPHS)},
        "arrays": places,
    }
    text = json.dumps(state, indent=1)
    (folder / STATE).write_text(f"{crc32(text.encode())}\n{text}", "utf-8")


def forget(folder: Path) -> None:
    """What is kept there is about to become wrong."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / STATE).unlink(missing_ok=True)


def _sum(path: Path) -> int:
    """CRC-32: a bit that flips here must not become a statement."""
    total = 0
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            total = crc32(piece, total)
    return total


def _key(kind: str, symbol: int) -> str:
    return f"{kind} {object_properties()[symbol >> 1]} {'-' if symbol & 1 else '+'}"
