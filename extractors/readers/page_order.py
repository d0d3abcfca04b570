"""Reading order of a PAGE file: its ReadingOrder element, else what Transkribus writes into @custom, else the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.readers.safe_xml import Element, children, descend, local

_PLACE = re.compile(r"readingOrder\s*\{[^}]{0,500}?index\s*:\s*(\d{1,9})")
_CELL = {"TableCell": ("row", "col"), "TableCellRole": ("rowIndex", "columnIndex")}


def regions(page: Element) -> list[Element]:
    """Text regions and table cells, those inside others too, each once; what the order leaves out comes after."""
    found = list(_walk(page))
    told: dict[str, int] = {}
    for reference in _references(descend(page, "ReadingOrder")):
        told.setdefault(reference, len(told))
    if not told:
        return found
    return sorted(found, key=lambda item: _told(item, told))


def by_custom(elements: list[Element]) -> list[Element]:
    """Sorted by ``readingOrder {index:n;}`` of @custom, where all have it; else as they stand."""
    places = [_PLACE.search(item.get("custom") or "") for item in elements]
    numbers = [int(place.group(1)) for place in places if place is not None]
    if len(numbers) < len(elements):
        return elements
    return [elements[at] for at in sorted(range(len(elements)), key=lambda at: numbers[at])]


def _walk(parent: Element) -> Iterator[Element]:
    """Regions below an element; a region before those inside it, cells of a table by row and column."""
    inside = [item for item in parent if local(item).endswith("Region") or local(item) == "TableCell"]
    inside = by_custom(inside)
    cells = [_cell(item) for item in inside]
    if inside and all(cell is not None for cell in cells):
        inside = [inside[at] for at in sorted(range(len(inside)), key=lambda at: cells[at] or (0, 0))]
    for item in inside:
        if local(item) in ("TextRegion", "TableCell"):
            yield item
        yield from _walk(item)


def _cell(element: Element) -> tuple[int, int] | None:
    """Row and column of a table's cell, as Transkribus and as PAGE 2019 give them."""
    for item in (element, *children(descend(element, "Roles"), "TableCellRole")):
        values = [item.get(name) or "" for name in _CELL.get(local(item), ())]
        if values and all(value.isdecimal() and len(value) < 10 for value in values):
            return int(values[0]), int(values[1])
    return None


def _told(element: Element, told: dict[str, int]) -> int:
    """Place of a region, or of the nearest one around it that the order names."""
    for item in (element, *element.iterancestors()):
        if item.get("id") in told:
            return told[item.get("id") or ""]
    return len(told)


def _references(group: Element | None) -> Iterator[str]:
    """Region ids of a reading order, groups in groups; indexed members by index."""
    members = list(group) if group is not None else []
    indexed = all((item.get("index") or "").isdecimal() for item in members)
    for item in sorted(members, key=lambda item: int((item.get("index") or "0")[:18])) if indexed else members:
        if item.get("regionRef"):
            yield item.get("regionRef") or ""
        if local(item).endswith(("Group", "GroupIndexed")):
            yield from _references(item)
