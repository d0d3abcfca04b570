"""nameEntry and nameEntryParallel of EAC-CPF 1.0."""

from __future__ import annotations

from dataclasses import replace

from extractors.document import Name
from extractors.readers.eac_dates import date_of
from extractors.readers.language_codes import name_tag
from extractors.readers.machine_dates import edtf_day
from extractors.readers.safe_xml import XML_LANG, Element, child, children, descend, local, words

_PREFERRED = frozenset(("autorisée", "authorized", "authorised", "preferred"))


def entries(identity: Element | None) -> list[Element]:
    """Every nameEntry, those in parallel forms too, in order."""
    return [] if identity is None else [item for item in identity.iter("{*}nameEntry") if joined(item)]


def joined(entry: Element) -> str:
    """The parts of a name in order; a comma sets the surname off where the parts are told apart."""
    parts = [item for item in children(entry, "part") if words(item)]
    out = ""
    for before, item in zip([None, *parts], parts, strict=False):
        surname = before is not None and "surname" in (before.get("localType") or "").lower()
        out += (", " if surname else " " if out else "") + words(item)
    return out


def names(identity: Element | None) -> tuple[Name, ...]:
    """All names; exactly one, the first marked as authorised or else the first, is preferred."""
    found = [_name(entry) for entry in entries(identity)]
    if found and not any(name.preferred for name in found):
        found[0] = replace(found[0], preferred=True)
    first = next((number for number, name in enumerate(found) if name.preferred), 0)
    return tuple(replace(name, preferred=number == first) for number, name in enumerate(found))


def _name(entry: Element) -> Name:
    outer = entry.getparent()
    use = descend(entry, "useDates")
    used = next((made for item in use if (made := date_of(item)) is not None), None) if use is not None else None
    from_, to = descend(use, "dateRange", "fromDate"), descend(use, "dateRange", "toDate")
    scheme = next((words(item) for item in children(entry, "authorizedForm", "alternativeForm") if words(item)), None)
    code = entry.get(XML_LANG) or (outer.get(XML_LANG) if outer is not None and local(outer) != "identity" else None)
    return Name(
        joined(entry),
        name_tag(code, entry.get("scriptCode")),
        preferred=(entry.get("localType") or "").lower() in _PREFERRED or child(entry, "authorizedForm") is not None,
        used_from=_edge(from_) or (used.edtf if used and from_ is None and to is None else None),
        used_to=_edge(to),
        scheme=scheme or entry.get("transliteration"),
    )


def _edge(element: Element | None) -> str | None:
    if element is None:
        return None
    return edtf_day(element.get("standardDate")) or words(element) or None
