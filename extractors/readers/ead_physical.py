"""What a finding aid says of the originals as things: extent, containers, place of storage, physical details."""

from __future__ import annotations

import re

from extractors.document import Extent, Note
from extractors.readers.ead_words import prose
from extractors.readers.marked_text import spaced
from extractors.readers.safe_xml import Element, child, children, local, words

_COUNTED = re.compile(r"(\d+(?:[.,]\d+)?)\s+(\D.*)$", re.DOTALL)
_KINDS = ("label", "type", "dimtype", "localtype", "source")
_FACETS = {"physfacet": "physical", "dimensions": "dimensions", "descriptivenote": "physical", "genreform": "genreform"}


def extents(did: Element | None) -> tuple[Extent, ...]:
    """Every statement of extent: extent of EAD 2002, physdescstructured of EAD3, physdesc that is but words."""
    found = []
    for item in _descriptions(did):
        inner = children(item, "extent")
        if local(item) == "physdescstructured":
            found.append(Extent(spaced(item), words(child(item, "quantity")), words(child(item, "unittype"))))
        elif inner:
            found += [_counted(spaced(one), one.get("unit") or "") for one in inner]
        elif not any(local(one) in _FACETS for one in item):
            found.append(_counted(spaced(item), ""))
    return tuple(dict.fromkeys(one for one in found if one.words))


def extent(did: Element | None) -> str | None:
    """The words of the physical description; None for none."""
    return "; ".join(spaced(item) for item in _descriptions(did) if spaced(item)) or None


def physical_notes(did: Element | None) -> list[Note]:
    """Facets and dimensions, containers (each from the outermost on), and where the originals stand."""
    found = []
    for item in _descriptions(did):
        if kind := " ".join(filter(None, (_told(item, name) for name in ("label", "physdescstructuredtype")))):
            found.append(Note("physical", kind))
        outer = item.getparent()
        for each, name in ((item, "coverage"), (outer, "coverage"), (child(item, "quantity"), "approximate")):
            told = _told(each, name) if each is not None else ""
            found += [Note("physical", f"{name}: {told}")] if told not in ("", "whole", "false") else []
        found += [
            Note(
                _FACETS[local(part)],
                " ".join(filter(None, (spaced(part), _told(part, "unit")))),
                head=" ".join(filter(None, (_told(part, name) for name in _KINDS))),
                scheme=_told(part, "source"),
                ref=_told(part, "authfilenumber") or _told(part, "identifier"),
            )
            for part in item
            if isinstance(part.tag, str) and local(part) in _FACETS and spaced(part)
        ]
    boxes = {item.get("id") or "": item for item in children(did, "container")}
    for item in children(did, "container"):
        if spaced(item):
            found.append(Note("container", ", ".join(_chain(item, boxes)), head=_told(item, "label")))
    for item in children(did, "physloc"):
        if spaced(item):
            found.append(Note("location", spaced(item), head=_told(item, "label") or _told(item, "type")))
    return found


def section_heading(element: Element) -> str:
    """The heading of a section: its head, else its label; and its type."""
    heading = words(child(element, "head")) or _told(element, "label")
    told = [heading, _told(element, "type") or _told(element, "localtype")]
    told += [_told(item, name) for item in element.iter("{*}note", "{*}odd") for name in ("label", "type")]
    return " — ".join(dict.fromkeys(filter(None, told)))


def section(kind: str, element: Element, lang: str | None) -> Note:
    """A section of the description as a note."""
    return Note(kind, prose(element), lang, head=section_heading(element))


def _descriptions(did: Element | None) -> list[Element]:
    stated = children(did, "physdesc", "physdescstructured")
    for group in children(did, "physdescset", "parallelphysdescset"):
        stated += group.iter("{*}physdescstructured")
    return stated


def _counted(text: str, unit: str) -> Extent:
    found = _COUNTED.match(text)
    if unit and text.replace(",", ".").replace(".", "", 1).isdecimal():
        return Extent(f"{text} {unit}", text.replace(",", "."), unit)
    return Extent(text, found[1].replace(",", "."), found[2].strip()) if found else Extent(text)


def _chain(item: Element, boxes: dict[str, Element], depth: int = 0) -> list[str]:
    """What the container lies in, then itself: ``box 1``, ``folder 3``. A file may name containers in a circle."""
    kind = _told(item, "type") or _told(item, "localtype")
    told = spaced(item)
    code = _told(item, "containerid")
    own = " ".join(part for part in (kind, told, f"({code})" if code else "") if part)
    above = boxes.get(_told(item, "parent"))
    return [*(_chain(above, boxes, depth + 1) if above is not None and depth < 9 else ()), own]


def _told(element: Element, name: str) -> str:
    return (element.get(name) or "").strip()
