"""The sections of a unit's description that stay words, its index terms and what it leads to."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.document import Note
from extractors.readers.ead_levels import known_level
from extractors.readers.ead_links import digital_objects, references
from extractors.readers.ead_physical import physical_notes, section
from extractors.readers.ead_words import SKIP, prose
from extractors.readers.language_codes import name_tag
from extractors.readers.marked_text import spaced
from extractors.readers.safe_xml import XLINK_HREF, XML_LANG, Element, child, children, local

_KINDS = {
    "scopecontent": "scope", "bioghist": "biography", "custodhist": "history", "acqinfo": "acquisition",
    "accessrestrict": "access", "userestrict": "use", "altformavail": "copies", "originalsloc": "originals",
    "relatedmaterial": "related", "separatedmaterial": "separated", "prefercite": "citation", "odd": "general",
    "note": "general", "didnote": "general", "materialspec": "material", "phystech": "physical",
    "processinfo": "processing", "langmaterial": "language",
}  # fmt: skip
_MAPPED = frozenset(("did", "dsc", "controlaccess", "head", "runner", "relations", *SKIP))
_IN_DID = frozenset(
    (
        "head", "unittitle", "unitid", "unitdate", "unitdatestructured", "physdesc", "physdescset",
        "physdescstructured", "parallelphysdescset", "dao", "daogrp", "daoset", "container", "physloc",
    )
)  # fmt: skip
_XLINK = "{http://www.w3.org/1999/xlink}"
_ROLES = ("arcrole", "linkrole", "linktitle", f"{_XLINK}arcrole", "otherrelationtype")
_TERMS = ("subject", "genreform", "function", "occupation", "title", "name")
_NAMES = ("persname", "corpname", "famname", "geogname", "name")


def notes(element: Element) -> list[Note]:
    """Every section of the description, every index term, digital object, relation and link, so that nothing is
    lost."""
    found = [section(_KINDS.get(local(item), local(item)), item, _language(item)) for item in _sections(element)]
    did = child(element, "did")
    for item in did if did is not None else ():
        if isinstance(item.tag, str) and local(item) not in _IN_DID and spaced(item):
            if local(item) in ("repository", "origination") and _names_alone(item):
                continue
            kind = _KINDS.get(local(item), local(item))
            found.append(Note(kind, spaced(item), _language(item), head=(item.get("label") or "").strip()))
    found += [Note("title", spaced(item), _language(item), scheme=kind) for item, kind in other_titles(did)]
    found += physical_notes(did)
    found += [term for access in children(element, "controlaccess") for term in _terms(access)]
    for relation in (item for group in children(element, "relations") for item in children(group, "relation")):
        told = relation.get("href") or relation.get(XLINK_HREF) or ""
        text = " ".join(part for part in (told, spaced(relation)) if part)
        if text:
            kind = relation.get("relationtype") or "relation"
            roles = (relation.get(name) or "" for name in _ROLES)
            role = " ".join(role.strip() for role in roles if role.strip())
            found.append(Note(kind, text, head=f"{kind} {role}".strip(), ref=told))
    found += digital_objects(element)
    found += references(element)
    found += _abbreviations(element)
    if element.get("audience") == "internal":
        found.append(Note("audience", "internal"))
    level, other = element.get("level") or "", element.get("otherlevel") or ""
    if level == "otherlevel" and other:
        found.append(Note("level", other))
    elif level and not known_level(level):
        found.append(Note("level", level))
    return found


def _abbreviations(element: Element) -> Iterator[Note]:
    """What the finding aid says its abbreviations stand for, and the other way round."""
    for part in element:
        if isinstance(part.tag, str) and local(part) not in ("dsc", *SKIP):
            for item in part.iter("{*}abbr", "{*}expan"):
                if told := (item.get("expan") or item.get("abbr") or "").strip():
                    yield Note("abbreviation", f"{spaced(item)}: {told}")


def other_titles(did: Element | None) -> list[tuple[Element, str]]:
    """Titles after the first that are the same in another language or of another kind, with their kinds."""
    titles = [item for item in children(did, "unittitle") if spaced(item)]
    found = []
    for item in titles[1:]:
        kind = item.get("type") or item.get("localtype") or item.get("label") or ""
        if kind or _language(item) != _language(titles[0]):
            found.append((item, kind))
    return found


def _sections(element: Element) -> Iterator[Element]:
    """Parts of the description with words, those of a group (descgrp) one by one."""
    for item in element:
        if isinstance(item.tag, str) and local(item) not in _MAPPED:
            if local(item) == "descgrp":
                yield from _sections(item)
            elif prose(item):
                yield item


def _terms(access: Element) -> Iterator[Note]:
    """Index terms that name no person, body or place, with their vocabulary and their id there."""
    for item in access.iter():
        if isinstance(item.tag, str) and local(item) in _TERMS and spaced(item):
            source = " ".join(filter(None, (item.get("source"), item.get("rules"))))
            number = (item.get("authfilenumber") or item.get("identifier") or "").strip()
            kind = "work" if local(item) == "title" else local(item)
            yield Note(kind, spaced(item), _language(item), scheme=source, ref=number)


def _names_alone(element: Element) -> bool:
    """Whether all words stand in names of persons, bodies and places, which are mentions."""
    inside = "".join("".join(map(str, item.itertext())) for name in _NAMES for item in children(element, name))
    return "".join(inside.split()) == "".join("".join(map(str, element.itertext())).split())


def _language(element: Element) -> str | None:
    return name_tag(element.get("lang") or element.get(XML_LANG), element.get("script"))
