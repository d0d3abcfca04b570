"""Spreadsheets (XLSX, XLSB, ODS, XLS): told by their bytes, checked as archives, read in a process of their own."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from extractors.errors import InputRejected
from extractors.isolated import Limits, call
from extractors.readers.table_sheet import Sheet
from extractors.source import Source

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = b"PK\x05\x06"
_ENTRY = re.compile(rb"PK\x01\x02.{42}xl/workbook\.(?:xml|bin)", re.DOTALL)
_ODS = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_STREAM = "Workbook".encode("utf-16-le")
_LIMITS = Limits(cpu_seconds=60, memory_bytes=2 * 2**30, wall_seconds=120)


def kind(data: bytes) -> str | None:
    """xlsx, ods or xls by the file's own directory; None for any other file. Nothing is unpacked."""
    if data.startswith(_OLE):
        return "xls" if _STREAM in data else None
    if not data.startswith(_ZIP):
        return None
    if data[30 : 30 + len(_ODS)] == _ODS:
        return "ods"
    end = data.rfind(_END)
    if end < 0 or len(data) < end + 22:
        return None
    start = int.from_bytes(data[end + 16 : end + 20], "little")
    return "xlsx" if _ENTRY.search(data, min(start, end), end) else None


def sheets(source: Source) -> tuple[Sheet, ...]:
    """All sheets in order, hidden ones too.

    InputRejected: TAB005 a broken or encrypted spreadsheet; ARC… for a hostile archive, as ``safe_archive.unpack``;
    ISO… as ``isolated.call``.
    """
    found = kind(source.data)
    if found is None:
        raise InputRejected("TAB005", "The file is no spreadsheet.", where=source.name, advice="Save it as XLSX.")
    if found != "xls":
        _check(source)
    answer = call("extractors.readers.table_calamine:cells", source.data, name=source.name, limits=_LIMITS)
    return tuple(
        Sheet(
            sheet["name"],
            tuple(map(tuple, sheet["rows"])),
            tuple(range(1, len(sheet["rows"]) + 1)),
            tuple((top, left, bottom, right) for top, left, bottom, right in sheet["merges"]),
        )
        for sheet in answer
    )


def _check(source: Source) -> None:
    """Count what the archive really unpacks to, before anybody else unpacks it."""
    from extractors.readers.safe_archive import Limits as Unpacked
    from extractors.readers.safe_archive import unpack

    limits = Unpacked(entries=10_000, member_bytes=1 << 29, total_bytes=1 << 29)
    with TemporaryDirectory(prefix="sunqar-") as folder:
        unpack(source.data, Path(folder), limits, name=source.name)
