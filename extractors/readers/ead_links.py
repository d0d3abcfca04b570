"""Digital objects of a unit."""

from __future__ import annotations

from extractors.readers.safe_xml import XLINK_HREF, Element, child, children


def links(unit: Element) -> list[str]:
    """Targets of the unit's own dao, daogrp (2002) and daoset (EAD3), in order, each once."""
    found = []
    for holder in (unit, child(unit, "did")):
        for item in children(holder, "dao", "daogrp", "daoset"):
            for target in item.iter("{*}dao", "{*}daoloc"):
                told = target.get(XLINK_HREF) or target.get("href") or target.get("identifier")
                found.append((told or target.get("entityref") or "").strip())
    return [link for link in dict.fromkeys(found) if link]


def address(unit: Element) -> str | None:
    """The first that is an address on the web; None for none."""
    return next((link for link in links(unit) if link.startswith(("http://", "https://"))), None)


def other_links(unit: Element) -> tuple[str, ...]:
    """All the others, each as the identifier ``dao:…`` by which scans are joined to the unit."""
    first = address(unit)
    return tuple(f"dao:{link}" for link in links(unit) if link != first)
