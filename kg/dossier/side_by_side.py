"""Look-ups for comparing: how each archive writes a name, what carries one statement, what a period holds."""

from __future__ import annotations

from dataclasses import dataclass

from kg.dossier.model import Fact, Quote, Record, Thing
from kg.dossier.read import Dossiers

_MOST_FACTS = 2000


@dataclass(frozen=True, slots=True)
class Period:
    """What one archive's records of some years hold: how many, the first of them, and whom most of them name."""

    archive: Thing
    records: int
    first: tuple[Record, ...]
    named: tuple[tuple[Thing, int], ...]


def spellings(table: Dossiers, entity: int, archive: str, limit: int) -> tuple[tuple[str, int], ...]:
    """(form, number of mentions) as the records of an archive write the entity, the most used first."""
    return tuple(table.rows(
        "SELECT q.exact, count(*) FROM mention m JOIN quote q ON q.id = m.quote WHERE m.entity = ? AND m.archive = ? "
        "AND NOT q.cut GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?", entity, table.number(archive), limit))  # fmt: skip


def named_at(table: Dossiers, entity: int, record: int) -> Quote | None:
    """The first words of a record that name the entity."""
    rows = table.rows(
        "SELECT q.id FROM named n JOIN mention m ON m.entity = n.entity AND m.archive = n.archive "
        "JOIN quote q ON q.id = m.quote WHERE n.entity = ? AND n.record = ? AND q.record = n.record "
        "ORDER BY m.identifier, m.start, m.quote LIMIT 1", entity, record)  # fmt: skip
    return table.quotes(rows[0])[rows[0][0]] if rows else None


def fact_between(table: Dossiers, entity: int, property_: str, other: int) -> Fact | None:
    """The first statement with that property between the two, whichever is its subject."""
    for fact, there in table.facts(entity, _MOST_FACTS):
        if there == other and fact.property.iri == property_:
            return fact
    return None


def period(table: Dossiers, since: int, until: int, limit: int) -> tuple[Period, ...]:
    """By archive, the records made in these years as far as their dates say; of those that name somebody."""
    within = "FROM record r WHERE r.since <= ? AND r.until >= ? AND r.since >= ?"
    years = (until, since, since - 100)  # a record of a whole century and more belongs to no period
    by_iri = "ORDER BY (SELECT iri FROM node WHERE id = r.archive)"
    counts = table.rows(f"SELECT r.archive, count(*) {within} GROUP BY 1 {by_iri}", *years)
    found = []
    for archive, number in counts:
        own = table.rows(f"SELECT r.node {within} AND r.archive = ? ORDER BY r.since, r.identifier, r.node LIMIT ?",
                         *years, archive, limit)  # fmt: skip
        near = table.rows(
            f"SELECT n.entity, count(*) FROM named n WHERE n.record IN (SELECT r.node {within} AND r.archive = ?) "  # noqa: S608
            "GROUP BY 1 ORDER BY 2 DESC, (SELECT iri FROM node WHERE id = n.entity) LIMIT ?",
            *years, archive, limit)  # fmt: skip
        records, things = table.records(row[0] for row in own), table.things([archive, *(row[0] for row in near)])
        named = tuple((things[entity], times) for entity, times in near)
        found.append(Period(things[archive], number, tuple(records[row[0]] for row in own), named))
    return tuple(found)
