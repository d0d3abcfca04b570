"""SPARQL results as typed tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from kg.client.needs import needed

if TYPE_CHECKING:
    import pandas as pd

XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = frozenset(
    XSD + name for name in (
        "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "negativeInteger",
        "nonPositiveInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte",
    )
)  # fmt: skip
_NUMBERS = _INTEGERS | {XSD + "decimal", XSD + "double", XSD + "float"}
Cell = dict[str, Any] | None
Rows = list[dict[str, Any]]


def solutions(body: bytes) -> tuple[list[str], Rows]:
    """Variables and bindings of SPARQL 1.1 Query Results JSON."""
    loaded = json.loads(body)
    return list(loaded["head"].get("vars", ())), list(loaded["results"]["bindings"])


def frame(variables: Sequence[str], rows: Rows) -> pd.DataFrame:
    """A table with a column for each variable, in order, and ``NAME_lang`` behind those that hold language tags.

    A column whose values are all of one kind has that kind: xsd:integer and xsd:gYear Int64, decimal and double
    Float64, boolean, xsd:date and xsd:dateTime datetime64 in seconds (UTC where all have a time zone). Anything else,
    dates outside of the years 1 to 9999 too, is text as it is written; IRIs are text. What is unbound is NA.
    """
    pandas = needed("pandas")
    columns: dict[str, Any] = {}
    for name in variables:
        cells = [row.get(name) for row in rows]
        columns[name] = _typed(pandas, cells)
        if any(cell and "xml:lang" in cell for cell in cells):
            tags = [cell.get("xml:lang") if cell else None for cell in cells]
            other = f"{name}_lang"
            if other not in variables:
                columns[other] = pandas.array(tags, dtype="string")
    return pandas.DataFrame(columns, index=range(len(rows)))


def table(columns: Sequence[str], rows: Sequence[Sequence[object]], **types: str) -> pd.DataFrame:
    """A table of our own making; types: dtype by column, text for the others. None is NA."""
    pandas = needed("pandas")
    made = {
        name: pandas.array([row[at] for row in rows], dtype=types.get(name, "string"))
        for at, name in enumerate(columns)
    }
    return pandas.DataFrame(made, index=range(len(rows)))


def _typed(pandas: Any, cells: Sequence[Cell]) -> Any:
    kinds = {_kind(cell) for cell in cells if cell}
    values = [_text(cell) if cell else None for cell in cells]
    try:
        if kinds and kinds <= _INTEGERS:
            return pandas.array(_each(int, values), dtype="Int64")
        if kinds and kinds <= _NUMBERS:
            return pandas.array(_each(float, values), dtype="Float64")
        if kinds == {XSD + "boolean"}:
            return pandas.array(_each(lambda text: text in ("true", "1"), values), dtype="boolean")
        if kinds == {XSD + "gYear"}:
            return pandas.array(_each(int, values), dtype="Int64")
        if kinds == {XSD + "date"}:
            return pandas.array(_each(date.fromisoformat, values), dtype="datetime64[s]")
        if kinds == {XSD + "dateTime"}:
            return _times(pandas, values)
    except (ValueError, OverflowError):
        pass  # a year, a number or a time zone that the type has no room for: as it is written
    return pandas.array(values, dtype="string")


def _times(pandas: Any, values: Sequence[str | None]) -> Any:
    times = _each(datetime.fromisoformat, values)
    zoned = {time.tzinfo is not None for time in times if time is not None}
    if zoned == {True}:
        return pandas.to_datetime(pandas.Series(times), utc=True).dt.as_unit("s").array
    if zoned == {False}:
        return pandas.array(times, dtype="datetime64[s]")
    raise ValueError("some have a time zone, some have none")


def _each(read: Callable[[str], Any], values: Sequence[str | None]) -> list[Any]:
    return [None if value is None else read(value) for value in values]


def _kind(cell: dict[str, Any]) -> str:
    return str(cell.get("datatype", "")) if cell["type"] in ("literal", "typed-literal") else ""


def _text(cell: dict[str, Any]) -> str:
    value = cell["value"]
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)  # a triple term
