"""The file of an authority list: one person, place, body or event a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.errors import RunAborted

_KINDS = frozenset(("PERSON", "PLACE", "ORG", "EVENT"))
_OTHER_KINDS = {
    "ORGANISATION": "ORG",
    "ORGANIZATION": "ORG",
    "CORPORATEBODY": "ORG",
    "BODY": "ORG",
    "LOCATION": "PLACE",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. born, died are years; key is the id as given, a string or a number."""

    key: str | int
    label: str
    names: tuple[tuple[str, str | None], ...]
    born: int | None = None
    died: int | None = None
    description: str = ""


def read_entries(path: Path) -> list[Entry]:
    """The entries in the order of the file.

    RESOLVE001 where the file cannot be read, RESOLVE002 for a line that is no entry: every answer would lack it, so
    the run stops. Two entries of one id are RESOLVE003.
    """
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise RunAborted(
            "RESOLVE001",
            f"The authority list cannot be read: {error.strerror}.",
            where=str(path),
            advice="Check the path.",
        ) from error
    found: list[Entry] = []
    seen: set[str | int] = set()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            entry = _entry(json.loads(line.decode("utf-8")))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise RunAborted(
                "RESOLVE002",
                "No entry of an authority list: it needs to be a JSON object in UTF-8.",
                where=f"{path}:{number}",
                advice='Give {"id": …, "kind": "person", "names": ["…"]} and perhaps "birth", "death", "description".',
            ) from error
        if entry.key in seen:
            raise RunAborted(
                "RESOLVE003",
                f"Two entries have the id {entry.key}.",
                where=f"{path}:{number}",
                advice="Give each its own.",
            )
        seen.add(entry.key)
        found.append(entry)
    return found


def _entry(record: dict[str, Any]) -> Entry:
    key, names = record["id"], record["names"]
    if not isinstance(key, str | int) or isinstance(key, bool) or not isinstance(names, Sequence):
        raise TypeError("id or names")
    kind = str(record.get("kind") or "PERSON").upper()
    label = _OTHER_KINDS.get(kind, kind)
    if label not in _KINDS:
        raise ValueError(kind)
    description = record.get("description") or ""
    if not isinstance(description, str):
        raise TypeError("description")
    told = [names] if isinstance(names, str) else names
    return Entry(key, label, tuple(_names(told)), _year(record.get("birth")), _year(record.get("death")), description)


def _names(names: Iterable[Any]) -> Iterable[tuple[str, str | None]]:
    """Strings, or objects with ``name`` and perhaps ``lang``; each form once, blank ones left out."""
    seen: set[tuple[str, str | None]] = set()
    for each in names:
        name, lang = (each["name"], each.get("lang")) if isinstance(each, dict) else (each, None)
        if not isinstance(name, str) or not (lang is None or isinstance(lang, str)):
            raise TypeError("name")
        form = (name.strip(), lang.split("-")[0].lower() if lang else None)
        if form[0] and form not in seen:
            seen.add(form)
            yield form


def _year(value: Any) -> int | None:
    """Of a year or an ISO or EDTF date: its first year; None where none is told."""
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    text = str(value).strip()
    digits = text[1:] if text.startswith("-") else text
    year = digits[:4]
    if len(year) != 4 or not year.isdecimal():
        return None
    return -int(year) if text.startswith("-") else int(year)
