"""Access as a Document's notes tell it, for readers whose formats have words for it and no code."""

from __future__ import annotations

from dataclasses import replace

from extractors.access.conditions import read_conditions, strictest, warning
from extractors.document import Access, Document

ACCESS, UNTIL = "access", "access-until"
"""Kinds of notes: who may see the unit; the first day on which all may."""


def with_access(document: Document) -> Document:
    """The document with its access, and a warning where its words cannot be read."""
    access = document.access or access_of_notes(document)
    told = warning(document.id, access)
    return replace(document, access=access, warnings=(*document.warnings, *told)) if access else document


def access_of_notes(document: Document) -> Access | None:
    """What notes of the two kinds above say together; None where there are none."""
    words = [note.text for note in document.notes if note.kind == ACCESS]
    until = [note.text for note in document.notes if note.kind == UNTIL]
    stated = [one for text in words if (one := read_conditions(text, last_day=last_day(document)))]
    for text in until:
        # A column of its own: no word around the date says what it is for.
        read = read_conditions(f"closed until {text}")
        ends = read if read and read.status == "embargoed" and read.until else None
        stated.append(ends or Access("closed", words=text, understood=False))
    if not stated:
        return None
    if until and words and not any(one.until for one in stated[: len(words)]):
        # "Restricted" beside "2030-01-01" is one statement: restricted until then.
        stated = stated[len(words) :]
    found = strictest(stated)
    said = " ".join(" · ".join((*words, *until)).split())
    return Access(found.status, found.until, said, all(one.understood for one in stated))


def last_day(document: Document) -> str | None:
    """The last day of what the unit holds, as far as its dates tell."""
    days = [date.latest for date in document.dates if date.latest and date.role in ("creation", "accumulation")]
    return max(days, default=None)
