"""Who may see a unit: accessrestrict, legalstatus and @audience of EAD 2002 and EAD3."""

from __future__ import annotations

from extractors.access import read_conditions, strictest
from extractors.document import Access
from extractors.readers.safe_xml import Element, children, local

INTERNAL = "internal"


def access_of(element: Element, last_day: str | None) -> Access | None:
    """What the unit says of itself; None for nothing. last_day: the last day of its records.

    A unit for internal use only (``audience="internal"``) is closed. @type or @localtype of accessrestrict may carry
    a code; its head is no statement.
    """
    stated = [Access("closed", words='audience="internal"')] if element.get("audience") == INTERNAL else []
    for item in _restrictions(element):
        code = item.get("localtype") or item.get("type") or ""
        said = read_conditions(_words(item), code=code, last_day=last_day)
        if said is not None:
            stated.append(said)
    if not stated:
        return None
    found = strictest(stated)
    return Access(found.status, found.until, found.words, all(one.understood for one in stated))


def without_internal_parts(root: Element) -> int:
    """Take out of the tree what its archive keeps to itself (notes, titles, … but no units); how many parts."""
    _hand_down(root)
    inside = [
        item
        for item in root.iter("{*}*")
        if item.get("audience") == INTERNAL
        and local(item) not in ("ead", "archdesc", "dsc")
        and not _is_component(item)
    ]
    for item in inside:
        above = item.getparent()
        if above is not None:
            _keep_tail(above, item)
            above.remove(item)
    return len(inside)


def _hand_down(root: Element) -> None:
    """What is said of a whole finding aid, or of a list of components, is said of the units in it."""
    if root.get("audience") == INTERNAL:
        for item in children(root, "archdesc"):
            item.set("audience", INTERNAL)
    for part in root.iter("{*}dsc"):
        if part.get("audience") == INTERNAL:
            for item in part:
                if _is_component(item):
                    item.set("audience", INTERNAL)


def _restrictions(element: Element) -> list[Element]:
    found = children(element, "accessrestrict")
    for group in children(element, "descgrp"):
        found += children(group, "accessrestrict")
    for item in tuple(found):  # EAD 2002 lets them nest
        found += children(item, "accessrestrict")
    return found


def _words(element: Element) -> str:
    """Words of a statement, one line a paragraph, without its heading and without the statements inside it."""
    lines = [element.text or ""]
    for item in element:
        if isinstance(item.tag, str) and local(item) not in ("head", "accessrestrict"):
            lines.append(" ".join("".join(map(str, item.itertext())).split()))
        lines.append(item.tail or "")
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def _is_component(element: Element) -> bool:
    from extractors.readers.ead_ids import is_component

    return is_component(element)


def _keep_tail(above: Element, item: Element) -> None:
    if not item.tail:
        return
    before = item.getprevious()
    if before is None:
        above.text = (above.text or "") + item.tail
    else:
        before.tail = (before.tail or "") + item.tail
