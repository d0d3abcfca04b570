"""RDF: another node's dump or a catalogue in RiC-O, an authority list in RiC-O, SKOS, FOAF or schema.org."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.document import Document
from extractors.errors import InputRejected
from extractors.source import Source

RICO = b"https://www.ica.org/standards/RiC/ontology#"
_OTHERS = (b"//schema.org", b"http://xmlns.com/foaf/0.1/", b"http://www.w3.org/2004/02/skos/core#")
_RDF_XML = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF"
_NODE = r"(?:<[^<>\s]*>|_:\S+)"
_LINE = re.compile(rf'{_NODE}\s*<[^<>\s]*>\s*(?:{_NODE}|"(?:[^"\\]|\\.)*"\S*)\s*(?:\S+\s*)?\.\s*$')
_DIRECTIVE = re.compile(r"@?(?:prefix\s+[\w.-]*:\s*<|base\s+<)", re.IGNORECASE)
_MEDIA_TYPES = {
    "rdfxml": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "nquads": "application/n-quads",
    "trig": "application/trig",
}
_JSON_KEYS = ('"@context"', '"@graph"', '"@id"', '"@type"')


class RdfReader:
    """Yields the records of a dump, then what it says of persons, bodies, places and events."""

    name = "rdf"
    suffixes = (".ttl", ".nt", ".nq", ".trig", ".rdf", ".jsonld", ".owl")
    media_type = "application/n-quads"

    def media_type_of(self, source: Source) -> str:
        """By the syntax."""
        return _MEDIA_TYPES.get(format_of(source) or "", self.media_type)

    def sniff(self, source: Source) -> float:
        """By RDF/XML's root, a prefix or a whole statement at the start, JSON-LD's keys; less without RiC-O."""
        if format_of(source) is None:
            return 0.0
        return 0.95 if RICO in source.data else 0.6

    def read(self, source: Source) -> Iterator[Document]:
        """Documents sorted by IRI.

        InputRejected: RDF001 not RDF, RDF002 a remote context, RDF003 nothing that we know, RDF004 too large; XML002
        and the like for a DOCTYPE; ISO001 to ISO004 where the parser crashed or went past its limits.
        """
        from extractors.isolated import Limits, call
        from extractors.readers.rdf_documents import documents
        from extractors.readers.rdf_graph import Graph

        rdf_format = format_of(source)
        if rdf_format == "rdfxml" and (fault := source.prolog.rejection(source.name)) is not None:
            raise fault
        if rdf_format is None:
            fault = source.prolog.rejection(source.name)
            raise fault or InputRejected("RDF001", "The file is not RDF in a syntax that we know.", where=source.name)
        arguments = {"name": source.name, "format": rdf_format, "base": "https://sunqar.invalid/source/"}
        seconds = 15 + len(source.data) // 2**20  # some twenty times what an honest file of that size takes
        limits = Limits(seconds, 4 * 2**30, wall_seconds=4 * seconds, result_bytes=512 * 2**20)
        rows = call("extractors.readers.rdf_parse:statements", source.data, arguments, name=source.name, limits=limits)
        found = list(documents(Graph(rows), source.stem))
        if not found:
            raise InputRejected(
                "RDF003",
                "The file holds no records, agents, places or events in RiC-O, SKOS, FOAF or schema.org.",
                where=source.name,
                advice="Describe them with the terms of https://www.ica.org/standards/RiC/ontology.",
            )
        yield from found


def format_of(source: Source) -> str | None:
    """rdfxml, jsonld, nquads (N-Triples too) or trig (Turtle too), by the content; None for what is no RDF."""
    if source.prolog.root == _RDF_XML:
        return "rdfxml"
    head = source.head.lstrip()
    if head.startswith(("{", "[")):
        known = any(key in head for key in _JSON_KEYS)
        ours = any(name in source.data for name in (RICO, *_OTHERS))
        return "jsonld" if known and (ours or "@graph" in head) else None
    lines = [line for line in head.splitlines()[:-1] or head.splitlines() if line.strip()]
    first = next((line.strip() for line in lines if not line.lstrip().startswith("#")), "")
    if _DIRECTIVE.match(first):
        return "trig"
    start = _first_line(source)
    return "nquads" if start and _LINE.match(start) else None


def _first_line(source: Source) -> str:
    """The first line that is neither empty nor a comment, where it begins as a statement does; else empty."""
    start, end = 0, min(len(source.data), 1 << 20)
    while start < end:
        stop = source.data.find(b"\n", start, end)
        told = source.data[start : stop if stop >= 0 else end].removeprefix(b"\xef\xbb\xbf").strip()
        if told and not told.startswith(b"#"):
            return told.decode("utf-8", "replace") if told.startswith((b"<", b"_:")) else ""
        start = stop + 1 if stop >= 0 else end
    return ""
