"""The finding aid itself as a record: its header (eadheader of EAD 2002, control of EAD3) and front matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.document import Document, Note, Number
from extractors.readers.ead_dates import date_at
from extractors.readers.ead_ids import call_numbers
from extractors.readers.ead_words import BLOCKS, TERMS, prose
from extractors.readers.language_codes import language_tag
from extractors.readers.marked_text import MarkedText, spaced
from extractors.readers.safe_xml import XLINK_HREF, Element, child, children, descend, local, words

RECORD = "record:"
"""Before a Document's id in ``describes``: the finding aid describes a record set, not an entity."""
_KINDS = {
    "author": "creator", "sponsor": "creator", "titleproper": "title",
    "editionstmt": "edition", "publicationstmt": "edition", "seriesstmt": "edition",
    "creation": "maintenance-history", "change": "maintenance-history", "list": "maintenance-history",
    "maintenancehistory": "maintenance-history", "langusage": "language", "languagedeclaration": "language",
    "descrules": "rules", "conventiondeclaration": "rules", "maintenanceagency": "maintenance-agency",
    "sources": "sources", "rightsdeclaration": "use", "notestmt": "general", "controlnote": "general",
}  # fmt: skip
_DATES = {
    "publicationstmt": "publication", "creation": "creation", "revisiondesc": "modification",
    "maintenancehistory": "modification",
}  # fmt: skip
_NOT_NOTES = frozenset(("recordid", "otherrecordid", "filedesc"))


def identity_of(root: Element, stem: str) -> str:
    """eadid or recordid, else the call number of the described unit, else the file's stem."""
    told = words(_identity(root))
    archdesc = child(root, "archdesc")
    numbers = call_numbers(archdesc) if archdesc is not None else ()
    return told or (numbers[0] if numbers else "") or stem


def language_of(root: Element) -> str | None:
    """Language that the finding aid is written in; None where it tells none, or several."""
    header = _header(root)
    holders = [descend(header, "profiledesc", "langusage"), *children(header, "languagedeclaration")]
    codes = {item.get("langcode") for holder in holders for item in children(holder, "language")}
    return language_tag(codes.pop()) if len(codes) == 1 else None


def finding_aid(root: Element, described: str) -> Document:
    """The finding aid as the record ``{described}/finding-aid``."""
    header = _header(root)
    body = MarkedText(BLOCKS, TERMS, marks=frozenset(("date",)))
    for part in children(root, "eadheader", "control", "frontmatter"):
        body.walk(part)
    text = body.text
    titles = children(descend(header, "filedesc", "titlestmt"), "titleproper", "subtitle")
    proper = [words(item) for item in titles if "filing" not in _kinds(item) and words(item)]
    identity = _identity(root)
    return Document(
        id=f"{described}/finding-aid",
        source_id=described,
        title=". ".join(proper) or "; ".join(words(item) for item in titles),
        text=text,
        language=language_of(root),
        form="finding-aid",
        dates=tuple(
            replace(date_at(element, text, start, end, "item"), role=_date_role(element))
            for element, start, end in body.places()
        ),
        describes=(RECORD + described,),
        notes=tuple(_notes(root)),
        identifiers=tuple(words(item) for item in children(header, "otherrecordid") if words(item)),
        numbers=tuple(_numbers(header, identity)),
        scripts=_scripts(header),
        url=(identity.get("url") or identity.get("instanceurl")) if identity is not None else None,
    )


def _date_role(element: Element) -> str | None:
    """What a date of the header is, told by the part of it that it stands in."""
    return next((_DATES[name] for outer in element.iterancestors() if (name := local(outer)) in _DATES), None)


def _header(root: Element) -> Element | None:
    return next(iter(children(root, "eadheader", "control")), None)


def _identity(root: Element) -> Element | None:
    return next(iter(children(_header(root), "eadid", "recordid")), None)


def _kinds(title: Element) -> str:
    return f"{title.get('type') or ''} {title.get('localtype') or ''}"


def _notes(root: Element) -> list[Note]:
    """The parts of filedesc, profiledesc and revisiondesc, and all of a control that is not an id."""
    header, identity = _header(root), _identity(root)
    parts = [item for part in children(header, "filedesc", "profiledesc", "revisiondesc") for item in part]
    parts = [item for item in parts if isinstance(item.tag, str) and local(item) != "titlestmt"]
    titles = descend(header, "filedesc", "titlestmt")
    parts += children(titles, "author", "sponsor", "titleproper")
    if header is not None and local(header) == "control":
        parts += [item for item in header if local(item) not in _NOT_NOTES]
    found = [
        Note(_KINDS.get(local(item), local(item)), prose(item), head=_details(item)) for item in parts if prose(item)
    ]
    for item in (header, *children(header, "maintenancestatus", "publicationstatus")):
        for name in ("findaidstatus", "value"):
            if item is not None and (told := (item.get(name) or "").strip()):
                found.append(Note("maintenance-status", told, head=local(item) if item is not header else ""))
    described = child(root, "archdesc")
    if described is not None and (told := (described.get("type") or described.get("localtype") or "").strip()):
        found.append(Note("general", told, head="type"))
    codes = [(identity.get(name) or "").strip() for name in ("mainagencycode", "countrycode") if identity is not None]
    if any(codes):
        found.append(Note("maintenance-agency", " ".join(filter(None, codes))))
    events = [item for group in children(header, "maintenancehistory") for item in children(group, "maintenanceevent")]
    for event in events:
        parts = [item for name in ("eventtype", "agenttype", "eventdatetime") for item in children(event, name)]
        values = [item.get("value") or item.get("standarddatetime") or "" for item in parts]
        if any(values):
            found.append(Note("maintenance-history", " ".join(filter(None, [*values, spaced(event)]))))
    for item in header.iter("{*}*") if header is not None else ():
        told = (item.get(XLINK_HREF) or item.get("href") or "").strip()
        if told and item is not identity:
            found.append(Note("link", spaced(item) or told, scheme=local(item), ref=told))
    return list(dict.fromkeys(found))


def _details(part: Element) -> str:
    """What its attributes and those of its parts say: types, codes, vocabularies."""
    told = [
        value.strip()
        for item in part.iter()
        for name in ("localtype", "type", "countrycode", "identifier", "source")
        if isinstance(item.tag, str) and (value := item.get(name) or "").strip()
    ]
    return "; ".join(dict.fromkeys(told))


def _numbers(header: Element | None, identity: Element | None) -> Iterator[Number]:
    for item in children(header, "otherrecordid"):
        if words(item) and (kind := item.get("localtype") or ""):
            yield Number(words(item), kind)
    for name in ("identifier", "publicid", "urn"):
        if identity is not None and (told := (identity.get(name) or "").strip()):
            yield Number(told, name)


def _scripts(header: Element | None) -> tuple[str, ...]:
    holders = [descend(header, "profiledesc", "langusage"), *children(header, "languagedeclaration")]
    found = [
        told.strip().title()
        for holder in holders
        for item in children(holder, "language", "script")
        if (told := item.get("scriptcode") or "").strip()
    ]
    return tuple(dict.fromkeys(found))
