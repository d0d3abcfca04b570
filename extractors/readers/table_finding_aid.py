"""The register itself as a record: its title, the headings between its rows, and the rows that describe no unit."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from extractors.document import Document
from extractors.readers.ead_finding_aid import RECORD
from extractors.readers.table_document import language_of
from extractors.readers.table_draft import BREAK
from extractors.readers.table_rows import Table
from extractors.readers.table_units import Units


def described(found: Units) -> str:
    """Call number of the narrowest set that holds all units; empty where there is none.

    Sets that rows describe are among the units, so nothing narrower than their own top is looked for.
    """
    tops = [unit for unit in found.units if unit.parent is None]
    top = tops[0] if len(tops) == 1 else None
    while top is not None:
        below = [unit for unit in found.units if unit.parent == top.id]
        if top.entry is not None or len(below) != 1 or below[0].entry is not None:
            return top.id
        top = below[0]
    return ""


def finding_aid(
    tables: Sequence[Table], found: Units, source_id: str, stem: str, warnings: Sequence[str], lang: str | None
) -> Document:
    """The Document of the register, ``{source_id}/finding-aid``. Its text: the lines above each table, its headings,
    the headings between the rows, and, word for word, the rows left out."""
    lines: list[str] = []
    for table in tables:
        lines += [*table.above, " | ".join(name for name in table.header.names if name), *table.headings]
    for entry in found.left_out:
        lines += entry.lines
    above = [line for table in tables for line in table.above]
    title = textwrap.shorten(". ".join(line.rstrip(".") for line in above), 240, placeholder="…") or stem
    known = {unit.id for unit in found.units}
    tops = [unit.id for unit in found.units if unit.parent not in known]
    narrow = described(found)
    return Document(
        id=f"{source_id}/finding-aid",
        source_id=source_id,
        title=title,
        text=BREAK.join(lines),
        title_lang=language_of(title, lang),
        form="finding-aid",
        describes=tuple(RECORD + key for key in ([narrow] if narrow else tops)),
        warnings=tuple(warnings),
    )
