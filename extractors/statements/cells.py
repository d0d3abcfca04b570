"""Statements of a table in a text file: every cell below the header, by the header of its column."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from extractors.errors import InputRejected
from extractors.readers.decoding import decode
from extractors.readers.table_csv import candidates, cells
from extractors.source import Source
from extractors.statements import Statement


class TableSpeech:
    """Statements of a CSV or TSV source. InputRejected STATE002 where no delimiter is found in it."""

    def __init__(self, source: Source) -> None:
        text = decode(source)
        found = candidates(text)
        if not found:
            raise InputRejected("STATE002", "No delimiter of cells is found.", where=source.name)
        self._delimiter = found[0]
        sheet = cells(text, self._delimiter, source.name)
        self._rows = [list(row) for row in sheet.rows]
        self._head = next((at for at, row in enumerate(self._rows) if sum(map(bool, row)) > 1), 0)
        header = self._rows[self._head] if self._rows else []
        self._places = [
            (at, column)
            for at in range(self._head + 1, len(self._rows))
            for column, cell in enumerate(self._rows[at])
            if cell.strip()
        ]
        self.statements = tuple(
            Statement(
                f"column {header[column].strip() if column < len(header) else column + 1}",
                sheet.lines[at],
                self._rows[at][column],
                number,
            )
            for number, (at, column) in enumerate(self._places)
        )

    def altered(self, values: Mapping[int, str]) -> bytes:
        """The table with other words in those cells, in UTF-8."""
        rows = [row[:] for row in self._rows]
        for number, value in values.items():
            at, column = self._places[number]
            rows[at][column] = value
        out = io.StringIO()
        csv.writer(out, delimiter=self._delimiter, lineterminator="\n").writerows(rows)
        return out.getvalue().encode()
