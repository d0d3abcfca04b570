"""Records of the U.S. Office of the Historian: chiefs of mission, persons, visits, travels (its own XML).

Every record becomes a Document whose text has one line a field, ``field: words``, so that it can be quoted.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.document import Document
from extractors.errors import InputRejected
from extractors.source import Source

_ROOTS = ("country-mission", "visits", "trips")


class HistStateReader:
    """Yields one Document a chief, visit, trip or person; for a mission also the mission, before its chiefs."""

    name = "histstate"
    suffixes = (".xml",)
    media_type = "application/xml"

    def sniff(self, source: Source) -> float:
        """0.9 for one of the roots; ``person`` and ``records`` only with the fields of these files in them."""
        root = source.prolog.root
        if root in _ROOTS:
            return 0.9
        if root == "person":
            return 0.9 if b"<persName>" in source.data[:4096] and b"<career-type" in source.data else 0.0
        if root == "records":
            return 0.9 if b"<visit>" in source.data or b"<trip" in source.data else 0.0
        return 0.0

    def read(self, source: Source) -> Iterator[Document]:
        """The records. InputRejected HIST001 for another root, HIST002 for a file without records."""
        from extractors.readers.histstate_missions import mission
        from extractors.readers.histstate_people import person
        from extractors.readers.histstate_travels import trip, visit
        from extractors.readers.safe_xml import local, parse, where

        root = parse(source)
        kind = local(root)
        if kind not in (*_ROOTS, "person", "records"):
            raise InputRejected(
                "HIST001",
                f"The root element is <{root.tag}>, none of this collection's.",
                where=where(source, root),
                advice="Name the right format with --format.",
            )
        found = False
        if kind == "country-mission":
            for document in mission(root, source):
                found = True
                yield document
        elif kind == "person":
            found = True
            yield person(root, source)
        else:
            for item in root.iter("visit", "trip"):
                found = True
                yield visit(item, source) if local(item) == "visit" else trip(item, source)
        if not found:
            raise InputRejected("HIST002", "There is no record in the file.", where=where(source, root))
