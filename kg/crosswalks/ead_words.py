"""How RiC-O's statements are called in EAD 2002 and in EAD3. Tables only."""

from __future__ import annotations

from dataclasses import dataclass

from kg.rdf.note_kinds import RECORD_NOTES as NOTES
from ontology.terms import RICO

NOTE_ELEMENTS = {
    "scope": "scopecontent",
    "history": "custodhist",
    "access": "accessrestrict",
    "use": "userestrict",
    "arrangement": "arrangement",
}
"""Kinds of notes -> element; every other kind is ``odd``."""
NOTE_OF_PROPERTY = {property_: NOTE_ELEMENTS[kind] for kind, property_ in NOTES.items() if kind in NOTE_ELEMENTS} | {
    RICO.accruals: "accruals",
    RICO.classification: "fileplan",
    RICO.generalDescription: "odd",
}
OWN_NOTE_ELEMENTS = {
    "creatorHistory": "bioghist", "acquisition": "acqinfo", "appraisal": "appraisal", "processing": "processinfo",
    "legalStatusNote": "legalstatus", "originals": "originalsloc", "copies": "altformavail",
    "relatedMaterial": "relatedmaterial", "separatedMaterial": "separatedmaterial", "otherFindingAid": "otherfindaid",
    "publicationNote": "bibliography", "preferredCitation": "prefercite", "index": "odd",
}  # fmt: skip
"""Our own kinds of notes -> element."""
HEADED = {
    "scope": "scopecontent", "history": "custodhist", "access": "accessrestrict", "use": "userestrict",
    "arrangement": "arrangement", "general": "odd", "biography": "bioghist", "acquisition": "acqinfo",
    "processing": "processinfo", "appraisal": "appraisal", "accruals": "accruals", "related": "relatedmaterial",
    "separated": "separatedmaterial", "otherfindaid": "otherfindaid", "copies": "altformavail",
    "originals": "originalsloc", "citation": "prefercite", "bibliography": "bibliography", "physical": "phystech",
}  # fmt: skip
"""Kinds of notes as headings name them -> element."""
NAME_ELEMENTS = {"PERSON": "persname", "ORG": "corpname", "PLACE": "geogname", "EVENT": "name"}
ORIGINATIONS = frozenset(("creator", "author", "sender", "collector"))
"""Roles whose bearers stand under origination; addressees, subjects and mentions under controlaccess."""
LEVELS = {
    "fonds": "fonds", "subfonds": "subfonds", "series": "series", "subseries": "subseries", "collection": "collection",
    "file": "file", "item": "item",
}  # fmt: skip
"""Levels that EAD knows; others are otherlevel."""
LANGUAGES = {"ar": "ara", "en": "eng", "kk": "kaz", "ru": "rus", "fr": "fre", "fa": "per", "tr": "tur", "ota": "ota"}
"""ISO 639-2b codes of the languages that our graph names by BCP 47; others are written as they are."""
REGISTRIES = frozenset(("viaf", "wikidata", "geonames", "isni", "gnd", "lcnaf", "orcid"))
"""Whose identifiers are authority links, the first found wins in this order of preference (below)."""
PREFERENCE = ("viaf", "wikidata", "geonames", "isni", "lcnaf", "gnd", "orcid")


@dataclass(frozen=True, slots=True)
class Dialect:
    """What differs between the versions.

    identifier  attribute of a name that holds the authority's id;  role its role
    part        whether a name's words stand in an element part
    """

    namespace: str
    header: str
    identifier: str
    role: str
    part: bool


EAD2002 = Dialect("urn:isbn:1-931666-22-9", "eadheader", "authfilenumber", "role", False)
EAD3 = Dialect("http://ead3.archivists.org/schema/", "control", "identifier", "relator", True)
