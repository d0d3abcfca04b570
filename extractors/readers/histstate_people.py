"""Persons of the Office of the Historian's collections, and how records refer to them.

One register of slugs (``nazarbayev-nursultan``) serves chiefs of mission, presidents and secretaries: the local id
is ``pocom:slug``, as in TEI references to ``/departmenthistory/people/slug``.
"""

from __future__ import annotations

from extractors.document import Document, Entity, Name, Note
from extractors.readers.field_text import FieldText
from extractors.readers.machine_dates import dated, edtf_day
from extractors.readers.safe_xml import Element, child, children, descend, line_of, words
from extractors.source import Source

PEOPLE = "pocom:"
TERRITORY = "histstate-territory:"
CLERICAL = (
    "created-by", "created-date", "created-datetime",
    "last-modified-by", "last-modified-date", "last-modified-datetime",
)  # fmt: skip
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"


def person(root: Element, source: Source) -> Document:
    """The record of one person. Names: inverted as filed, then in direct order, then the others."""
    slug = words(child(root, "id")) or source.stem
    named = child(root, "persName")
    surname, forename = words(descend(named, "surname")), words(descend(named, "forename"))
    suffix = words(descend(named, "genName"))
    filed = ", ".join(part for part in (surname, forename, suffix) if part)
    direct = " ".join(part for part in (forename, surname, suffix) if part)
    names = [filed, direct, *(words(item) for item in children(named, "altname"))]
    lines = FieldText()
    lines.field("id", slug)
    for name in ("surname", "forename", "genName", "altname"):
        for item in children(named, name):
            lines.field(name, words(item))
    name_end = len(lines.text)
    for name in ("birth", "death", "career-type"):
        lines.field(name, words(child(root, name)))
    lines.field("residence", words(descend(root, "residence", "state-id")))
    identity = f"pocom/{slug}"
    return Document(
        id=identity,
        source_id=identity,
        title=filed or slug,
        text=lines.text,
        form="authority-record",
        entities=(
            Entity(
                local_id=PEOPLE + slug,
                label="PERSON",
                names=tuple(
                    Name(name, "en", preferred=not n) for n, name in enumerate(dict.fromkeys(filter(None, names)))
                ),
                dates=tuple(
                    dated(words(child(root, name)), edtf_day(words(child(root, name))), role=name)
                    for name in ("birth", "death")
                    if words(child(root, name))
                ),
                start=0,
                end=name_end,
            ),
        ),
        describes=(PEOPLE + slug,),
        notes=clerical(root),
        language="en",
        licence=LICENCE,
    )


def record_id(record: Element) -> tuple[str, tuple[str, ...]]:
    """The record's number, and no warning; its line, with a warning, where it has none."""
    number = words(child(record, "id"))
    if number:
        return number, ()
    line = line_of(record)
    return f"line-{line}", (f"HIST011 line {line}: the record has no id; it is called by its line, which may change",)


def clerical(record: Element) -> tuple[Note, ...]:
    """Who made and changed a record, and when; kept beside the text."""
    return tuple(Note(name, words(item)) for name in CLERICAL for item in children(record, name) if words(item))


def name_of_slug(slug: str) -> str:
    """A readable name where a record gives the slug alone: ``saudi-arabia`` -> ``Saudi Arabia``."""
    return " ".join(part.capitalize() for part in slug.split("-") if part)


def filed_name_of_slug(slug: str) -> str:
    """``stoltzfus-william-a`` -> ``Stoltzfus, William A``."""
    surname, _, rest = slug.partition("-")
    return ", ".join(part for part in (name_of_slug(surname), name_of_slug(rest)) if part)
