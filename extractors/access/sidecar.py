"""A file of access beside a document: ``letter.xml.access.toml`` or ``letter.access.toml``, for formats without words.

It adds to what the document says, and the stricter holds; only where the document's own words cannot be read does the
file beside it take their place. A file that cannot be read closes the document: a mistake must never open anything.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import cast, get_args

from extractors.access.conditions import strictest
from extractors.access.notes import access_of_notes
from extractors.document import Access, AccessStatus, Document
from extractors.errors import InputRejected
from extractors.source import Source

SUFFIX = ".access.toml"
_KEYS = frozenset(("status", "until", "reason"))


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What it says of all of the file, and of single units by call number."""

    whole: Access | None = None
    units: Mapping[str, Access] = field(default_factory=dict)


def is_sidecar(path: Path) -> bool:
    """Whether a file is one, by its name."""
    return path.name.endswith(SUFFIX)


def beside(source: Source) -> Path | None:
    """The one of a source, that of its whole name before that of its stem; None where there is none."""
    for name in dict.fromkeys((source.name, Path(source.name).stem)):
        if source.root is not None and (found := source.root / f"{name}{SUFFIX}").is_file() and not found.is_symlink():
            return found
    return None


def with_sidecar(documents: Iterable[Document], source: Source) -> list[Document]:
    """The documents, with what the file beside their source says of them.

    One that cannot be read, or names a unit that is not among them, closes them all, with the warning ACCESS005.
    """
    found = list(documents)
    path = beside(source)
    if path is None or not found:
        return found
    try:
        told = read_sidecar(path)
        if astray := sorted(told.units.keys() - {document.id for document in found}):
            raise _fault(path, f"the file beside it holds no unit {astray[0]!r}")
    except InputRejected as error:
        first = replace(found[0], warnings=(*found[0].warnings, f"{error.code} {error.where}: {error.message}"))
        closed = Access("closed", words=error.message)
        return [replace(document, access=closed) for document in (first, *found[1:])]
    return [
        replace(document, access=_joined(document, one)) if (one := _said(told, document)) else document
        for document in found
    ]


def _said(told: Sidecar, document: Document) -> list[Access]:
    return [one for one in (told.whole, told.units.get(document.id)) if one]


def _joined(document: Document, told: list[Access]) -> Access:
    """What the document and the file say together: the stricter, but for words of the document that say nothing."""
    own = document.access or access_of_notes(document)
    return strictest([*told, own] if own is not None and own.understood else told)


def read_sidecar(path: Path) -> Sidecar:
    """The file. InputRejected ACCESS005 for one that is not sound."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _fault(path, str(error)) from error
    units = table.pop("units", {})
    if not isinstance(units, dict) or not all(isinstance(one, dict) for one in units.values()):
        raise _fault(path, "[units.…] are tables, one for each call number")
    if not table and not units:
        raise _fault(path, "it says nothing")
    return Sidecar(
        _access(table, path) if table else None, {name: _access(one, path) for name, one in units.items()}
    )


def _access(table: Mapping[str, object], path: Path) -> Access:
    if unknown := sorted(table.keys() - _KEYS):
        raise _fault(path, f"there is no key {unknown[0]!r}")
    status, until = table.get("status"), table.get("until")
    if status not in get_args(AccessStatus):
        raise _fault(path, f"status is {status!r}, not one of {', '.join(get_args(AccessStatus))}")
    if until is not None and (status != "embargoed" or type(until) is not date):
        raise _fault(path, "until is a day, as 2030-01-31 without quotes, and goes with embargoed only")
    day = until.isoformat() if isinstance(until, date) else None
    return Access(cast(AccessStatus, status), day, f"{status}{f' until {day}' if day else ''}")


def _fault(path: Path, what: str) -> InputRejected:
    return InputRejected(
        "ACCESS005",
        f"The file of access cannot be read: {what}. What it is about is held closed.",
        where=path.name,
        advice='status = "open" (reading-room, embargoed, closed); until = 2030-01-31; [units."F/2"] for one unit.',
    )
