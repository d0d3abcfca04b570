"""What a result can be shown as beside a table: points on a map, a network, a chart. Chosen by its columns alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sparql_endpoint.results import Row, Table, Term

MOST_POINTS = 500
MOST_NODES = 50
MOST_BARS = 50
_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = frozenset(
    _XSD + name for name in ("integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger")
)
_WKT = "http://www.opengis.net/ont/geosparql#wktLiteral"
_POINT = re.compile(r"(?:<[^>]*>\s*)?POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)", re.IGNORECASE)
_TIMES = frozenset({"year", "decade", "century", "month", "day"})
"""Columns of such a name say when, not how much."""
_LAT, _LON = ("lat", "latitude"), ("lon", "long", "lng", "longitude")


@dataclass(frozen=True, slots=True)
class Point:
    """A place of the result: degrees of WGS 84, what it is called, and its IRI where there is one."""

    lat: float
    lon: float
    label: Term
    iri: str


@dataclass(frozen=True, slots=True)
class Edge:
    """Two things of one row, by IRI or by name; weight is the row's first number, else 1."""

    source: Term
    target: Term
    weight: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A name and a number; share of the largest, 0 to 1. group: the year or decade of the row, if it has one."""

    label: Term
    value: float
    share: float
    group: str = ""


@dataclass(frozen=True, slots=True)
class Shapes:
    """Empty where the columns do not fit. left_out: by the name of a view, how many it had no room for."""

    points: tuple[Point, ...] = ()
    edges: tuple[Edge, ...] = ()
    bars: tuple[Bar, ...] = ()
    number: str = ""
    """Name of the column that the chart is of."""
    left_out: dict[str, int] = field(default_factory=dict)

    @property
    def views(self) -> tuple[str, ...]:
        """Those that there are beside the table, in the order of the page."""
        found = (("map", self.points), ("network", self.edges), ("chart", self.bars))
        return tuple(name for name, members in found if members)


def shapes(table: Table, located: Mapping[str, tuple[float, float]] | None = None) -> Shapes:
    """All that the table can be shown as. located: degrees of places by IRI, for rows that tell none themselves."""
    if table.boolean is not None or not table.rows:
        return Shapes()
    figures = [name for name in table.variables if _all(table.rows, name, _is_number)]
    times = [name for name in figures if name.lower().rstrip("s") in _TIMES]
    numbers = [name for name in figures if name not in times and name.lower() not in (*_LAT, *_LON)]
    things = [name for name in table.variables if _all(table.rows, name, _is_iri)]
    texts = [name for name in table.variables if _all(table.rows, name, _is_text)]
    left_out: dict[str, int] = {}
    points = _points(table, texts, things, located or {})
    left_out["map"] = len(points) - len(points[:MOST_POINTS])
    edges, left_out["network"] = _edges(table.rows, things, texts, numbers)
    bars = _bars(table.rows, [*texts, *things] or times, numbers, times)
    left_out["chart"] = len(bars) - len(bars[:MOST_BARS])
    number = numbers[0] if numbers else ""
    return Shapes(tuple(points[:MOST_POINTS]), edges, tuple(bars[:MOST_BARS]), number, left_out)


def _points(
    table: Table, texts: Sequence[str], things: Sequence[str], located: Mapping[str, tuple[float, float]]
) -> list[Point]:
    found: dict[tuple[float, float, str], Point] = {}
    for row in table.rows:
        place = next((at for name in table.variables if (at := _wkt(row.get(name)))), None) or _pair(row)
        iris = [row[name].value for name in things if name in row]
        iri = next((each for each in iris if each in located), iris[0] if iris else "")
        place = place or located.get(iri)
        if place is None:
            continue
        label = next((row[name] for name in texts if name in row), Term("literal", iri))
        found.setdefault((*place, label.value), Point(*place, label, iri))
    return list(found.values())


def _edges(
    rows: Sequence[Row], things: Sequence[str], texts: Sequence[str], numbers: Sequence[str]
) -> tuple[tuple[Edge, ...], int]:
    """Between the first two columns of things; of names where there are not two and a number says how much."""
    ends = things[:2] if len(things) > 1 else texts[:2] if len(texts) > 1 and numbers else ()
    if len(ends) < 2:
        return (), 0
    weights: Counter[tuple[Term, Term]] = Counter()
    for row in rows:
        one, other = row.get(ends[0]), row.get(ends[1])
        if one is not None and other is not None and one.value != other.value:
            weights[one, other] += _number(row[numbers[0]]) if numbers and numbers[0] in row else 1.0  # type: ignore[assignment]
    nodes: dict[str, None] = {}
    kept = []
    for (one, other), weight in sorted(weights.items(), key=lambda pair: -pair[1]):
        if len(nodes.keys() | {one.value, other.value}) <= MOST_NODES:
            nodes |= {one.value: None, other.value: None}
            kept.append(Edge(one, other, float(weight)))
    return tuple(kept), len(weights) - len(kept)


def _bars(rows: Sequence[Row], names: Sequence[str], numbers: Sequence[str], times: Sequence[str]) -> list[Bar]:
    if not names or not numbers or len(rows) < 2:
        return []
    named = [(row, _number(row[numbers[0]])) for row in rows if names[0] in row and numbers[0] in row]
    most = max((value for _, value in named), default=0.0)
    if most <= 0 or min(value for _, value in named) < 0:
        return []
    group = times[0] if times and times[0] != names[0] else ""
    return [Bar(row[names[0]], value, value / most, row[group].value if group in row else "") for row, value in named]


def _all(rows: Sequence[Row], name: str, fits: object) -> bool:
    cells = [row[name] for row in rows if name in row]
    return bool(cells) and all(fits(cell) for cell in cells)  # type: ignore[operator]


def _is_number(term: Term) -> bool:
    return term.datatype in _NUMBERS and _number(term) == _number(term)


def _is_iri(term: Term) -> bool:
    return term.kind == "uri"


def _is_text(term: Term) -> bool:
    return (term.kind == "literal" and term.datatype in ("", _XSD + "string")) or bool(term.lang)


def _number(term: Term) -> float:
    """NaN for what is none."""
    try:
        value = float(term.value)
    except ValueError:
        return float("nan")
    return value if abs(value) < float("inf") else float("nan")


def _wkt(term: Term | None) -> tuple[float, float] | None:
    match = _POINT.match(term.value) if term is not None and term.datatype == _WKT else None
    return _degrees(match[2], match[1]) if match else None


def _pair(row: Row) -> tuple[float, float] | None:
    lat = next((row[name].value for name in row if name.lower() in _LAT), None)
    lon = next((row[name].value for name in row if name.lower() in _LON), None)
    return _degrees(lat, lon) if lat is not None and lon is not None else None


def _degrees(lat: str, lon: str) -> tuple[float, float] | None:
    try:
        north, east = float(lat), float(lon)
    except ValueError:
        return None
    return (north, east) if abs(north) <= 90 and abs(east) <= 180 else None
