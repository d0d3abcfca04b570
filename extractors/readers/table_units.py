"""The units of the tables of one file, each once, in an order in which a set comes before what it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.document import Level
from extractors.readers.table_identity import Unit, by_code, by_parts
from extractors.readers.table_rows import Entry, Table


@dataclass(frozen=True, slots=True)
class Units:
    """Units in the order of the tables, a set before what it holds; rows that are none; why, as warnings."""

    units: tuple[Unit, ...]
    left_out: tuple[Entry, ...]
    warnings: tuple[str, ...]


def units(tables: Sequence[Table], stem: str) -> Units:
    """All units. stem: name of the file, which may name the fond and the opis.

    A row without a call number, or with one that is taken, is left out: TAB021, TAB022 with its words. A unit that
    would stand under itself stands under none: TAB023.
    """
    found: dict[str, Unit] = {}
    left_out: list[Entry] = []
    warnings: list[str] = []
    for table in tables:
        identified = by_parts(table, stem) if table.header.profile.call_number else by_code(table)
        for entry, (unit, above) in zip(table.entries, identified, strict=True):
            known = found.get(unit.id) if unit is not None else None
            if unit is None:
                left_out.append(entry)
                warnings.append(f"TAB021 line {entry.place}: no call number; left out: {entry.content}")
            elif known is not None and known.entry is not None:
                left_out.append(entry)
                warnings.append(f"TAB022 line {entry.place}: {unit.id} is used twice; left out: {entry.content}")
            else:
                for holder in above:
                    found.setdefault(holder.id, holder)
                found[unit.id] = unit
    parents = {key: unit.parent or _above(unit, found) for key, unit in found.items()}
    warnings += _without_loops(parents, found)
    return Units(_ordered(found, parents), tuple(left_out), tuple(warnings))


def _above(unit: Unit, found: Mapping[str, Unit]) -> str | None:
    """The longest call number in the tables that this one continues; for profiles that do not tell the sets above."""
    if unit.profile.call_number:
        return None
    ends = [at for at, sign in enumerate(unit.id) if at and not sign.isalnum()]
    return next((unit.id[:at] for at in reversed(ends) if unit.id[:at] in found), None)


def _without_loops(parents: dict[str, str | None], found: Mapping[str, Unit]) -> list[str]:
    """Take out parents that lead back to their unit; the warnings."""
    warnings, sound = [], set[str]()
    for key, unit in found.items():
        trail, at = dict[str, None](), key
        while at in parents and at not in sound and at not in trail:
            trail[at] = None
            at = parents[at] or ""
        if at in trail:
            place = unit.entry.place if unit.entry is not None else "?"
            warnings.append(f"TAB023 line {place}: {at} stands under itself; the unit above it is left out")
            parents[at] = None
        sound.update(trail)
    return warnings


def _ordered(found: Mapping[str, Unit], parents: Mapping[str, str | None]) -> tuple[Unit, ...]:
    holders = set(parents.values())
    done: dict[str, Unit] = {}
    for key in found:
        chain, at = [], key
        while at in found and at not in done:
            chain.append(at)
            at = parents[at] or ""
        for each in reversed(chain):
            level = found[each].level or _untold(found[each], parents[each], each in holders)
            done[each] = replace(found[each], parent=parents[each], level=level)
    return tuple(done.values())


def _untold(unit: Unit, parent: str | None, holds: bool) -> Level:
    """A unit with parts is a fonds at the top, else a series; one without is what the profile says."""
    if holds:
        return "series" if parent else "fonds"
    return unit.profile.default_level
