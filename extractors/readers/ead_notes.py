"""The sections of a unit's description that stay words."""

from __future__ import annotations

from extractors.document import Note
from extractors.readers.ead_words import SKIP, prose
from extractors.readers.language_codes import name_tag
from extractors.readers.marked_text import spaced
from extractors.readers.safe_xml import XLINK_HREF, Element, child, children, local

_KINDS = {
    "scopecontent": "scope", "bioghist": "biography", "custodhist": "history", "acqinfo": "acquisition",
    "accessrestrict": "access", "userestrict": "use", "altformavail": "copies", "originalsloc": "originals",
    "relatedmaterial": "related", "separatedmaterial": "related", "prefercite": "citation", "odd": "general",
    "note": "general", "didnote": "general", "materialspec": "physical", "phystech": "physical",
}  # fmt: skip
_MAPPED = frozenset(("did", "dsc", "controlaccess", "head", "runner", "relations", *SKIP))
_IN_DID = frozenset(
    (
        "unittitle", "unitid", "unitdate", "unitdatestructured", "physdesc", "physdescset", "physdescstructured",
        "parallelphysdescset", "dao", "daogrp", "daoset",
    )
)  # fmt: skip
_TERMS = ("subject", "genreform", "function", "occupation", "title")


def notes(element: Element) -> list[Note]:
    """Every section of the description, every index term and every relation, so that nothing is lost."""
    found = [
        Note(_KINDS.get(local(item), local(item)), prose(item), _language(item))
        for item in element
        if local(item) not in _MAPPED and prose(item)
    ]
    did = child(element, "did")
    for item in did if did is not None else ():
        if local(item) not in _IN_DID and spaced(item):
            found.append(Note(_KINDS.get(local(item), local(item)), spaced(item), _language(item)))
    for access in children(element, "controlaccess"):
        found += [Note(local(item), spaced(item)) for item in access.iter() if local(item) in _TERMS and spaced(item)]
    for relation in (item for group in children(element, "relations") for item in children(group, "relation")):
        told = relation.get("href") or relation.get(XLINK_HREF) or ""
        text = " ".join(part for part in (told, spaced(relation)) if part)
        if text:
            found.append(Note(relation.get("relationtype") or "relation", text))
    if element.get("audience") == "internal":
        found.append(Note("audience", "internal"))
    if element.get("level") == "otherlevel" and element.get("otherlevel"):
        found.append(Note("level", element.get("otherlevel") or ""))
    return found


def extent(did: Element | None) -> str | None:
    """Every statement of the physical description; None for none."""
    stated = children(did, "physdesc", "physdescstructured")
    for group in children(did, "physdescset", "parallelphysdescset"):
        stated += group.iter("{*}physdescstructured")
    return "; ".join(spaced(item) for item in stated if spaced(item)) or None


def _language(element: Element) -> str | None:
    return name_tag(element.get("lang"), element.get("script"))
