"""A file to be read: its bytes, where it lies and which archive it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from extractors.errors import InputRejected
from extractors.readers.xml_prolog import Prolog, read_prolog

LARGEST = 2 * 2**30
"""Bytes of one file, at most: all of them are held in memory while it is read."""
_COUNTED = "p|pg|page|f|fol|folio|img|image|scan|л|лист|стр|бет|парақ|ص|صفحة|ورقة"
_GENERIC = re.compile(rf"(?:(?:{_COUNTED})?[-_. ]*\d+[-_. ]*[rvab]?)$", re.IGNORECASE)


@dataclass(frozen=True)
class Source:
    """One input file, its bytes already in memory.

    archive  code of the holding archive
    name     file name without folders; the id of formats that carry none is its stem
    folder   name of the folder it lies in, without the folders above; empty where unknown
    root     the folder itself, for formats that are made of several files; None where there is none to look in
    """

    name: str
    archive: str
    data: bytes
    folder: str = ""
    root: Path | None = None

    @classmethod
    def from_path(cls, path: Path, archive: str) -> Source:
        """Read a file. OSError passes through: the caller names the path. InputRejected READ009 past LARGEST."""
        whole = path.absolute()
        if (size := whole.stat().st_size) > LARGEST:
            raise InputRejected(
                "READ009",
                f"The file has {size} bytes, more than the {LARGEST} that are read.",
                where=path.name,
                advice="Split it into several files.",
            )
        return cls(path.name, archive, path.read_bytes(), whole.parent.name, whole.parent)

    def beside(self, reference: str) -> Source:
        """The file that this one refers to by a relative path, from the same folder or below it.

        reference  as written: percent-encoded or not, with / or \\, perhaps behind ``file:``. InputRejected SRC001
        for one that leads out of the folder (or through a link), SRC002 for one that is not there.
        """
        path = self.locate(reference)
        if path is None:
            raise InputRejected(
                "SRC002",
                f"The file {reference!r} that it refers to is not there.",
                where=self.name,
                advice="Put it in the same folder, or correct the reference.",
            )
        return Source.from_path(path, self.archive)

    def locate(self, reference: str) -> Path | None:
        """Path of a file that this one refers to; None where it is not there. InputRejected SRC001 as in ``beside``."""
        plain = unquote(re.sub(r"^file:(?://)?", "", reference.strip())).replace("\\", "/")
        parts = PurePosixPath(plain).parts
        outside = not parts or "\0" in plain or plain.startswith("/") or ".." in parts or ":" in parts[0]
        if self.root is None or outside:
            raise InputRejected(
                "SRC001",
                f"The reference {reference[:200]!r} leads out of the folder of the file.",
                where=self.name,
                advice="Keep the files of one object in one folder and refer to them by relative paths.",
            )
        path = self.root.joinpath(*parts)
        if not path.is_file():
            return None
        if path.resolve() != self.root.resolve().joinpath(*parts):
            raise InputRejected("SRC001", f"The reference {reference[:200]!r} leads through a link.", where=self.name)
        return path

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
        """File name without its last suffix, percent-decoded: ``QA-1%2F3.txt`` is call number ``QA-1/3``."""
        return unquote(Path(self.name).stem)

    @property
    def unit(self) -> str | None:
        """Call number of the unit that a scan is a page of, from its folder; None where its own name is its id.

        ``delo-12/0003.tif``: the stem only counts pages, so the folder is the unit.
        """
        return unquote(self.folder) if self.folder and _GENERIC.match(self.stem) else None

    @property
    def scan_id(self) -> str:
        """Id of a scan or of a page's transcription that carries none: its stem, behind its unit's where it counts."""
        return f"{self.unit}/{self.stem}" if self.unit else self.stem

    @property
    def head(self) -> str:
        """The first 4 KiB as text, for sniffing; undecodable bytes become U+FFFD."""
        return self.data[:4096].decode("utf-8", "replace").lstrip("\ufeff")
