"""One unit of description (archdesc or component) as a Document, all its words quotable."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.document import DateExpression, Document, Label, Level, Mention, Note
from extractors.readers.ead_ids import call_numbers
from extractors.readers.ead_levels import RECORDS
from extractors.readers.language_codes import language_tag
from extractors.readers.machine_dates import circa, dated, edtf_normal
from extractors.readers.marked_text import MarkedText
from extractors.readers.registry_ids import registry_id
from extractors.readers.safe_xml import XLINK_HREF, Element, child, children, local, words
from extractors.readers.tei_forms import form_of

BLOCKS = frozenset(
    {
        "did", "unitid", "unittitle", "physdesc", "physloc", "container", "origination", "langmaterial", "abstract",
        "materialspec", "note", "p", "head", "item", "list", "chronitem", "chronlist", "table", "row",
        "controlaccess", "dao", "daogrp", "daoloc", "defitem", "indexentry", "titleproper", "subtitle", "author",
        "publisher", "addressline", "creation", "langusage", "descrules", "change", "edition", "div", "blockquote",
        "eadid", "titlestmt",
    }
)  # fmt: skip
TERMS = frozenset(
    {
        "unitdate", "repository", "subject", "persname", "corpname", "famname", "geogname", "genreform", "function",
        "occupation", "title", "date", "label", "bibref", "num",
    }
)  # fmt: skip
_LABELS: dict[str, Label] = {"persname": "PERSON", "corpname": "ORG", "famname": "ORG", "geogname": "PLACE"}
"""A family is a group of persons, as RiC-O has it, so it goes with the bodies."""
_MARKS = frozenset(_LABELS) | {"unitdate", "date"}
_SKIP = frozenset(("c", *(f"c{n:02d}" for n in range(1, 13))))
_KINDS = {
    "scopecontent": "scope", "bioghist": "biography", "custodhist": "history", "acqinfo": "acquisition",
    "accessrestrict": "access", "userestrict": "use", "altformavail": "copies", "originalsloc": "originals",
    "relatedmaterial": "related", "separatedmaterial": "related", "prefercite": "citation", "odd": "general",
    "note": "general", "materialspec": "physical", "phystech": "physical",
}  # fmt: skip
_MAPPED = frozenset(("did", "dsc", "controlaccess", "head", "runner", *_SKIP))
_IN_DID = frozenset(("unittitle", "unitid", "unitdate", "physdesc", "dao", "daogrp"))
_TERMS = ("subject", "genreform", "function", "occupation", "title")
_DATECHARS = {"creation": "creation", "publication": "publication", "accumulation": "accumulation"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit stands: its id, its finding aid's id, its level, its parent's id and its rank there."""

    id: str
    finding_aid: str
    level: Level
    parent: str | None = None
    rank: int | None = None


def unit(element: Element, place: Place) -> Document:
    """The Document of a unit. Its language is that of the material where there is only one."""
    body = MarkedText(BLOCKS, TERMS, _MARKS, _SKIP)
    body.inside(element)
    text, did = body.text, child(element, "did")
    title = "; ".join(words(item) for item in children(did, "unittitle") if words(item))
    languages = [item for part in children(did, "langmaterial") for item in part.iter("{*}language")]
    links = _links(element)
    numbers = call_numbers(element)
    return Document(
        id=place.id,
        source_id=place.finding_aid,
        title=title or (f"[{numbers[0]}]" if numbers else ""),
        text=text,
        level=place.level,
        language=language_tag(languages[0].get("langcode")) if len(languages) == 1 else None,
        parent=place.parent,
        rank=place.rank,
        form=_form(element, title) if place.level in RECORDS else None,
        mentions=_mentions(body, text),
        dates=_dates(body, text, place.level),
        notes=tuple(_notes(element)),
        identifiers=(*numbers, *(f"dao:{link}" for link in links if not _is_address(link))),
        extent="; ".join(words(item) for item in children(did, "physdesc") if words(item)) or None,
        url=next((link for link in links if _is_address(link)), None),
        text_kind="description",
    )


def _mentions(body: MarkedText, text: str) -> tuple[Mention, ...]:
    found = []
    for element, start, end in body.places():
        label = _LABELS.get(local(element))
        if label is None:
            found.append(Mention(start, end, "DATE", "catalogue"))
        else:
            reference = registry_id(element.get("authfilenumber") or "", element.get("source") or "") or None
            found.append(Mention(start, end, label, "catalogue", 1.0, reference, _role(element)))
    return tuple(found)


def _role(element: Element) -> str | None:
    """Part in the unit, from where in the description the name stands."""
    for outer in element.iterancestors():
        name = local(outer)
        if name == "origination":
            return "collector" if "collector" in (outer.get("label") or "").lower() else "creator"
        if name == "controlaccess":
            return "subject"
        if name == "repository":
            return "holder"
        if name in _SKIP:
            break
    return None


def _dates(body: MarkedText, text: str, level: Level) -> tuple[DateExpression, ...]:
    """Every unitdate with its role (creation of a record, accumulation of a set), and the dates in running
    text."""
    found = []
    for element, start, end in body.places():
        if local(element) in _LABELS:
            continue
        role = None
        if local(element) == "unitdate" and element.get("type") != "bulk":
            role = "creation" if level in RECORDS else "accumulation"
            role = _DATECHARS.get((element.get("datechar") or "").lower(), role)
        edtf = edtf_normal((element.get("normal") or "").replace(" ", ""))
        if element.get("certainty") in ("approximate", "circa", "ca"):
            edtf = circa(edtf)
        found.append(dated(text[start:end], edtf, role=role, method="catalogue", start=start, end=end))
    return tuple(found)


def _notes(element: Element) -> list[Note]:
    """Every section of the description and every index term, so that nothing is lost."""
    found = [
        Note(_KINDS.get(local(item), local(item)), prose(item))
        for item in element
        if local(item) not in _MAPPED and prose(item)
    ]
    did = child(element, "did")
    for item in did if did is not None else ():
        if local(item) not in _IN_DID and words(item):
            found.append(Note(_KINDS.get(local(item), local(item)), words(item)))
    for access in children(element, "controlaccess"):
        found += [Note(local(item), words(item)) for item in access.iter() if local(item) in _TERMS and words(item)]
    if element.get("audience") == "internal":
        found.append(Note("audience", "internal"))
    if element.get("level") == "otherlevel" and element.get("otherlevel"):
        found.append(Note("level", element.get("otherlevel") or ""))
    return found


def prose(element: Element) -> str:
    """Words of a section without its heading, one line a paragraph."""
    body = MarkedText(BLOCKS, TERMS, skip=frozenset(("head",)))
    body.walk(element)
    return body.text


def _form(element: Element, title: str) -> str | None:
    genres = [words(item) for access in children(element, "controlaccess") for item in access.iter("{*}genreform")]
    return next((form for form in map(form_of, genres) if form), None) or form_of(title)


def _links(element: Element) -> list[str]:
    """Targets of the unit's own digital objects, in order."""
    found = []
    for holder in (element, child(element, "did")):
        for item in children(holder, "dao", "daogrp"):
            for target in item.iter("{*}dao", "{*}daoloc"):
                found.append(target.get(XLINK_HREF) or target.get("href") or "")
    return [link for link in dict.fromkeys(found) if link]


def _is_address(link: str) -> bool:
    return link.startswith(("http://", "https://"))
