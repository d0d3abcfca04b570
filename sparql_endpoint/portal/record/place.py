"""Where a unit stands in its archive: what holds it, level by level, what it holds, what stands before and after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sparql_endpoint.portal.labels import labels, pick
from sparql_endpoint.portal.record.texts import counted
from sparql_endpoint.results import Term
from sparql_endpoint.service import View, written, written_all

_STEP = 50
_DEEPEST = 12
_MOST_SIBLINGS = 3000
"""In a larger unit nothing is offered before or after: its list is the way."""


@dataclass(frozen=True)
class Unit:
    """A unit of description. level: what kind of unit it is, in the reader's language; None where nobody said."""

    iri: str
    title: Term
    number: str
    level: Term | None


@dataclass(frozen=True)
class Place:
    """path: the units that hold it, outermost first. contents: a stretch of what it holds, of all of ``held``."""

    path: tuple[Unit, ...]
    level: Term | None
    before: Unit | None
    after: Unit | None
    contents: tuple[Unit, ...]
    held: int
    first: int
    step: int = _STEP


def place_of_unit(view: View, iri: str, wanted: tuple[str, ...], interface: tuple[str, ...], first: int) -> Place:
    """first: the position, from 0, that the list of its contents is to begin at."""
    path = _path(view, iri)
    siblings = _inside(view, path[0], _MOST_SIBLINGS + 1) if path else ()
    here = siblings.index(iri) if len(siblings) <= _MOST_SIBLINGS and iri in siblings else None
    before = siblings[here - 1] if here else ""
    after = siblings[here + 1] if here is not None and here + 1 < len(siblings) else ""
    held = _count(view, iri)
    inside = _inside(view, iri, first + _STEP)[first:] if held else ()
    units = _units(view, (*path, *inside, *filter(None, (before, after))), wanted, interface)
    return Place(
        tuple(units[each] for each in reversed(path)),
        _levels(view, (iri,), interface).get(iri),
        units.get(before),
        units.get(after),
        tuple(units[each] for each in inside),
        held,
        first,
    )


def _path(view: View, iri: str) -> list[str]:
    """From the innermost outwards."""
    query = f"""SELECT ?child ?parent WHERE {{ {written(iri)} rico:isDirectlyIncludedIn* ?child .
      ?child rico:isDirectlyIncludedIn ?parent }} ORDER BY ?child ?parent LIMIT 100"""
    parents = {row["child"].value: row["parent"].value for row in reversed(view.select(query))}
    chain: list[str] = []
    step = iri
    while step in parents and parents[step] not in chain and len(chain) < _DEEPEST:
        step = parents[step]
        chain.append(step)
    return chain


def _inside(view: View, parent: str, most: int) -> tuple[str, ...]:
    """What a unit holds, by rank and then by call number; at most so many, of as many read as a query may give."""
    query = f"""SELECT ?child (MIN(?place) AS ?first) (MIN(?identifier) AS ?name) WHERE {{
      ?child rico:isDirectlyIncludedIn {written(parent)} ; rico:identifier ?identifier .
      {{ ?child rico:rankInSequence ?place }} UNION {{ }} }} GROUP BY ?child LIMIT 20000"""
    rows = view.select(query)
    ordered = sorted(rows, key=lambda row: (_number(row.get("first")), counted(row["name"].value), row["child"].value))
    return tuple(row["child"].value for row in ordered[:most])


def _number(rank: Term | None) -> float:
    return float(rank.value) if rank else float("inf")


def _count(view: View, iri: str) -> int:
    rows = view.select(f"SELECT (COUNT(DISTINCT ?c) AS ?n) WHERE {{ ?c rico:isDirectlyIncludedIn {written(iri)} }}")
    return int(rows[0]["n"].value) if rows else 0


def _units(view: View, iris: Sequence[str], wanted: tuple[str, ...], interface: tuple[str, ...]) -> dict[str, Unit]:
    if not iris:
        return {}
    names, levels = labels(view, iris, wanted), _levels(view, iris, interface)
    query = f"SELECT ?u ?number WHERE {{ VALUES ?u {{ {written_all(sorted(set(iris)))} }} ?u rico:identifier ?number }}"
    numbers: dict[str, str] = {}
    for row in sorted(view.select(query), key=lambda row: row["number"].value):
        numbers.setdefault(row["u"].value, row["number"].value)
    return {iri: Unit(iri, names[iri], numbers.get(iri, ""), levels.get(iri)) for iri in iris}


def _levels(view: View, iris: Sequence[str], interface: tuple[str, ...]) -> dict[str, Term]:
    query = f"""SELECT ?u ?label WHERE {{ VALUES ?u {{ {written_all(sorted(set(iris)))} }}
      ?u rico:hasRecordSetType ?type . ?type rdfs:label ?label }}"""
    found: dict[str, list[Term]] = {}
    for row in view.select(query):
        found.setdefault(row["u"].value, []).append(row["label"])
    return {iri: pick(terms, interface) for iri, terms in found.items()}
