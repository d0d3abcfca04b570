"""The persons list and the terms list of an edited volume as authority records.

An entry is a list item with a persName or term that has an xml:id; what follows the name describes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.document import Document, Entity, Label, Name
from extractors.readers.career_relations import relations_of
from extractors.readers.safe_xml import XML_ID, Element, local, words
from extractors.readers.tei_document import Frame, document, heading

_KINDS: dict[str, Label] = {"persName": "PERSON", "term": "TERM", "orgName": "ORG", "placeName": "PLACE"}


def is_list(div: Element) -> bool:
    """Whether a division of the front or back matter is a list of entries with ids."""
    return next(_entries(div), None) is not None


def list_document(frame: Frame, div: Element) -> Document:
    """The list as an authority record: all its words, one Entity an entry with its place in the text."""
    base = document(frame, div, [div])
    entities: list[Entity] = []
    warnings = list(base.warnings)
    position = 0
    for item, marked, label in _entries(div):
        name, whole = words(marked).rstrip(",;: "), words(item)
        if not name:
            warnings.append(f"TEI013 line {item.sourceline}: the entry {marked.get(XML_ID)} has no name")
            continue
        start, end = _find(base.text, position, whole, name)
        position = position if start is None else start + 1
        _, _, after = whole.partition(words(marked))
        key, description = f"{frame.scope}#{marked.get(XML_ID)}", after.strip(" ,;:")
        at = -1 if start is None or end is None else base.text.find(description, start, end)
        english = label == "PERSON" and base.language in (None, "en")
        entities.append(
            Entity(
                local_id=key,
                label=label,
                names=(Name(name, base.language, preferred=True),),
                description=description,
                relations=tuple(relations_of(frame.scope, key, description, at)) if english else (),
                start=start,
                end=end,
            )
        )
    title, _ = heading(div)
    return replace(
        base,
        title=title or base.title,
        form="authority-record",
        entities=tuple(entities),
        describes=tuple(entity.local_id for entity in entities),
        warnings=tuple(warnings),
    )


def _find(text: str, position: int, *quotes: str) -> tuple[int | None, int | None]:
    """Where the first of the quotes that occurs from position on stands: an entry with footnotes in it has
    only its name in one piece."""
    for quote in quotes:
        start = text.find(quote, position)
        if start >= 0:
            return start, start + len(quote)
    return None, None


def _entries(div: Element) -> Iterator[tuple[Element, Element, Label]]:
    """The item, the name with an id, and what it names, for each entry."""
    for marked in div.iter("{*}persName", "{*}term", "{*}orgName", "{*}placeName"):
        if marked.get(XML_ID) is None:
            continue
        parent = marked.getparent()
        while parent is not None and parent is not div and local(parent) not in ("item", "row", "p"):
            parent = parent.getparent()
        if parent is not None and parent is not div:
            yield parent, marked, _KINDS[local(marked)]
