"""A time line drawn by the server: records that name the entity by year or decade and archive, and its own dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.dossier.model import Fact
from kg.dossier.read import Dossiers
from sparql_endpoint.portal.entity.shown import Date, Named, date_of, named

WIDTH, HEIGHT = 720, 140
_FOOT = 22
_MOST_BARS = 60
_MOST_EVENTS = 80


@dataclass(frozen=True, slots=True)
class Bar:
    """Records of one archive (by its place among all) that begin in a span of years; in units of the drawing."""

    archive: int
    since: int
    until: int
    records: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Point:
    """A dated statement: what it says, when, and the event that it tells of, if any."""

    label: Named
    event: Named | None
    date: Date


@dataclass(frozen=True, slots=True)
class Timeline:
    """bars by year and archive; ticks: (year, x); points by date; archives: their IRIs, by place."""

    archives: tuple[str, ...]
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[int, float], ...]
    points: tuple[Point, ...]
    step: int


def timeline(
    table: Dossiers, number: int, facts: Sequence[tuple[Fact, int | None]], wanted: tuple[str, ...]
) -> Timeline:
    """Years where they span less than some decades, else spans of 5, 10, 25, 50 or 100 years."""
    years = table.years(number)
    archives = tuple(sorted({archive for archive, _, _ in years}))
    points = _points(table, facts, wanted)
    if not years:
        return Timeline(archives, (), (), points, 1)
    low, high = min(year for _, year, _ in years), max(year for _, year, _ in years)
    step = next((s for s in (1, 5, 10, 25, 50, 100, 250) if (high - low) // s < _MOST_BARS), 500)
    start, end = low - low % step, high - high % step + step
    counts: Counter[tuple[int, int]] = Counter()
    for archive, year, records in years:
        counts[year - year % step, archives.index(archive)] += records
    tallest = max(counts.values())
    slot = WIDTH / ((end - start) // step)
    width = slot / len(archives)
    bars = []
    for (since, row), records in sorted(counts.items()):
        height = (HEIGHT - _FOOT) * records / tallest
        x = (since - start) // step * slot + row * width
        bars.append(Bar(row, since, since + step - 1, records, round(x, 2), round(HEIGHT - _FOOT - height, 2),
                        round(max(width - 0.6, 0.6), 2), round(height, 2)))  # fmt: skip
    every = max(step, -(-(end - start) // step // 8) * step)
    ticks = tuple((year, round((year - start) / step * slot, 2)) for year in range(start, end, every))
    return Timeline(archives, tuple(bars), ticks, points, step)


def _points(table: Dossiers, facts: Sequence[tuple[Fact, int | None]], wanted: tuple[str, ...]) -> tuple[Point, ...]:
    found: dict[tuple[str, str, str], Point] = {}
    events = 0
    for fact, other in facts:
        event = named(fact.other, wanted) if fact.other is not None and fact.day is None else None
        for day in (fact.day, fact.date):
            if day and day.first:
                date = date_of(day)
                assert date is not None  # noqa: S101 # the day is one
                found[day.iri, fact.property.iri, event.iri if event else ""] = Point(
                    named(fact.property, wanted), event, date
                )
        if other and event and "/id/event/" in event.iri and not fact.date and events < _MOST_EVENTS:
            events += 1
            for told, _ in table.facts(other, 12):
                if told.day and told.day.first and told.forward and (date := date_of(told.day)):
                    found[told.day.iri, fact.property.iri, event.iri] = Point(named(fact.property, wanted), event, date)
    return tuple(sorted(found.values(), key=lambda each: (each.date.first, each.date.last, each.label.iri)))
