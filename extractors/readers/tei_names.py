"""What TEI elements mean to us: which are blocks, which name something, and what part the named one plays."""

from __future__ import annotations

from typing import NamedTuple

from extractors.document import Label
from extractors.readers.safe_xml import XML_LANG, Element, line_of
from extractors.readers.tei_references import pointers

BLOCKS = frozenset(
    {
        "p", "head", "item", "row", "opener", "closer", "dateline", "salute", "signed", "byline", "lg", "l",
        "list", "table", "note", "div", "postscript", "trailer", "argument", "attachment", "ab", "titlePart",
        "docImprint", "titlePage", "epigraph", "cit", "listBibl", "biblStruct", "sp", "speaker", "stage",
        "floatingText", "front", "body", "back", "text", "group", "correspAction", "person", "place", "org",
        "event", "nym", "figure", "div1", "div2", "div3", "div4", "div5", "div6", "div7", "imprimatur",
        "docEdition", "figDesc",
    }
)  # fmt: skip
"""Elements that stand on lines of their own."""

SPACED = frozenset(
    {
        "lb", "cb", "cell", "seg", "label", "docDate", "publisher", "pubPlace", "idno", "geo", "address",
        "addrLine",
    }
)  # fmt: skip
"""Elements that are apart from the words before them even where no white space says so."""

NESTED = frozenset(("attachment", "floatingText", "quote", "cit", "note"))
"""Texts within the text: who signs them, and when, says nothing of the document itself."""

PRINTED = ("orig", "sic", "abbr")
"""The member of a choice that stands on the page."""

ROLES = {
    ("signed", ""): "author",
    ("byline", ""): "author",
    ("docAuthor", ""): "author",
    ("salute", ""): "addressee",
    ("list", "from"): "sender",
    ("list", "to"): "addressee",
    ("list", "participants"): "participant",
}
"""Part that names play inside an element of that name and @type."""

_LABELS: dict[str, Label] = {
    "persName": "PERSON",
    "placeName": "PLACE",
    "geogName": "PLACE",
    "orgName": "ORG",
    "eventName": "EVENT",
    "date": "DATE",
}
_TYPES: dict[str, Label] = {
    "person": "PERSON", "pers": "PERSON", "place": "PLACE", "org": "ORG", "organisation": "ORG",
    "organization": "ORG", "event": "EVENT",
}  # fmt: skip
_PARTS = {"from": "sender", "to": "addressee"}


class Naming(NamedTuple):
    """A name as marked up: where it stands (not yet trimmed), all its pointers, its language and source
    line."""

    start: int
    end: int
    label: Label
    pointers: tuple[str, ...]
    role: str | None
    lang: str | None
    line: int

    @classmethod
    def of(cls, element: Element, scope: str, start: int, end: int, label: Label, role: str | None) -> Naming:
        """From the element that marks it; dates have no pointers."""
        found = () if label == "DATE" else pointers(element, scope)
        return cls(start, end, label, found, role, element.get(XML_LANG), line_of(element))


def label_of(element: Element, name: str, scope: str) -> Label | None:
    """What the element names; None for mark-up that names nothing."""
    if name in _LABELS:
        return _LABELS[name]
    if name in ("name", "rs"):
        return _TYPES.get(element.get("type") or "")
    if name == "gloss":  # offices that send and receive are marked so in the profile of this corpus
        return "ORG" if element.get("type") in _PARTS else "TERM" if element.get("target") else None
    if name == "ref":
        return "PERSON" if pointers(element, scope) else None
    return None


def role_of(element: Element, label: Label, role: str | None, dateline: bool) -> str | None:
    """Part that the named one plays in its document."""
    if label == "PLACE":
        return "dateline" if dateline else None
    if label not in ("PERSON", "ORG"):
        return None
    return _PARTS.get(element.get("type") or "") or role
