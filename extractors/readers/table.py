"""Catalogues as tables: CSV, TSV, XLSX, XLS and ODS, understood by mapping profiles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from extractors.document import Document
from extractors.errors import InputRejected
from extractors.source import Source

if TYPE_CHECKING:
    from extractors.readers.table_header import Header
    from extractors.readers.table_profile import Profile
    from extractors.readers.table_rows import Table
    from extractors.readers.table_sheet import Sheet

HEAD = 1 << 16
"""Bytes of a text file that sniffing looks at."""
_MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "xls": "application/vnd.ms-excel",
}
_SIGNS = (b"\t", b";", b",", b"|")
_NO_TABLE = (b"<", b"{", b"[", b"---", b"%PDF", b"\x89PNG", b"\xff\xd8")


class TableReader:
    """Yields the sets and units of a register, each set before what it holds, then the register as a finding aid."""

    name = "table"
    suffixes = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".xlsb")
    media_type = "text/csv"

    def sniff(self, source: Source) -> float:
        """0.95 for a spreadsheet, and for cells under a header that a profile fits; 0.1 where a profile knows three
        columns of a .csv or .tsv, or is broken, so that reading says what is wrong; else 0."""
        from extractors.readers.table_workbook import kind

        if kind(source.data) is not None:
            return 0.95
        if source.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_NO_TABLE):
            return 0.0
        return _text_score(source)

    def media_type_of(self, source: Source) -> str:
        """That of the spreadsheet, else of separated values."""
        from extractors.readers.table_workbook import kind

        return _MEDIA_TYPES.get(kind(source.data) or "", self.media_type)

    def parts(self, source: Source) -> tuple[str, ...]:
        """The profile beside the table, where there is one."""
        from extractors.readers.table_profiles import beside_name

        own = beside_name(source)
        return (own,) if source.root is not None and source.locate(own) is not None else ()

    def read(self, source: Source) -> Iterator[Document]:
        """Documents of the register.

        InputRejected: TAB001 no profile fits, with the closest and what it lacks; TAB003 no call number can be made;
        TAB004, TAB005 broken cells; TAB010, TAB011 a broken profile; others as in ``decoding.decoded``.
        """
        from extractors.readers.table_document import language_of, prose, row_document, set_document
        from extractors.readers.table_finding_aid import described, finding_aid
        from extractors.readers.table_units import units

        tables, warnings = _tables(source)
        found = units(tables, source.stem)
        if not found.units:
            raise _no_units(source, tables)
        narrow = described(found)
        source_id = f"{narrow}/{source.stem}" if narrow else source.stem
        sample = "\n".join(prose(entry) for table in tables for entry in table.entries[:200])
        lang = language_of(sample[:20_000])
        ranks: Counter[str | None] = Counter()
        for unit in found.units:
            if unit.entry is None:
                yield set_document(unit, source_id, lang)
            else:
                ranks[unit.parent] += 1
                yield row_document(unit, unit.entry, source_id, ranks[unit.parent], lang)
        yield finding_aid(tables, found, source_id, source.stem, (*warnings, *found.warnings), lang)


def _text_score(source: Source) -> float:
    from extractors.readers.table_header import LEAST
    from extractors.readers.table_profiles import faultless, own_profile
    from extractors.readers.table_text import text_sheets

    named = source.name.lower().endswith((".csv", ".tsv"))
    head = source.data[:HEAD]
    if len(source.data) > HEAD and b"\0" not in head:  # no letter is cut in two; in UTF-16 none is anyway
        head = head[: head.rfind(b"\n") + 1] or head
    if all(head.count(sign) < 2 for sign in _SIGNS):
        return 0.0
    try:
        sheets, _ = text_sheets(Source(source.name, source.archive, head))
    except InputRejected:
        return 0.1 if named else 0.0
    try:
        own = own_profile(source)
    except InputRejected:
        return 0.95
    known, sound = faultless()
    best = _best(sheets, (own,) if own is not None else known)
    if best is not None and (best[1].fits or own is not None):
        return 0.95
    close = best is not None and best[1].known >= LEAST
    return 0.1 if named and sheets and (close or not sound) else 0.0


def _best(sheets: Sequence[Sheet], known: Sequence[Profile]) -> tuple[Sheet, Header] | None:
    """The sheet with the header that fits best; the first of several alike."""
    from extractors.readers.table_header import best_header

    found = [(sheet, header) for sheet in sheets if (header := best_header(sheet, known)) is not None]
    return max(found, key=lambda pair: (pair[1].fits, pair[1].known), default=None)


def _tables(source: Source) -> tuple[list[Table], list[str]]:
    """The sheets that a profile fits, and warnings that name the others."""
    from extractors.readers.table_header import best_header
    from extractors.readers.table_profiles import own_profile, profiles
    from extractors.readers.table_rows import table
    from extractors.readers.table_text import text_sheets
    from extractors.readers.table_workbook import kind, sheets

    own = own_profile(source)
    known = (own,) if own is not None else profiles()
    if kind(source.data) is None:
        texts, warnings = text_sheets(source)
        best = _best(texts, known)
        if best is None or not best[1].fits:
            raise _misfit(source, best[1] if best else None, known)
        return [table(*best, several=False)], list(warnings)
    book = [sheet for sheet in sheets(source) if any(map(any, sheet.rows))]
    headed = [(sheet, best_header(sheet, known)) for sheet in book]
    fitting = [(sheet, header) for sheet, header in headed if header is not None and header.fits]
    if not fitting:
        best = _best(book, known)
        raise _misfit(source, best[1] if best else None, known)
    others = [sheet for sheet, header in headed if header is None or not header.fits]
    left_out = [f"TAB027 line 1 of {sheet.name}: no profile fits this sheet; it is left out" for sheet in others]
    return [table(sheet, header, several=len(book) > 1) for sheet, header in fitting], left_out


def _misfit(source: Source, header: Header | None, known: Sequence[Profile]) -> InputRejected:
    """TAB001: the closest profile and the columns that it misses."""
    advice = "Name the columns in a profile beside the table: docs/how-to/catalogue-profile.md shows how."
    if header is None:
        names = ", ".join(profile.name for profile in known)
        problem = f"No column is known to any profile ({names})."
        return InputRejected("TAB001", problem, where=source.name, advice=advice)
    profile = header.profile
    told = [" or ".join(repr(profile.column(key).names[0]) for key in group) for group in header.missing]
    lacks = f"but lacks the columns {', '.join(told)}" if told else f"but only {header.known} of its columns are there"
    return InputRejected(
        "TAB001", f"The table comes closest to the profile {profile.name}, {lacks}.", where=source.name, advice=advice
    )


def _no_units(source: Source, tables: Sequence[Table]) -> InputRejected:
    """TAB003: what the call numbers lack, or that there are no rows."""
    profile = tables[0].header.profile
    if not any(table.entries for table in tables):
        return InputRejected("TAB003", "There are no rows under the header.", where=source.name, advice="Leave it out.")
    parts = ", ".join(part.key for part in profile.parts)
    return InputRejected(
        "TAB003",
        f"No row has a whole call number ({parts or 'the column of call numbers is empty'}).",
        where=source.name,
        advice=f'Say what is the same for all rows in {source.name}.profile.toml, under [constants]: fond = "708".'
        if parts
        else "Fill in the call numbers.",
    )
