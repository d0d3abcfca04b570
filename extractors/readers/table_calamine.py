"""The cells of a spreadsheet through calamine, as words. Runs isolated: what strangers' files do to it stays there."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

from extractors.errors import InputRejected


def cells(data: bytes) -> list[dict[str, Any]]:
    """Sheets in order: {"name", "rows": [[str]], "merges": [[top, left, bottom, right]]}; empty ends are cut off.

    Formulas give the value that was last computed. InputRejected TAB005 for what is no sound spreadsheet.
    """
    from python_calamine import CalamineError, PasswordError, load_workbook

    try:
        book = load_workbook(io.BytesIO(data))
        return [_sheet(book.get_sheet_by_index(at)) for at in range(len(book.sheet_names))]
    except PasswordError:
        raise InputRejected("TAB005", "The spreadsheet is encrypted.", advice="Save it without a password.") from None
    except (CalamineError, ValueError, OSError) as error:
        problem = " ".join(str(error).split())[:200]
        raise InputRejected(
            "TAB005", f"The spreadsheet is broken: {problem}.", advice="Open it, repair it and save it as XLSX."
        ) from None


def _sheet(sheet: Any) -> dict[str, Any]:
    rows = [_trimmed([word(value) for value in row]) for row in sheet.iter_rows()] if sheet.height else []
    while rows and not rows[-1]:
        rows.pop()
    merges = [[*first, *last] for first, last in sheet.merged_cell_ranges or ()]
    return {"name": sheet.name, "rows": rows, "merges": sorted(merges)}


def _trimmed(row: list[str]) -> list[str]:
    while row and not row[-1].strip():
        row.pop()
    return row


def word(value: object) -> str:
    """A cell as words: whole numbers without a fraction, dates in ISO 8601, texts as they are.

    >>> word(12.0), word(0.5), word(date(1936, 3, 12)), word("007")
    ('12', '0.5', '1936-03-12', '007')
    """
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        midnight = not (value.hour or value.minute or value.second or value.microsecond)
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date) else str(value)
