"""Ids of the components of a finding aid, from what the archive gave: never from order, unless there is
nothing else."""

from __future__ import annotations

import re
from collections import Counter

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


def component_ids(archdesc: Element, finding_aid: str) -> tuple[dict[Element, str], list[str]]:
    """Id of every component, and what had to be warned of.

    ``finding-aid/@id``; without @id ``finding-aid/unitid``. A unitid used twice is told apart by the unitids
    above it; where that does not help, or there is neither, by the place in the hierarchy
    (``finding-aid/c2.14``), which changes when the archive inserts a unit before it: hence the warning.
    """
    units: list[tuple[Element, tuple[int, ...], tuple[str, ...]]] = []
    _collect(archdesc, (), (), units)
    plain = {unit: unit.get("id") or (path[-1] if path[-1:] != ("",) else "") for unit, _, path in units}
    used = Counter(plain.values())
    ids: dict[Element, str] = {}
    warnings: list[str] = []
    taken: set[str] = set()
    for unit, place, path in units:
        name = plain[unit]
        if used[name] > 1 and not unit.get("id"):
            name = "/".join(part for part in path if part) if path[-1] else ""
            if name:
                warnings.append(f"EAD011 line {line_of(unit)}: unitid {path[-1]} is used twice; called {name}")
        if not name or name in taken:
            position = "c" + ".".join(map(str, place))
            warnings.append(f"EAD012 line {line_of(unit)}: no unit id of its own; called {position} by its place")
            name = position
        taken.add(name)
        ids[unit] = f"{finding_aid}/{name}"
    return ids, warnings


def _collect(
    element: Element,
    place: tuple[int, ...],
    path: tuple[str, ...],
    units: list[tuple[Element, tuple[int, ...], tuple[str, ...]]],
) -> None:
    for number, unit in enumerate(components(element), 1):
        here = (*path, next(iter(call_numbers(unit)), ""))
        units.append((unit, (*place, number), here))
        _collect(unit, (*place, number), here, units)
