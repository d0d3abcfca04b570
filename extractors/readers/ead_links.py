"""Digital objects of a unit, and what its description refers to."""

from __future__ import annotations

from extractors.document import Note
from extractors.readers.ead_words import SKIP
from extractors.readers.marked_text import spaced
from extractors.readers.safe_xml import XLINK_HREF, Element, child, children, local

_XLINK = "{http://www.w3.org/1999/xlink}"
_REFERENCES = frozenset(
    (
        "ref", "extref", "archref", "bibref", "ptr", "extptr", "title", "refloc", "ptrloc", "extrefloc", "extptrloc",
    )
)  # fmt: skip
_APART = SKIP | {"dsc", "controlaccess", "relations"}


def links(unit: Element) -> list[str]:
    """Targets of the unit's own dao, daogrp (2002) and daoset (EAD3), wherever they stand, in order, each once."""
    return [link for link in dict.fromkeys(_target(item) for item in _objects(unit)) if link]


def address(unit: Element) -> str | None:
    """The first that is an address on the web; None for none."""
    return next((link for link in links(unit) if link.startswith(("http://", "https://"))), None)


def other_links(unit: Element) -> tuple[str, ...]:
    """All the others, each as the identifier ``dao:…`` by which scans are joined to the unit."""
    first = address(unit)
    return tuple(f"dao:{link}" for link in links(unit) if link != first)


def digital_objects(unit: Element) -> list[Note]:
    """Each digital object: where it is, its title and description, the part it plays (thumbnail, reference, …)."""
    found = []
    for item in _objects(unit):
        group = item.getparent()
        described = spaced(item)
        if not described and group is not None and local(group) in ("daogrp", "daoset"):
            described = spaced(group)
        title = item.get(f"{_XLINK}title") or item.get("linktitle") or item.get("title") or item.get("label") or ""
        grouped = group is not None and local(group) in ("daogrp", "daoset")
        holder = [item, group] if grouped and group is not None else [item]
        told = [
            (each.get(name) or "").strip()
            for each in holder
            for name in (f"{_XLINK}role", "linkrole", "role", "localtype", "daotype", "coverage")
        ]
        told += [(each.get(name) or "").strip() for each in holder[1:] for name in ("label", "title", f"{_XLINK}title")]
        told += [(item.get("identifier") or "").strip()] if item.get("identifier") != _target(item) else []
        role = "; ".join(dict.fromkeys(part for part in told if part and part != "unknown"))
        label = (item.get("label") or "").strip()
        text = " — ".join(dict.fromkeys(part for part in (title.strip(), label, described) if part))
        if target := _target(item):
            found.append(Note("digital-object", text or target, scheme=role, ref=target))
    return list(dict.fromkeys(found))


def references(unit: Element) -> list[Note]:
    """Links in the words of the description to other units (``#id``) and to the web, each with its words."""
    found = []
    for part in unit:
        if not isinstance(part.tag, str) or local(part) in _APART:
            continue
        for item in part.iter():
            if isinstance(item.tag, str) and local(item) in _REFERENCES:
                told = _target(item) or (f"#{item.get('target')}" if item.get("target") else "")
                if told:
                    found.append(Note("link", spaced(item) or told, scheme=local(part), ref=told))
    return list(dict.fromkeys(found))


def _objects(unit: Element) -> list[Element]:
    """Those of the unit itself, then those in its did, then those in its other sections."""
    named = ("dao", "daogrp", "daoset")
    holders = [item for holder in (unit, child(unit, "did")) for item in children(holder, *named)]
    others = [item for item in unit if isinstance(item.tag, str) and local(item) not in (*named, "did", "dsc", *SKIP)]
    return [target for holder in (*holders, *others) for target in holder.iter("{*}dao", "{*}daoloc")]


def _target(item: Element) -> str:
    told = item.get(XLINK_HREF) or item.get("href") or item.get("identifier")
    return (told or item.get("entityref") or "").strip()
