"""Authority lists as tables: CSV, TSV and spreadsheets with a person, body, place or event a row.

The columns are told by their headings (``authority_columns``). A row needs a name, and an id or a registry's id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.document import DateExpression, Document, Entity, Label, Name
from extractors.errors import InputRejected
from extractors.readers.authority_columns import Column, column
from extractors.readers.authority_entries import KINDS, Unfit
from extractors.readers.coordinates import latitude_longitude
from extractors.readers.machine_dates import dated
from extractors.readers.registry_ids import is_registered, registry_id
from extractors.readers.table_dates import dates_in
from extractors.readers.table_sheet import Sheet
from extractors.readers.text_builder import TextBuilder
from extractors.source import Source

_HEAD = 1 << 16
_SEPARATORS = re.compile(r"\s*[;|\n؛]\s*")
_EVIDENCE = frozenset(("kind", "birth", "death", "dates", "registry", "same", "latitude"))
_NO_TABLE = (b"<", b"{", b"[", b"%PDF", b"\x89PNG", b"\xff\xd8")


class AuthorityTableReader:
    """Yields one authority record for the whole table; a row that cannot be used is a warning with its line."""

    name = "authority-table"
    suffixes = (".csv", ".tsv", ".xlsx", ".ods", ".xls")
    media_type = "text/csv"

    def sniff(self, source: Source) -> float:
        """0.96 for separated values whose header has a name, an id of some sort and one thing more that only
        authority lists have; 0 else. A spreadsheet is one only where the caller says so."""
        from extractors.readers.table_text import text_sheets

        head = source.data[:_HEAD]
        if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_NO_TABLE) or head.startswith((b"PK", b"\xd0\xcf")):
            return 0.0
        if len(source.data) > _HEAD and b"\0" not in head:
            head = head[: head.rfind(b"\n") + 1] or head
        try:
            sheets, _ = text_sheets(Source(source.name, source.archive, head))
        except InputRejected:
            return 0.0
        return 0.96 if any(_fits(_header(sheet)) for sheet in sheets) else 0.0

    def read(self, source: Source) -> Iterator[Document]:
        """The list.

        InputRejected: AUTH001 no column of names or none of ids; others as in ``decoding.decoded``, TAB004, TAB005.
        """
        from extractors.readers.table_text import text_sheets
        from extractors.readers.table_workbook import kind, sheets

        found, told = (sheets(source), ()) if kind(source.data) else text_sheets(source)
        best = max(found, key=lambda sheet: sum(one is not None for one in _header(sheet)), default=None)
        columns = _header(best) if best is not None else ()
        means = {one.means for one in columns if one is not None}
        if best is None or "name" not in means or not means & {"id", "registry", "same"}:
            raise InputRejected(
                "AUTH001",
                "The table has no column of names, or none of ids.",
                where=source.name,
                advice='Head the columns as docs/how-to/authority-list.md says: "id", "name_en", "viaf" …',
            )
        yield _document(source, best, columns, list(told))


def _document(source: Source, sheet: Sheet, columns: Sequence[Column | None], warnings: list[str]) -> Document:
    out = TextBuilder()
    entities: dict[str, Entity] = {}
    first = _first(sheet)
    for heading, one in zip(sheet.rows[first], columns, strict=False):
        if one is None and heading.strip():
            warnings.append(f"AUTH002 line {sheet.lines[first]}: the column {heading.strip()!r} is not understood")
    for line, row in zip(sheet.lines[first + 1 :], sheet.rows[first + 1 :], strict=True):
        if not any(cell.strip() for cell in row):
            continue
        try:
            entity, words = _entry([(one, cell.strip()) for one, cell in zip(columns, row, strict=False) if one])
        except Unfit as fault:
            warnings.append(f"{fault.code} line {line}: {fault}")
            continue
        if entity.local_id in entities:
            warnings.append(f"AUTH004 line {line}: the id {entity.local_id} is used twice; the first stands")
            continue
        start, end = out.add_line(words)
        entities[entity.local_id] = replace(entity, start=start, end=end)
    return Document(
        id=source.stem,
        source_id=source.stem,
        title=source.stem,
        text=out.text,
        form="authority-record",
        entities=tuple(entities.values()),
        describes=tuple(entities),
        warnings=tuple(warnings),
    )


def _entry(cells: Sequence[tuple[Column, str]]) -> tuple[Entity, str]:
    """The entity of a row, and the words that stand for it in the text. Raises Unfit."""
    told = [(one, " ".join(value.split()) if one.means != "other" else value) for one, value in cells if value]
    lang = next((value for one, value in told if one.means == "language"), None)
    names = _names(told, lang)
    if not names:
        raise Unfit("AUTH003", "the row has no name")
    ids = tuple(dict.fromkeys(found for one, value in told for found in _identifiers(one, value)))
    own = next((value for one, value in told if one.means == "id"), "")
    if not own and not ids:
        raise Unfit("AUTH003", "the row has neither an id nor a registry's id")
    label = _label(told, ids)
    dates = tuple(_dates(told, label, lang))
    description = "; ".join(value for one, value in told if one.means == "description")
    latitude, longitude = (next((v for one, v in told if one.means == m), None) for m in ("latitude", "longitude"))
    point = latitude_longitude(latitude, longitude) if label == "PLACE" and latitude and longitude else None
    shown = ", ".join(f"{date.role} {date.expressed}" for date in dates)
    parts = ("; ".join(dict.fromkeys(name.value for name in names)), shown, description)
    entity = Entity(
        local_id=registry_id(own) if own else ids[0],
        label=label,
        names=names,
        description=description,
        dates=dates,
        identifiers=tuple(dict.fromkeys((*ids, *([registry_id(own)] if own and is_registered(own) else [])))),
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
    )
    return entity, " — ".join(part for part in parts if part)


def _names(told: Sequence[tuple[Column, str]], lang: str | None) -> tuple[Name, ...]:
    """The preferred names in the order of the columns, one for each, then the others."""
    found: dict[tuple[str, str | None], Name] = {}
    for means in ("name", "other"):
        for one, cell in told:
            if one.means == means:
                values = [cell] if means == "name" else _SEPARATORS.split(cell)
                for value in (" ".join(value.split()) for value in values):
                    tag = one.lang or lang
                    if value:
                        found.setdefault((value, tag), Name(value, tag, preferred=means == "name" and not found))
    return tuple(found.values())


def _identifiers(one: Column, cell: str) -> Iterator[str]:
    if one.means == "registry":
        yield from (registry_id(value, one.scheme) for value in _SEPARATORS.split(cell) if value)
    elif one.means == "same":
        for value in _SEPARATORS.split(cell):
            known = registry_id(value)
            if known != value or is_registered(value):
                yield known
            elif value.startswith(("http://", "https://")):
                yield f"iri:{value}"


def _label(told: Sequence[tuple[Column, str]], ids: Sequence[str]) -> Label:
    kind = next((value for one, value in told if one.means == "kind"), "").lower().replace(" ", "")
    if kind and kind not in KINDS:
        raise Unfit("AUTH003", f'the kind "{kind}" is none of {", ".join(KINDS)}')
    placed = any(one.means == "latitude" for one, _ in told) or any(i.startswith(("geonames:", "tgn:")) for i in ids)
    return KINDS[kind] if kind else "PLACE" if placed else "PERSON"


def _dates(told: Sequence[tuple[Column, str]], label: Label, lang: str | None) -> Iterator[DateExpression]:
    """Of persons birth and death, of others the time that they existed."""
    for one, cell in told:
        if one.means in ("birth", "death", "dates"):
            role = one.means if label == "PERSON" and one.means != "dates" else "existence"
            date = replace(dates_in(cell, lang, role, 0)[0], start=None, end=None)
            first, slash, last = (date.edtf or "").partition("/")
            if label == "PERSON" and one.means == "dates" and slash:
                ends = (("birth", first), ("death", last))
                yield from (dated(edtf, edtf, role=end, method="catalogue") for end, edtf in ends if edtf.strip("."))
            else:
                yield date


def _first(sheet: Sheet) -> int:
    """Row of the header: the first that is not empty."""
    return next((at for at, row in enumerate(sheet.rows) if any(cell.strip() for cell in row)), 0)


def _header(sheet: Sheet) -> tuple[Column | None, ...]:
    return tuple(column(cell) for cell in sheet.rows[_first(sheet)]) if sheet.rows else ()


def _fits(columns: Sequence[Column | None]) -> bool:
    means = [one.means for one in columns if one is not None]
    several = sum(one in ("name", "other") for one in means) > 1
    identified = bool({"id", "registry", "same"} & set(means))
    return "name" in means and identified and (several or bool(_EVIDENCE & set(means)))
