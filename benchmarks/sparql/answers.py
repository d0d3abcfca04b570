"""Answers in a form that can be compared, whoever gave them."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation

_STRING = "http://www.w3.org/2001/XMLSchema#string"


def canonical(answer: str) -> object:
    """Rows of SPARQL JSON, or triples, in a fixed order. Numbers by value, for systems differ in how they count."""
    if not answer.lstrip().startswith("{"):
        return sorted(set(_triples(answer)))
    loaded = json.loads(answer)
    if "boolean" in loaded:
        return bool(loaded["boolean"])
    rows = loaded["results"]["bindings"]
    return sorted(sorted((name, *_term(cell)) for name, cell in row.items()) for row in rows)


def _term(cell: dict[str, str]) -> tuple[str, str, str]:
    kind = "uri" if cell["type"] == "uri" else "literal"
    value = cell["value"]
    if "integer" in cell.get("datatype", "") or "decimal" in cell.get("datatype", ""):
        try:
            return kind, format(Decimal(value).normalize(), "f"), "number"
        except InvalidOperation:
            return kind, value, "number"
    type_ = cell.get("xml:lang") or cell.get("datatype", "")
    return kind, value, "" if type_ == _STRING else type_.lower()


def _triples(text: str) -> list[tuple[str, ...]]:
    import pyoxigraph as ox

    found = []
    for quad in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE):
        number = isinstance(quad.object, ox.Literal) and quad.object.datatype.value.endswith(("#decimal", "#integer"))
        value = format(Decimal(quad.object.value).normalize(), "f") if number else str(quad.object)  # type: ignore[union-attr]
        found.append((str(quad.subject), str(quad.predicate), value))
    return found
