"""The finding aid itself as a record: its header and front matter."""

from __future__ import annotations

from extractors.document import Document, Note
from extractors.readers.ead_ids import call_numbers
from extractors.readers.ead_unit import BLOCKS, TERMS, prose
from extractors.readers.language_codes import language_tag
from extractors.readers.machine_dates import dated, edtf_normal
from extractors.readers.marked_text import MarkedText
from extractors.readers.safe_xml import Element, child, children, descend, local, words

RECORD = "record:"
"""Before a Document's id in ``describes``: the finding aid describes a record set, not an entity."""


def identity_of(root: Element, stem: str) -> str:
    """eadid, else the call number of the described unit, else the file's stem."""
    told = words(descend(root, "eadheader", "eadid"))
    archdesc = child(root, "archdesc")
    numbers = call_numbers(archdesc) if archdesc is not None else ()
    return told or (numbers[0] if numbers else "") or stem


def finding_aid(root: Element, described: str) -> Document:
    """The finding aid as the record ``{described}/finding-aid``."""
    header = child(root, "eadheader")
    body = MarkedText(BLOCKS, TERMS, marks=frozenset(("date",)))
    for part in children(root, "eadheader", "frontmatter"):
        body.walk(part)
    text = body.text
    titles = children(descend(header, "filedesc", "titlestmt"), "titleproper", "subtitle")
    proper = [words(item) for item in titles if item.get("type") != "filing" and words(item)]
    published = descend(header, "filedesc", "publicationstmt")
    used = descend(header, "profiledesc", "langusage")
    languages = [item.get("langcode") for item in children(used, "language")]
    identity = descend(header, "eadid")
    return Document(
        id=f"{described}/finding-aid",
        source_id=described,
        title=". ".join(proper) or "; ".join(words(item) for item in titles),
        text=text,
        language=language_tag(languages[0]) if len(languages) == 1 else None,
        form="finding-aid",
        dates=tuple(
            dated(
                text[start:end],
                edtf_normal(element.get("normal")),
                role="publication" if published is not None and published in element.iterancestors() else None,
                method="catalogue",
                start=start,
                end=end,
            )
            for element, start, end in body.places()
        ),
        describes=(RECORD + described,),
        notes=tuple(
            Note(local(item), prose(item))
            for part in children(header, "filedesc", "profiledesc", "revisiondesc")
            for item in part
            if prose(item)
        ),
        url=identity.get("url") if identity is not None else None,
    )
