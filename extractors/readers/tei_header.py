"""What a teiHeader says of its file: id, title, address, licence, language, correspondence, source."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.document import Note
from extractors.readers.language_codes import language_tag
from extractors.readers.safe_xml import XML_ID, XML_LANG, Element, child, children, descend, local, words
from extractors.readers.tei_references import external

_ADDRESSES = ("url", "uri")
_NOT_IDS = (*_ADDRESSES, "isbn", "issn", "oclc", "lccn")
_SPLIT = r"([\w.-]+), div {}\b"


@dataclass(frozen=True, slots=True)
class Header:
    """The parts of a header that describe the document. ``id`` falls back on the file's stem.

    volume  id of the volume or issue that the file was split out of; None for a whole file
    scope   what ``#…`` pointers are local to: the volume, else the file
    """

    id: str
    volume: str | None
    scope: str
    title: str
    title_lang: str | None
    url: str | None
    licence: str | None
    language: str | None
    published: Element | None
    correspondence: tuple[Element, ...]
    identifiers: tuple[str, ...]
    notes: tuple[Note, ...]


def read_header(root: Element, stem: str) -> Header:
    """From a TEI root.

    The id is, in this order: the first idno of the publication statement that identifies this text; the call
    number in msIdentifier; the issue and the only div, where the source description says that one was split
    out of the other; the root's xml:id; the file's stem.
    """
    header = child(root, "teiHeader")
    file = descend(header, "fileDesc")
    publication = descend(file, "publicationStmt")
    source = descend(file, "sourceDesc")
    idnos = children(publication, "idno")
    manuscript = descend(source, "msDesc", "msIdentifier", "idno")
    own = [item for item in idnos if (item.get("type") or "").lower() not in _NOT_IDS and words(item)]
    split = "" if own or words(manuscript) else _split_out(root, source)
    identity = (words(own[0]) if own else "") or words(manuscript) or split or root.get(XML_ID) or stem
    is_part = bool(split) or (bool(own) and own[0].get("type") == "frus" and "/" in identity)
    volume = identity.partition("/")[0] if is_part else None
    title = _title(children(descend(file, "titleStmt"), "title"))
    return Header(
        id=identity,
        volume=volume,
        scope=volume or identity,
        title=words(title),
        title_lang=None if title is None else language_tag(title.get(XML_LANG)),
        url=next((words(item) for item in idnos if (item.get("type") or "").lower() in _ADDRESSES), None),
        licence=_licence(publication),
        language=_language(root, header),
        published=child(publication, "date") if publication is not None else None,
        correspondence=tuple(children(descend(header, "profileDesc", "correspDesc"), "correspAction")),
        identifiers=tuple(
            external(item.get("type") or "id", words(item))
            for item in idnos
            if item not in own[:1] and words(item) and (item.get("type") or "").lower() not in _ADDRESSES
        ),
        notes=(*_notes(header, source), *_statements(header)),
    )


def _title(titles: list[Element]) -> Element | None:
    """The main or complete title, else the first."""
    for kind in ("complete", "main"):
        for title in titles:
            if title.get("type") == kind:
                return title
    return titles[0] if titles else None


def _split_out(root: Element, source: Element | None) -> str:
    """``issue/div`` for a div that was split out of a periodical's issue, as the source description tells."""
    divs = children(descend(root, "text", "body"), "div")
    identity = divs[0].get(XML_ID) if len(divs) == 1 else None
    match = re.search(_SPLIT.format(re.escape(identity)), words(source)) if identity else None
    return f"{match.group(1)}/{identity}" if match else ""


def _licence(publication: Element | None) -> str | None:
    availability = descend(publication, "availability")
    licence = descend(availability, "licence")
    if licence is not None:
        return licence.get("target") or words(licence) or None
    return words(availability) or None


def _language(root: Element, header: Element | None) -> str | None:
    """Of the text or the file; else the only language of langUsage."""
    text = child(root, "text")
    told = (text.get(XML_LANG) if text is not None else None) or root.get(XML_LANG)
    if told is None:
        used = children(descend(header, "profileDesc", "langUsage"), "language")
        told = used[0].get("ident") if len(used) == 1 else None
    return language_tag(told)


def _notes(header: Element | None, source: Element | None) -> list[Note]:
    """Statements of the header that stay words."""
    profile = descend(header, "profileDesc")
    parts = [("publication-source", item) for item in (source if source is not None else ()) if words(item)]
    parts += [("abstract", item) for item in children(profile, "abstract")]
    parts += [("keywords", item) for item in children(descend(profile, "textClass"), "keywords")]
    return [Note(kind, _lines(item), item.get(XML_LANG)) for kind, item in parts if words(item)]


def _statements(header: Element | None) -> list[Note]:
    """Titles, persons responsible, edition, publisher, licence's words, encoding and revisions of the file.

    The licence's words count as conditions of use only where the licence is an address.
    """
    file, publication = descend(header, "fileDesc"), descend(header, "fileDesc", "publicationStmt")
    titles = descend(file, "titleStmt")
    found = [
        Note("title", words(item), language_tag(item.get(XML_LANG)), scheme=item.get("type") or "")
        for item in children(titles, "title")
        if words(item)
    ]
    kinds = (
        ("creator", titles, ("author", "editor", "respStmt", "principal", "sponsor", "funder")),
        ("edition", file, ("editionStmt", "seriesStmt", "extent")),
        ("edition", publication, ("publisher", "pubPlace", "distributor", "authority", "address")),
        ("general", file, ("notesStmt",)),
        ("rules", header, ("encodingDesc",)),
        ("maintenance-history", descend(header, "revisionDesc"), ("change", "list", "listChange")),
    )
    for kind, holder, names in kinds:
        for item in children(holder, *names):
            told = " ".join(filter(None, (item.get(name) for name in ("when", "who", "role", "status", "n"))))
            if text := ": ".join(filter(None, (told, _lines(item)))):
                found.append(Note(kind, text, language_tag(item.get(XML_LANG))))
    licence = descend(publication, "availability", "licence")
    if licence is not None and licence.get("target") and words(licence):
        found.append(Note("use", words(licence), language_tag(licence.get(XML_LANG))))
    availability = descend(publication, "availability")
    if availability is not None and (status := availability.get("status")):
        found.append(Note("use", f"status: {status}"))
    return found


def _lines(element: Element) -> str:
    """Words with the element's children kept apart."""
    if not len(element) or local(element) in ("p", "ab"):
        return words(element)
    return " ".join(part for part in ((element.text or "").strip(), *(words(item) for item in element)) if part)
