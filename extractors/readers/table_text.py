"""A CSV or TSV as the sheets that it may be: one for each delimiter that may be meant."""

from __future__ import annotations

from extractors.errors import InputRejected
from extractors.readers.decoding import decoded
from extractors.readers.table_csv import candidates, cells
from extractors.readers.table_sheet import Sheet
from extractors.source import Source


def text_sheets(source: Source) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """One sheet for each delimiter by which the text can be read, none for a text without cells; and warnings.

    InputRejected as in ``decoding.decoded``, and TAB004 where every delimiter fails.
    """
    read = decoded(source)
    text = read.text
    found: list[Sheet] = []
    fault: InputRejected | None = None
    for delimiter in candidates(text):
        try:
            found.append(cells(text, delimiter, source.name))
        except InputRejected as error:
            fault = fault or error
    if fault is not None and not found:
        raise fault
    return tuple(found), read.warnings
