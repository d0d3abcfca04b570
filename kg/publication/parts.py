"""An edition in parts for the bulk loaders of other engines: N-Quads, bounded in size, each loadable on its own."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from hashlib import file_digest
from itertools import groupby
from pathlib import Path

from extractors.errors import RunAborted
from kg.edition import Edition
from kg.publication.dumps import dumps_of
from kg.store.oxigraph import OxigraphStore

PART_BYTES = 64 << 20
"""Of text in one part, at most: enough for a loader to be busy with, little enough to be sent again."""
MANIFEST = "manifest.json"
_FAST = 1


@dataclass(frozen=True, slots=True)
class Part:
    """One file. sha256: of the file. bytes: of its text, unpacked. first, last: graphs, in the order of their IRIs.

    continues: whether its first graph begins in the part before; only a graph larger than a part does
    """

    file: str
    sha256: str
    bytes: int
    quads: int
    graphs: int
    first: str
    last: str
    continues: bool


class PartsExporter:
    """A folder of ``part-00001.nq.gz`` … and a manifest with the sum and the counts of each."""

    folder = True

    def __init__(self, part_bytes: int = PART_BYTES) -> None:
        self._part_bytes = part_bytes

    def __call__(self, edition: Edition, output: Path) -> None:
        """Write them. The same edition gives the same bytes. RunAborted EXPORT010 where quads are missing."""
        output.mkdir()
        parts = list(self._written(_lines(edition), output))
        counts = edition.manifest["counts"]
        quads = sum(part.quads for part in parts)
        if quads != counts["triples"]:
            raise RunAborted(
                "EXPORT010",
                f"The edition has {counts['triples']} quads, and {quads} were found.",
                where=str(edition.path),
                advice="Run `sunqar verify`.",
            )
        told = {
            "edition": edition.number, "hash": edition.hash, "base": edition.base, "format": "application/n-quads",
            "quads": quads, "bytes": sum(part.bytes for part in parts), "parts": [asdict(part) for part in parts],
        }  # fmt: skip
        (output / MANIFEST).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    def _written(self, lines: Iterable[bytes], output: Path) -> Iterator[Part]:
        last = ""
        for number, pieces in enumerate(self._gathered(lines), 1):
            path = output / f"part-{number:05}.nq.gz"
            with path.open("wb") as raw, gzip.GzipFile("", "wb", _FAST, raw, mtime=0) as file:
                for _, piece in pieces:
                    file.write(piece)
            with path.open("rb") as made:
                digest = file_digest(made, "sha256").hexdigest()
            names = [name for name, _ in pieces]
            size, quads = (sum(part) for part in zip(*((len(p), p.count(b"\n")) for _, p in pieces), strict=True))
            yield Part(path.name, digest, size, quads, len(names), names[0], names[-1], names[0] == last)
            last = names[-1]

    def _gathered(self, lines: Iterable[bytes]) -> Iterator[list[tuple[str, bytes]]]:
        """Graphs, or pieces of a large one, with their names, as many as go into one part."""
        held: list[tuple[str, bytes]] = []
        size = 0
        for graph, own in groupby(lines, key=_graph):
            for piece in self._pieces(own):
                if held and size + len(piece) > self._part_bytes:
                    yield held
                    held, size = [], 0
                held.append((graph, piece))
                size += len(piece)
        if held:
            yield held

    def _pieces(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """One piece, unless the lines are too many for a part."""
        piece: list[bytes] = []
        size = 0
        for line in lines:
            if piece and size + len(line) > self._part_bytes:
                yield b"".join(piece)
                piece, size = [], 0
            piece.append(line)
            size += len(line)
        if piece:
            yield b"".join(piece)


def _graph(line: bytes) -> str:
    return line[line.rindex(b"<") + 1 : line.rindex(b">")].decode()


def _lines(edition: Edition) -> Iterator[bytes]:
    """By graph, then by line: from the edition's dump, or from its store where there is none."""
    if found := dumps_of(edition).get("nq"):
        with gzip.open(found[0], "rb") as lines:
            yield from lines
        return
    store = OxigraphStore(edition.store_path, read_only=True)
    for name in sorted(store.graph_names()):
        for line in store.graph_lines(name):
            yield line.encode()
