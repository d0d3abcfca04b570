"""The list of a backup: its files and the pieces of each, sealed. JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from extractors.errors import RunAborted

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Kept:
    """One file. name: below the workspace, with slashes. mode: its rights. changed: time in nanoseconds."""

    name: str
    size: int
    mode: int
    changed: int
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """One backup.

    edition, hash  of the edition that was current; 0 and '' where there was none
    links    symbolic links: name to target
    sources  files that documents were read from: path to sha256, as the ledger has them
    """

    number: int
    made: str
    version: str
    edition: int
    hash: str
    files: tuple[Kept, ...]
    links: dict[str, str]
    sources: dict[str, str]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(one.size for one in self.files)

    @property
    def pieces(self) -> frozenset[str]:
        """Names of all pieces."""
        return frozenset(piece for one in self.files for piece in one.pieces)


def written(listing: Listing) -> bytes:
    """As it is kept: one line with the sha256 of the rest, then the rest."""
    text = json.dumps({"format": FORMAT, **asdict(listing)}, ensure_ascii=False, sort_keys=True).encode()
    return sha256(text).hexdigest().encode() + b"\n" + text + b"\n"


def format_of(data: bytes, where: str) -> int:
    """Of a list as it is kept. RunAborted RESTORE003 where it is damaged."""
    return int(_read(data, where)["format"])


def parsed(data: bytes, where: str) -> Listing:
    """RunAborted RESTORE003 where it is damaged, RESTORE004 where a later version wrote it."""
    found = _read(data, where)
    if found.pop("format") != FORMAT:
        raise RunAborted(
            "RESTORE004",
            f"The backup was made by sunqar {found.get('version')} in a format that is not known here.",
            where=where,
            advice="Restore it with that version or a later one.",
        )
    files = tuple(Kept(**(one | {"pieces": tuple(one["pieces"])})) for one in found.pop("files"))
    return Listing(files=files, **found)


def _read(data: bytes, where: str) -> dict[str, Any]:
    head, _, text = data.partition(b"\n")
    if not text.endswith(b"\n") or sha256(text[:-1]).hexdigest().encode() != head:
        raise RunAborted(
            "RESTORE003",
            "The backup is damaged: its list is not as it was written.",
            where=where,
            advice="Nothing was restored. Use another backup.",
        )
    found: dict[str, Any] = json.loads(text)
    return found
