"""Bars of a time line, drawn by the server: no script, links that narrow, and a table that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.search import Bin
from kg.search.facets import decade
from sparql_endpoint.portal.search.asked import Asked

WIDTH, HEIGHT = 960, 220
_BASE = 180
_MOST_ARCHIVES = 3
_MOST_LABELS = 12


@dataclass(frozen=True)
class Bar:
    """A rectangle in units of the drawing; series: number of the archive, from 0."""

    x: float
    y: float
    width: float
    height: float
    series: int
    things: int


@dataclass(frozen=True)
class Step:
    """Years since to until: bars, one for each archive; the address that narrows to them; whether it has a label."""

    since: int
    until: int
    things: int
    counts: tuple[int, ...]
    bars: tuple[Bar, ...]
    x: float
    width: float
    labelled: bool
    change: Asked


@dataclass(frozen=True)
class Timeline:
    """archives: codes of the series; most: things of the highest bar."""

    steps: tuple[Step, ...]
    archives: tuple[str, ...]
    most: int


def timeline(bins: Sequence[Bin], archives: Sequence[str], asked: Asked) -> Timeline:
    """A place for every year or decade between the first and the last, so that gaps are seen; archives side by side."""
    if not bins:
        return Timeline((), (), 0)
    step = 10 if any(one.until > one.since for one in bins) else 1
    total = {code: sum(one.archives.get(code, 0) for one in bins) for code in archives}
    shown = tuple(sorted((code for code in archives if total[code]), key=lambda code: -total[code])[:_MOST_ARCHIVES])
    shown = tuple(code for code in archives if code in shown)
    # The first and the last decade may be cut by the choice; their place is that of the decade.
    held = {one.since if step == 1 else decade(one.since): one for one in bins}
    starts = range(min(held), max(held) + 1, step)
    # Where a few things are of quite another age, only what is there stands side by side.
    places = list(held) if len(starts) > WIDTH // 8 else list(starts)
    counts = {at: tuple(one.archives.get(code, 0) for code in shown) or (one.things,) for at, one in held.items()}
    most = max(map(max, counts.values())) or 1
    wide = WIDTH / len(places)
    every = max(1, -(-len(places) // _MOST_LABELS))
    steps = []
    for at, since in enumerate(places):
        if since not in held:
            continue
        one = held[since]
        bars = tuple(_bar(at, wide, number, counts[since], most) for number in range(len(counts[since])))
        change = asked.between(one.since, one.until)
        labelled = at % every == 0
        steps.append(Step(one.since, one.until, one.things, counts[since], bars, at * wide, wide, labelled, change))
    return Timeline(tuple(steps), shown, most)


def _bar(at: int, wide: float, number: int, counts: tuple[int, ...], most: int) -> Bar:
    inner = wide * 0.84
    width = inner / len(counts)
    height = max(counts[number] / most * (_BASE - 10), 2.0 if counts[number] else 0.0)
    x = at * wide + wide * 0.08 + number * width
    return Bar(round(x, 2), round(_BASE - height, 2), round(width, 2), round(height, 2), number, counts[number])
