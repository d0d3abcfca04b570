"""Text files of cells: commas, semicolons, tabs or bars between them (RFC 4180, and what spreadsheets make of it)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from typing import Literal

from extractors.errors import InputRejected
from extractors.readers.table_sheet import Sheet

DELIMITERS = ("\t", ";", ",", "|")
_TOLD = re.compile(r"sep=(.)\n")
_SAMPLE = 60


def candidates(text: str) -> tuple[str, ...]:
    """Delimiters that may be meant, in a fixed order: the one that a first line ``sep=;`` tells, else those that stand
    in two or more of the first lines. Bars at the line's start make a drawn table and none of data."""
    if told := _TOLD.match(text):
        return (told.group(1),)
    head = [line for line in text.split("\n", _SAMPLE)[:_SAMPLE] if line.strip()]
    found = (sign for sign in DELIMITERS if sum(sign in line for line in head) >= 2)
    return tuple(sign for sign in found if sign != "|" or not any(line.startswith("|") for line in head))


def cells(text: str, delimiter: str, name: str) -> Sheet:
    """All rows. Quotes that do not fit the format are taken as letters where every line then has as many cells.

    InputRejected TAB004, with the line, for quotes that leave no other reading, and for a cell of more than 128 Ki.
    """
    told = _TOLD.match(text)
    text, skipped = (text[told.end() :], 1) if told else (text, 0)
    try:
        return _parsed(text, delimiter, csv.QUOTE_MINIMAL, skipped)
    except csv.Error as error:
        plain = _or_none(lambda: _parsed(text, delimiter, csv.QUOTE_NONE, skipped))
        widths = {len(row) for row in plain.rows if any(row)} if plain is not None else set()
        if plain is not None and len(widths) == 1 and widths != {1}:
            return plain
        raise InputRejected(
            "TAB004",
            f"The cells cannot be told apart: {error}.",
            where=f"{name}:{_line_of(text, delimiter) + skipped}",
            advice='Double every quotation mark inside a quoted cell ("" for ").',
        ) from None


def _parsed(text: str, delimiter: str, quoting: Literal[0, 3], skipped: int) -> Sheet:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, strict=True)
    rows, lines, line = [], [], 1 + skipped
    for row in reader:
        rows.append(tuple(row))
        lines.append(line)
        line = reader.line_num + 1 + skipped
    return Sheet("", tuple(rows), tuple(lines))


def _or_none(parse: Callable[[], Sheet]) -> Sheet | None:
    try:
        return parse()
    except csv.Error:
        return None


def _line_of(text: str, delimiter: str) -> int:
    """Where the first record that cannot be read begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for _ in reader:
            line = reader.line_num + 1
    except csv.Error:
        return line
    return line
