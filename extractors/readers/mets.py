"""METS 1 and 2: a digitised object, its description and the order of its pages, with the text of files beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.document import Document
from extractors.errors import InputRejected
from extractors.source import Source

_ROOT = re.compile(r"\{http://www\.loc\.gov/METS/(?:v2)?\}mets$")


class MetsReader:
    """Yields one Document a file: the object's description (MODS or Dublin Core), the text of all its pages in order.

    The id is the call number: a local mods:identifier, shelfLocator, recordIdentifier, OBJID, any other identifier,
    else the stem of the file.
    """

    name = "mets"
    suffixes = (".xml", ".mets")
    media_type = "application/mets+xml"

    def sniff(self, source: Source) -> float:
        """1 for a mets root."""
        return 1.0 if _ROOT.match(source.prolog.root) else 0.0

    def parts(self, source: Source) -> tuple[str, ...]:
        """The files of text that the object is made of; none where the file is broken, which ``read`` tells."""
        from extractors.readers.mets_files import physical_pages
        from extractors.readers.safe_xml import parse

        try:
            root = parse(source)
        except InputRejected:
            return ()
        named = [text.href for page in physical_pages(root) for text in page.texts if text.is_local]
        return tuple(dict.fromkeys(named))

    def read(self, source: Source) -> Iterator[Document]:
        """The Document. InputRejected METS001 for another root, METS002 without a page, METS003 when it names texts of
        pages and none of them can be read."""
        from extractors.access import strictest
        from extractors.access.notes import access_of_notes, last_day
        from extractors.readers.mets_access import access_of, rights_notes
        from extractors.readers.mets_description import describe
        from extractors.readers.mets_files import physical_pages
        from extractors.readers.mets_text import gather
        from extractors.readers.page_text import assemble
        from extractors.readers.safe_xml import parse, where

        root = parse(source)
        if not _ROOT.match(str(root.tag)):
            raise InputRejected(
                "METS001",
                f"The root element is <{root.tag}>, not <mets>.",
                where=where(source, root),
                advice="Name the right format with --format.",
            )
        physical = physical_pages(root)
        if not physical:
            raise InputRejected("METS002", "There is no page in the file.", where=where(source, root))
        gathered = gather(physical, source)
        text, pages = assemble(gathered.pages)
        told = describe(root)
        identity = told.call_number or source.stem
        spoken = told.languages or gathered.languages
        document = Document(
            id=identity,
            source_id=identity,
            title=told.title or identity,
            title_lang=told.title_lang if told.title else None,
            text=text,
            level=told.level,
            form=told.form,
            language=spoken[0] if len(spoken) == 1 else None,
            pages=pages,
            dates=told.dates,
            notes=tuple(dict.fromkeys((*told.notes, *rights_notes(root)))),
            identifiers=told.identifiers,
            extent=told.extent,
            licence=told.licence,
            warnings=(*told.warnings, *gathered.warnings),
        )
        stated = [one for one in (access_of(root, last_day(document)), access_of_notes(document)) if one is not None]
        yield replace(document, access=strictest(stated)) if stated else document
