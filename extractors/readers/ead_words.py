"""Which elements of EAD 2002 and EAD3 make lines of their own, and the words of a section."""

from __future__ import annotations

from extractors.readers.marked_text import MarkedText
from extractors.readers.safe_xml import Element

BLOCKS = frozenset(
    {
        "did", "unitid", "unittitle", "physdesc", "physloc", "container", "origination", "langmaterial", "abstract",
        "materialspec", "note", "p", "head", "item", "list", "chronitem", "chronlist", "table", "row",
        "controlaccess", "dao", "daogrp", "daoloc", "defitem", "indexentry", "titleproper", "subtitle", "author",
        "publisher", "addressline", "creation", "langusage", "descrules", "change", "edition", "div", "blockquote",
        "eadid", "titlestmt",
        # EAD3
        "recordid", "otherrecordid", "representation", "maintenanceagency", "maintenanceevent", "languagedeclaration",
        "conventiondeclaration", "rightsdeclaration", "localtypedeclaration", "localcontrol", "source", "controlnote",
        "physdescset", "physdescstructured", "daoset", "didnote", "relation", "legalstatus", "languageset",
    }
)  # fmt: skip
TERMS = frozenset(
    {
        "unitdate", "repository", "subject", "persname", "corpname", "famname", "geogname", "genreform", "function",
        "occupation", "title", "date", "label", "bibref", "num",
        # EAD3
        "name", "unitdatestructured",
    }
)  # fmt: skip
SKIP = frozenset(("c", *(f"c{n:02d}" for n in range(1, 13))))
"""Components: units of their own."""


def prose(element: Element) -> str:
    """Words of a section without its heading, one line a paragraph."""
    body = MarkedText(BLOCKS, TERMS, skip=frozenset(("head",)))
    body.walk(element)
    return body.text
