"""EAD 2002 finding aids: the finding aid itself, the unit it describes, and every component."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.document import Document
from extractors.errors import InputRejected
from extractors.source import Source

if TYPE_CHECKING:
    from extractors.readers.safe_xml import Element

NAMESPACE = "urn:isbn:1-931666-22-9"


class EadReader:
    """Yields the described unit first, then its components in order, each parent before its parts, then the
    finding aid."""

    name = "ead"
    suffixes = (".xml", ".ead")
    media_type = "application/xml"

    def sniff(self, source: Source) -> float:
        """1 for an ead root of EAD 2002, with its namespace or, under the DTD, with none."""
        return 1.0 if source.prolog.root in ("ead", f"{{{NAMESPACE}}}ead") else 0.0

    def read(self, source: Source) -> Iterator[Document]:
        """Documents of the finding aid. InputRejected EAD001 for another root, EAD002 without an archdesc."""
        from extractors.readers.ead_finding_aid import finding_aid, identity_of
        from extractors.readers.ead_ids import component_ids, components
        from extractors.readers.ead_levels import level_of
        from extractors.readers.ead_unit import Place, unit
        from extractors.readers.safe_xml import child, parse, where

        root = parse(source)
        if root.tag not in ("ead", f"{{{NAMESPACE}}}ead"):
            raise InputRejected(
                "EAD001",
                f"The root element is <{root.tag}>, not <ead> of EAD 2002.",
                where=where(source, root),
                advice="Name the right format with --format.",
            )
        archdesc = child(root, "archdesc")
        if archdesc is None:
            raise InputRejected("EAD002", "The finding aid has no archdesc.", where=where(source, root))
        identity = identity_of(root, source.stem)
        ids, warnings = component_ids(archdesc, identity)
        for element, parent, rank in _walk(archdesc, components):
            has_parts = bool(components(element))
            level = level_of(element.get("level"), element.get("otherlevel"), parent is None, has_parts)
            if parent is None:
                top = unit(element, Place(identity, identity, level))
                yield replace(top, warnings=tuple(warnings))
            else:
                above = ids.get(parent, identity)
                yield unit(element, Place(ids[element], identity, level, above, rank))
        yield finding_aid(root, identity)


def _walk(
    element: Element, parts: Callable[[Element], list[Element]], parent: Element | None = None, rank: int = 1
) -> Iterator[tuple[Element, Element | None, int]]:
    """An element and everything below it, parents first, with the parent and the rank among its parts."""
    yield element, parent, rank
    for number, part in enumerate(parts(element), 1):
        yield from _walk(part, parts, element, number)
