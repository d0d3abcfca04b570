"""Ids of the components of a finding aid, from what the archive gave: never from order, unless there is
nothing else."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from extractors.document import Number
from extractors.readers.safe_xml import Element, child, children, line_of, local, words

_COMPONENT = re.compile(r"c(?:0[1-9]|1[0-2])?$")


def is_component(element: Element) -> bool:
    """Whether it is c or c01 … c12."""
    return _COMPONENT.match(local(element)) is not None


def components(element: Element) -> list[Element]:
    """Components directly below a component or, through its dsc, the archdesc."""
    found: list[Element] = []
    for item in element:
        if is_component(item):
            found.append(item)
        elif local(item) == "dsc":
            found += components(item)
    return found


def call_numbers(element: Element) -> tuple[str, ...]:
    """The unitids of a unit, in order, without repetition."""
    did = child(element, "did")
    return tuple(dict.fromkeys(words(item) for item in children(did, "unitid") if words(item)))


def numbers(element: Element) -> tuple[Number, ...]:
    """The unitids that say what they are (@type, @label), and the machine-readable form that some carry beside it."""
    found = []
    for item in children(child(element, "did"), "unitid"):
        kind = ": ".join(told for name in ("type", "localtype", "label") if (told := (item.get(name) or "").strip()))
        if kind and words(item):
            found.append(Number(words(item), kind))
        codes = [item.get(name) or "" for name in ("countrycode", "repositorycode")]
        found += [Number(told, "machine-readable") for name in ("identifier",) if (told := item.get(name) or "")]
        found += [Number(code, "holding archive") for code in [" ".join(filter(None, codes))] if code]
    return tuple(dict.fromkeys(found))


def component_ids(archdesc: Element, finding_aid: str) -> tuple[dict[Element, str], list[str]]:
    """Id of every component, and what had to be warned of.

    ``finding-aid/@id``. Without @id, a unitid that continues the call number of the unit above it is a full call
    number and is the id, as it is of the scans and transcriptions of that unit; any other is
    ``finding-aid/unitid``. A unitid used twice is told apart by the unitids above it; where that does not help,
    or there is neither, by the place in the hierarchy (``finding-aid/c2.14``), which changes when the archive
    inserts a unit before it: hence the warning.
    """
    units: list[_Unit] = []
    _collect(archdesc, _Unit(archdesc, (), (next(iter(call_numbers(archdesc)), ""),)), units)
    used = Counter(unit.element.get("id") or unit.path[-1] for unit in units)
    ids: dict[Element, str] = {}
    warnings: list[str] = []
    taken: set[str] = set()
    told_names = {f"{finding_aid}/{unit.element.get('id') or unit.path[-1]}" for unit in units}
    for unit in units:
        line, told, number = line_of(unit.element), unit.element.get("id"), unit.path[-1]
        name = f"{finding_aid}/{told}" if told else number if unit.full else f"{finding_aid}/{number}" if number else ""
        if number and not told and used[number] > 1:
            name = f"{finding_aid}/" + "/".join(part for part in unit.path[1:] if part)
            warnings.append(f"EAD011 line {line}: unitid {number} is used twice; called {name}")
        if not name or name in taken:
            place = ".".join(map(str, unit.place))
            name = f"{finding_aid}/c{place}"
            if name in taken or name in told_names:  # another component has that id
                name = f"{finding_aid}/c:{place}"
            warnings.append(f"EAD012 line {line}: no unit id of its own; called {name} by its place")
        taken.add(name)
        ids[unit.element] = name
    return ids, warnings


@dataclass(frozen=True, slots=True)
class _Unit:
    """A component; its place (1-based, from the top) and the call numbers from the archdesc down to it."""

    element: Element
    place: tuple[int, ...]
    path: tuple[str, ...]

    @property
    def full(self) -> bool:
        """Whether its call number begins with that of the unit above it and then goes on."""
        above, own = next((part for part in reversed(self.path[:-1]) if part), ""), self.path[-1]
        return bool(above) and own.startswith(above) and not own[len(above) : len(above) + 1].isalnum() and own != above


def _collect(element: Element, above: _Unit, units: list[_Unit]) -> None:
    for number, part in enumerate(components(element), 1):
        unit = _Unit(part, (*above.place, number), (*above.path, next(iter(call_numbers(part)), "")))
        units.append(unit)
        _collect(part, unit, units)
