"""A result counted in other ways: by the values of its facets, by years, by places."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain

from kg.search.facets import FACETS, Choice, Value, decade
from kg.search.found import Found

YEARS_APART = 40
"""So many years or fewer are counted one by one, more by decades."""
_MOST_PLACES = 500
_TAGS = """SELECT g.facet, v.value, COUNT(*) AS things FROM hit h JOIN tag g ON g.thing = h.thing
  JOIN facet_value v ON v.id = g.value WHERE h.fails = 0 OR h.fails = 1 << g.facet GROUP BY g.value"""
_BETWEEN = """WITH bin (year, last) AS (VALUES %s),
  dated AS (SELECT DISTINCT bin.year, h.thing FROM hit h JOIN span s ON s.thing = h.thing
  JOIN bin ON bin.year <= s.until AND bin.last >= s.since WHERE h.fails = 0)"""
_BY_DECADE = """WITH dated AS (SELECT CAST(v.value AS INTEGER) AS year, h.thing FROM hit h
  JOIN tag g ON g.thing = h.thing AND g.facet = ? JOIN facet_value v ON v.id = g.value
  WHERE h.fails = 0)"""


@dataclass(frozen=True, slots=True)
class Bin:
    """Things of a year or a decade. archives: code to how many of them it holds or names; a thing may count in two."""

    since: int
    until: int
    things: int
    archives: dict[str, int]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with a point, and how many things of the result are of it."""

    iri: str
    things: int
    lat: float
    lon: float


def facet_values(found: Found, choice: Choice) -> dict[str, tuple[Value, ...]]:
    """Values of each facet with how many things there would be, most first, decades by time.

    A count is that of the result were the value chosen alone in its facet, beside the choices of all others; so what is
    counted is there. Values of nothing are left out, but for chosen ones.
    """
    chosen = {(facet, value) for facet, values in choice.values().items() for value in values}
    if choice.confidence is not None:
        chosen.add(("confidence", str(round(choice.confidence * 100))))
    if choice.since is not None and choice.until == choice.since + 9 and decade(choice.since) == choice.since:
        chosen.add(("date", str(choice.since)))
    values: dict[str, list[Value]] = {facet: [] for facet in FACETS}
    if found.whole:
        rows = found.database.execute("SELECT facet, value, things FROM facet_value")
    else:
        rows = found.database.execute(_TAGS)
    for number, value, things in rows:
        values[FACETS[number]].append(Value(value, things, (FACETS[number], value) in chosen))
    for facet, value in sorted(chosen - {(facet, one.value) for facet, held in values.items() for one in held}):
        things = _as_sure(found, int(value)) if facet == "confidence" else 0
        values[facet].append(Value(value, things, True))
    for facet, held in values.items():
        if facet in ("date", "confidence"):
            held.sort(key=lambda one: int(one.value))
        else:
            held.sort(key=lambda one: (-one.count, one.value))
    return {facet: tuple(held) for facet, held in values.items()}


def bins(found: Found, choice: Choice) -> list[Bin]:
    """The result by years where the choice is of YEARS_APART years or fewer, else by decades; without empty ones.

    A thing of several years counts in each of them. The first and the last decade end where the choice does, so that a
    count is always that of the result narrowed to these years.
    """
    ends = found.database.execute(
        "SELECT MIN(s.since), MAX(s.until) FROM hit h JOIN span s ON s.thing = h.thing WHERE h.fails = 0"
    ).fetchone()
    if ends[0] is None:
        return []
    since = ends[0] if choice.since is None else max(ends[0], choice.since)
    until = ends[1] if choice.until is None else min(ends[1], choice.until)
    if until < since:
        return []
    last: dict[int, int] = {}
    if choice.dated:
        step = 1 if until - since <= YEARS_APART else 10
        starts = range(since if step == 1 else decade(since), until + 1, step)
        last = {max(start, since): min(start + step - 1, until) for start in starts}
        dated, given = _BETWEEN % ", ".join(["(?, ?)"] * len(last)), tuple(chain.from_iterable(last.items()))
    else:
        dated, given = _BY_DECADE, (FACETS.index("date"),)
    made = {
        year: Bin(year, last.get(year, year + 9), things, {})
        for year, things in found.database.execute(f"{dated} SELECT year, COUNT(*) FROM dated GROUP BY 1", given)  # noqa: S608
    }
    split = f"""{dated} SELECT d.year, v.value, COUNT(*) FROM dated d JOIN tag g ON g.thing = d.thing AND g.facet = ?
      JOIN facet_value v ON v.id = g.value GROUP BY d.year, g.value"""  # noqa: S608
    for year, code, things in found.database.execute(split, (*given, FACETS.index("archive"))):
        made[year].archives[code] = things
    return [replace(made[year], archives=dict(sorted(made[year].archives.items()))) for year in sorted(made)]


def spots(found: Found, limit: int = _MOST_PLACES) -> list[Spot]:
    """Places that the things of the result are of, those of most things first; places without a point are left out."""
    rows = found.database.execute(
        """SELECT v.value, COUNT(*) AS things, w.lat, w.lon FROM hit h JOIN tag g ON g.thing = h.thing AND g.facet = ?
        JOIN facet_value v ON v.id = g.value JOIN thing t ON t.iri = v.value
        JOIN (SELECT thing, MIN(lat) AS lat, lon FROM point GROUP BY thing) w ON w.thing = t.id
        WHERE h.fails = 0 GROUP BY g.value ORDER BY things DESC, v.value LIMIT ?""",
        (FACETS.index("place"), limit),
    )
    return [Spot(*row) for row in rows]


def _as_sure(found: Found, hundredths: int) -> int:
    """How many there would be with a threshold that is not among those offered."""
    query = "SELECT COUNT(*) FROM hit h JOIN thing t ON t.id = h.thing WHERE h.fails & ~? = 0 AND t.confidence >= ?"
    bit = 1 << FACETS.index("confidence")
    return int(found.database.execute(query, (bit, hundredths / 100)).fetchone()[0])
