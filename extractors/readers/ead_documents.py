"""A finding aid, of EAD 2002 or EAD3, as Documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.document import Document
from extractors.readers.ead_access import without_internal_parts
from extractors.readers.ead_finding_aid import finding_aid, identity_of, language_of
from extractors.readers.ead_ids import component_ids, components
from extractors.readers.ead_levels import level_of
from extractors.readers.ead_unit import Place, unit
from extractors.readers.safe_xml import Element


def documents(root: Element, archdesc: Element, stem: str) -> Iterator[Document]:
    """The described unit first, then its components in order, each parent before its parts, then the finding aid.

    stem: of the file's name, the finding aid's id where it carries none.
    """
    # Of a header for internal use, as templates have it, nothing is told; but it names the finding aid.
    identity, language = identity_of(root, stem), language_of(root)
    internal = without_internal_parts(root)
    ids, warnings = component_ids(archdesc, identity)
    if internal:
        warnings.append(f"EAD010 {identity}: parts for internal use only were left out: {internal}")
    for element, parent, rank in _walk(archdesc):
        level = level_of(element.get("level"), element.get("otherlevel"), parent is None, bool(components(element)))
        if parent is None:
            top = unit(element, Place(identity, identity, level, language=language))
            yield replace(top, warnings=tuple(warnings))
        else:
            above = ids.get(parent, identity)
            yield unit(element, Place(ids[element], identity, level, above, rank, language))
    yield finding_aid(root, identity)


def _walk(
    element: Element, parent: Element | None = None, rank: int = 1
) -> Iterator[tuple[Element, Element | None, int]]:
    """An element and everything below it, parents first, with the parent and the rank among its parts."""
    yield element, parent, rank
    for number, part in enumerate(components(element), 1):
        yield from _walk(part, element, number)
