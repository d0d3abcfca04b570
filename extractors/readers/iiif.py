"""IIIF Presentation 2 and 3 manifests from disk: a digitised object, its description, its canvases and their text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.document import Document
from extractors.errors import InputRejected
from extractors.source import Source

_SIGN = re.compile(rb"iiif\.io/api/presentation/|\"(?:@type|type)\"\s*:\s*\"sc:(?:Manifest|Collection)\"")


class IiifReader:
    """Yields one Document a manifest. Nothing is ever fetched from the network.

    The id is the call number that the metadata give, else the last part of the manifest's address that is a name.
    """

    name = "iiif"
    suffixes = (".json", ".jsonld")
    media_type = "application/ld+json"

    def sniff(self, source: Source) -> float:
        """1 for a JSON object that names the Presentation API in its first 64 KiB."""
        head = source.data[: 1 << 16]
        return 1.0 if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and _SIGN.search(head) else 0.0

    def parts(self, source: Source) -> tuple[str, ...]:
        """Transcripts and annotation pages beside the manifest; none where it is broken, which ``read`` tells."""
        from extractors.readers.iiif_canvases import references
        from extractors.readers.iiif_json import load

        try:
            return references(load(source))
        except InputRejected:
            return ()

    def read(self, source: Source) -> Iterator[Document]:
        """The Document. InputRejected IIIF003 for a collection, IIIF004 for what is no manifest or has no canvas, and
        as in ``iiif_json.load``."""
        from extractors.readers.iiif_canvases import canvases, gather
        from extractors.readers.iiif_json import identifier, kind, load, objects
        from extractors.readers.iiif_manifest import describe
        from extractors.readers.page_text import assemble

        manifest = load(source)
        type_ = kind(manifest)
        if type_ == "Collection":
            members = (*objects(manifest.get("items")), *objects(manifest.get("manifests")))
            names = [name for item in members if (name := identifier(item))]
            raise InputRejected(
                "IIIF003",
                f"This is a collection, not a manifest; it names {len(names)}: {', '.join(names[:20]) or 'none'}.",
                where=source.name,
                advice="Save the manifests that it names as files and ingest those.",
            )
        if type_ != "Manifest" or not canvases(manifest):
            raise InputRejected(
                "IIIF004",
                f"This is {type_ or 'nothing'}, not a manifest."
                if type_ != "Manifest"
                else "There is no canvas in it.",
                where=source.name,
                advice="Ingest manifests of the Presentation API 2 or 3.",
            )
        told = describe(manifest)
        gathered = gather(manifest, source)
        text, pages = assemble(gathered.pages)
        identity = told.call_number or source.stem
        spoken = told.languages or gathered.languages
        empty = () if text else ("IIIF013 line 1: no canvas has a text that can be read",)
        yield Document(
            id=identity,
            source_id=identity,
            title=told.title.text or identity,
            title_lang=told.title.lang if told.title.text else None,
            text=text,
            language=spoken[0] if len(spoken) == 1 else None,
            pages=pages,
            dates=told.dates,
            notes=told.notes,
            extent=told.extent,
            licence=told.licence,
            url=told.url,
            warnings=(*gathered.warnings, *empty),
        )
