"""Whether bytes are an archive whose members are documents of their own: told by content, never by name."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import IO, cast

from extractors.errors import InputRejected
from extractors.readers.archive_streams import BoundedFile, Compression, first_block
from extractors.readers.archive_tar import BLOCK, is_header

HEAD_BYTES = 65_536
"""Bytes from the start of a file that suffice to tell."""

_MAGIC: tuple[tuple[bytes, Compression], ...] = ((b"\x1f\x8b\x08", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ\0", "xz"))
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PACKAGE_PARTS = frozenset(("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"))
_PACKAGE_FIRST = re.compile(rb"mimetype|\[Content_Types\]\.xml|_rels/|docProps/|xl/|word/|ppt/")
_SUFFIXES = re.compile(r"(?:(?:\.tar)?\.(?:gz|bz2|xz)|\.(?:zip|tar|tgz|tbz2?|txz))$", re.IGNORECASE)


def is_zip(head: bytes) -> bool:
    """Whether the first bytes are a ZIP's, an office document's among them."""
    return head[:4] in _ZIP


def tar_compression(head: bytes) -> Compression | None:
    """How a tar is compressed (empty: not at all), by the first HEAD_BYTES; None for what is no tar."""
    if is_header(head[:BLOCK]):
        return ""
    for magic, compression in _MAGIC:
        if head.startswith(magic):
            block = first_block(head, compression, BLOCK)
            # bzip2 gives nothing before a block of up to 900 kB is complete: such a file is taken for a tar
            return compression if block is not None and (not block or is_header(block)) else None
    return None


def is_container(source_head: bytes) -> bool:
    """Whether the first bytes (4 KiB at least) are those of an archive of documents, and not of an office document,
    which is a ZIP too. Cheap; the last word has ``is_archive``, which looks at the whole directory."""
    if not is_zip(source_head):
        return tar_compression(source_head) is not None
    size = int.from_bytes(source_head[26:28], "little")
    return _PACKAGE_FIRST.match(source_head[30 : 30 + size]) is None


def is_archive(file: IO[bytes]) -> bool:
    """The same for an open file, from its whole directory. A broken ZIP counts as one: unpacking says what ails it."""
    head = file.read(HEAD_BYTES)
    if not is_container(head):
        return False
    if not is_zip(head):
        return True
    try:
        with zipfile.ZipFile(cast(IO[bytes], BoundedFile(file, ""))) as archive:
            return _PACKAGE_PARTS.isdisjoint(archive.namelist())
    except (zipfile.BadZipFile, InputRejected, ValueError, NotImplementedError):
        return True


def is_archive_file(path: Path) -> bool:
    """The same for a file on disk. OSError passes."""
    with path.open("rb") as file:
        return is_archive(file)


def archive_stem(name: str) -> str:
    """Name of an archive's file without its suffixes: the folder that it stands for."""
    return _SUFFIXES.sub("", name) or name
