"""Who may see a METS object: the rights sections of METS 1 and 2, in MODS, Dublin Core, METSRights or PREMIS.

Only what is said of access counts; licences and terms of use are notes. A section that holds for one file of the object
holds for all of it: the object is one unit, and what is closed of it is never shown by mistake.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from extractors.access import read_conditions, strictest
from extractors.document import Access, Note
from extractors.readers.safe_xml import XLINK_HREF, Element, child, children, descend, local, words

_PUBLIC = ("", "general public", "public")
_SHOWING = frozenset(("disseminate", "display", "access", "view", "publish", "discover"))
_NOT = frozenset(("disallow", "disallowed", "prohibited", "restricted", "denied"))


def access_of(root: Element, last_day: str | None) -> Access | None:
    """What the rights sections say together, the strictest; None where they say nothing of access.

    last_day: ISO day of the last record, from which a period of years runs
    """
    stated = [one for item in _statements(root) if (one := _read(item, last_day)) is not None]
    if not stated:
        return None
    found = strictest(stated)
    return Access(found.status, found.until, found.words, all(one.understood for one in stated))


def rights_notes(root: Element) -> tuple[Note, ...]:
    """The words of the rights sections: a note of kind access for each restriction, one of kind use for the rest."""
    found: dict[Note, None] = {}
    for section in _sections(root):
        told = [item for item in section.iter() if isinstance(item.tag, str) and is_restriction(item)]
        inside = {part for item in told for part in item.iter()}
        found |= {Note("access", words(item)): None for item in told if words(item)}
        rest = [item for item in section.iter() if isinstance(item.tag, str) and not len(item) and item not in inside]
        said = [text for item in rest if (text := words(item) or (item.get(XLINK_HREF) or "").strip())]
        if said:
            found[Note("use", "; ".join(dict.fromkeys(said)))] = None
    return tuple(found)


def is_restriction(element: Element) -> bool:
    """Whether an element of MODS or Dublin Core speaks of access, not of use: ``type="restriction on access"``."""
    if local(element) == "accessRights":
        return True
    kind = "".join((element.get("type") or "").split()).lower()
    return local(element) == "accessCondition" and kind in ("restrictiononaccess", "restrictionsonaccess", "access")


def _sections(root: Element) -> Iterator[Element]:
    """rightsMD of METS 1; of METS 2 every md whose USE is rights."""
    yield from root.iter("{*}rightsMD")
    for item in root.iter("{*}md"):
        if "RIGHTS" in (item.get("USE") or "").upper():
            yield item


def _statements(root: Element) -> Iterator[Element]:
    for section in _sections(root):
        for item in section.iter():
            if isinstance(item.tag, str) and (
                is_restriction(item) or local(item) in ("RightsDeclarationMD", "rightsGranted")
            ):
                yield item


def _read(item: Element, last_day: str | None) -> Access | None:
    if local(item) == "RightsDeclarationMD":
        return _declared(item)
    if local(item) == "rightsGranted":
        return _granted(item, last_day)
    return read_conditions(words(item), last_day=last_day)


def _declared(declaration: Element) -> Access | None:
    """METSRights: what the public is permitted; no context for it says nothing."""
    for context in children(declaration, "Context"):
        permissions = child(context, "Permissions")
        if (context.get("CONTEXTCLASS") or "").lower() not in _PUBLIC or permissions is None:
            continue
        told = {name: (permissions.get(name) or "").lower() for name in ("DISCOVER", "DISPLAY")}
        shown = " ".join(f'{name}="{value}"' for name, value in told.items() if value)
        if told["DISCOVER"] == "false":
            return Access("closed", words=shown)
        if told["DISPLAY"] == "false":
            return Access("reading-room", words=shown)
        if told["DISPLAY"] == "true":
            return Access("open", words=shown)
    return None


def _granted(granted: Element, last_day: str | None) -> Access | None:
    """PREMIS: a restriction on showing the object, with its end where one is given."""
    act = words(child(granted, "act")).lower()
    said = [words(item) for item in children(granted, "restriction") if words(item)]
    if (act and act not in _SHOWING) or not said:
        return None
    if end := words(descend(granted, "termOfRestriction", "endDate")):
        try:
            first = date.fromisoformat(end) + timedelta(days=1)
        except (ValueError, OverflowError):
            return Access("embargoed", words=f"{act}: {end}", understood=False)
        return Access("embargoed", first.isoformat(), f"{act}: {'; '.join(said)} until {end}")
    if any(one.lower() in _NOT for one in said):
        return Access("closed", words=f"{act}: {'; '.join(said)}")
    return strictest(
        [one for words_ in said if (one := read_conditions(words_, last_day=last_day))] or [Access("closed")]
    )
