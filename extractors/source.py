"""A file to be read: its bytes, where it lies and which archive it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from extractors.readers.xml_prolog import Prolog, read_prolog


@dataclass(frozen=True)
class Source:
    """One input file, its bytes already in memory.

    archive  code of the holding archive
    name     file name without folders; the id of formats that carry none is its stem
    """

    name: str
    archive: str
    data: bytes

    @classmethod
    def from_path(cls, path: Path, archive: str) -> Source:
        """Read a file. OSError passes through: the caller names the path."""
        return cls(path.name, archive, path.read_bytes())

    @cached_property
    def sha256(self) -> str:
        """Of the bytes, in hexadecimal."""
        return sha256(self.data).hexdigest()

    @cached_property
    def prolog(self) -> Prolog:
        """Root element of an XML file, read without expanding anything; empty for other files."""
        return read_prolog(self.data)

    @property
    def stem(self) -> str:
        """File name without its last suffix."""
        return Path(self.name).stem

    @property
    def head(self) -> str:
        """The first 4 KiB as text, for sniffing; undecodable bytes become U+FFFD."""
        return self.data[:4096].decode("utf-8", "replace").lstrip("\ufeff")
