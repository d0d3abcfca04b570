"""Nodes that the tables name, with what is said of each: its labels, and what it is as a record or as a date."""

from __future__ import annotations

from collections.abc import Collection

from kg.dossier import gather
from kg.dossier.writing import Disagrees, Value, Writing
from kg.iri import Iris
from kg.store.base import Reader

_AT_ONCE = 500


def write_things(writing: Writing, store: Reader, iris: Iris) -> None:
    """Of all nodes, into the empty tables; the rows that name them must be there."""
    _records(writing, store, iris, _named(writing, {}), whole=True)
    wanted = _named(writing, {})
    _dates_and_labels(writing, store, iris, wanted, whole=True)
    rows = sorted((writing.number(iri), iri, writing.uses[iri]) for iri in wanted)
    writing.database.executemany("INSERT INTO node VALUES (?, ?, ?)", rows)


def change_things(writing: Writing, store: Reader, iris: Iris, changed: Collection[str]) -> None:
    """Of nodes that are newly named, or no more, and of those about which something changed."""
    database = writing.database
    held = _held(writing, {*_touched(writing), *changed})
    before, after = set(held), _named(writing, held)
    dirty = [(writing.number(iri),) for iri in sorted((before ^ after) | (before & set(changed)))]
    for (id_,) in dirty:
        for (iri,) in database.execute(
            "SELECT n.iri FROM record r JOIN node n ON n.id IN (r.archive, r.date) WHERE r.node = ?", (id_,)
        ).fetchall():
            writing.uses[iri] -= 1
    database.executemany("DELETE FROM record WHERE node = ?", dirty)
    _records(writing, store, iris, (after - before) | (after & set(changed)), whole=False)

    held |= _held(writing, _touched(writing) - set(held))
    before, after = set(held), _named(writing, held)
    dirty = [(writing.number(iri),) for iri in sorted((before ^ after) | (before & set(changed)))]
    database.executemany("DELETE FROM date WHERE node = ?", dirty)
    database.executemany("DELETE FROM label WHERE node = ?", dirty)
    _dates_and_labels(writing, store, iris, (after - before) | (after & set(changed)), whole=False)
    now = {iri: held.get(iri, 0) + writing.uses[iri] for iri in _touched(writing)}
    database.executemany("DELETE FROM node WHERE id = ?", sorted((writing.number(iri),) for iri in before - after))
    old, new = set(now) & before & after, set(now) & (after - before)
    database.executemany(
        "UPDATE node SET uses = ? WHERE id = ?", sorted((now[iri], writing.number(iri)) for iri in old)
    )
    database.executemany(
        "INSERT INTO node VALUES (?, ?, ?)", sorted((writing.number(iri), iri, now[iri]) for iri in new)
    )


def _touched(writing: Writing) -> set[str]:
    return {iri for iri, more in writing.uses.items() if more}


def _named(writing: Writing, held: dict[str, int]) -> set[str]:
    """Those of the held and of the touched nodes that any row names now."""
    now = {iri: held.get(iri, 0) + writing.uses[iri] for iri in {*held, *_touched(writing)}}
    if any(times < 0 for times in now.values()):
        raise Disagrees
    return {iri for iri, times in now.items() if times}


def _held(writing: Writing, iris: Collection[str]) -> dict[str, int]:
    """IRI -> rows that name it, of those that are nodes."""
    numbers = sorted(map(writing.number, iris))
    found: dict[str, int] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        found.update(writing.database.execute(f"SELECT iri, uses FROM node WHERE id IN ({marks})", some))  # noqa: S608
    return found


def _records(writing: Writing, store: Reader, iris: Iris, wanted: set[str], *, whole: bool) -> None:
    records = gather.records(store, iris, None if whole else wanted)
    created = gather.created(store, None if whole else records)
    dates = gather.dates(store, iris, None if whole else set(created.values()))
    rows: list[tuple[Value, ...]] = []
    for record in sorted(wanted & set(records)):
        date = created.get(record, "")
        years = [_year(dates.get(date, {}).get(end, ("", ""))[0]) for end in ("beginningDate", "endDate")]
        archive, identifier = records[record]
        writing.uses.update([archive, date] if date else [archive])
        rows.append((writing.number(record), writing.number(archive), identifier,
                     writing.number(date) if date else None, *years))  # fmt: skip
    writing.database.executemany("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)", sorted(rows))


def _dates_and_labels(writing: Writing, store: Reader, iris: Iris, wanted: set[str], *, whole: bool) -> None:
    dates = gather.dates(store, iris, None if whole else wanted)
    rows: list[tuple[Value, ...]] = []
    for iri in sorted(wanted & set(dates)):
        parts = {name: value for name, (value, _) in dates[iri].items()}
        rows.append((writing.number(iri), parts.get("expressedDate", ""), dates[iri].get("expressedDate", ("", ""))[1],
                     parts.get("normalizedDateValue", ""), parts.get("calendar", "").rsplit("calendar-", 1)[-1],
                     parts.get("dateQualifier", ""), parts.get("beginningDate", ""),
                     parts.get("endDate", "")))  # fmt: skip
    writing.database.executemany("INSERT INTO date VALUES (?, ?, ?, ?, ?, ?, ?, ?)", sorted(rows))
    labels = gather.labels(store, wanted, whole=whole)
    rows = sorted((writing.number(iri), lang, text) for iri, lang, text in labels)
    writing.database.executemany("INSERT INTO label VALUES (?, ?, ?)", rows)


def _year(day: str) -> int | None:
    """Of an xsd:date, which may be of five figures or negative."""
    sign = -1 if day.startswith("-") else 1
    year = day.lstrip("-").partition("-")[0]
    return sign * int(year) if year.isdigit() else None
