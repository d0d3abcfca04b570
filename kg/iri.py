"""Every IRI of the graph is minted here, and nowhere else.

IRIs come from archive code and call number (or the editors' local id), through a length-prefixed hash: stable
across runs, machines and orders, injective, and always valid whatever the call number holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

TYPE_SEGMENTS = {"PERSON": "person", "ORG": "body", "PLACE": "place", "EVENT": "event", "TERM": "term"}


def stable_id(*parts: object) -> str:
    """Same parts, same 24 hexadecimal digits; length-prefixed so that ("ab", "c") and ("a", "bc") differ."""
    encoded = "".join([f"{len(text)}:{text}" for text in map(str, parts)])  # a list: joined at twice the speed
    return sha256(encoded.encode("utf-8", "surrogatepass")).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Iris:
    """Mints IRIs under one base, which has no trailing slash."""

    base: str
    vocabulary: str

    def own(self, name: str) -> str:
        """A term of our own vocabulary."""
        return self.vocabulary + name

    def archive(self, code: str) -> str:
        """The holding archive; codes are [a-z0-9-]."""
        return f"{self.base}/id/archive/{code}"

    def record(self, archive: str, document_id: str) -> str:
        """A record, record set, finding aid or authority record."""
        return f"{self.base}/id/record/{stable_id(archive, document_id)}"

    def instantiation(self, archive: str, document_id: str, kind: str, part: str = "") -> str:
        """kind is file, text or page; part is the page number."""
        return f"{self.base}/id/instantiation/{stable_id(archive, document_id, kind, part)}"

    def mention(
        self, archive: str, document_id: str, text_sha256: str, start: int, end: int, label: str
    ) -> str:
        """One annotation; a new text version is a new mention."""
        return f"{self.base}/id/mention/{stable_id(archive, document_id, text_sha256, start, end, label)}"

    def local(self, archive: str, key: str) -> str:
        """A local entity: one authority entry, or one chain of mentions within a document."""
        return f"{self.base}/id/local/{stable_id(archive, key)}"

    def entity(self, label: str, registered_id: str) -> str:
        """An entity of the registry."""
        return f"{self.base}/id/{TYPE_SEGMENTS[label]}/{registered_id}"

    def version(self, state: str) -> str:
        """An entity as it was before it was split."""
        return f"{self.base}/id/version/{state}"

    def name(self, owner: str, value: str, lang: str | None) -> str:
        """A name of the entity with that IRI."""
        return f"{self.base}/id/name/{stable_id(owner, value, lang or '')}"

    def date(self, expressed: str, edtf: str | None, calendar: str) -> str:
        """A date, shared by all who express it alike."""
        return f"{self.base}/id/date/{stable_id(expressed, edtf or '', calendar)}"

    def relation(self, *parts: object) -> str:
        """A relation node, from archive, document, class, ends and date."""
        return f"{self.base}/id/relation/{stable_id(*parts)}"

    def position(self, archive: str, key: str) -> str:
        """A position that persons hold."""
        return f"{self.base}/id/position/{stable_id(archive, key)}"

    def activity(self, *parts: object) -> str:
        """An extraction activity over one source."""
        return f"{self.base}/id/activity/{stable_id(*parts)}"

    def agent(self, name: str) -> str:
        """The software (name and version) that found something."""
        return f"{self.base}/id/agent/{stable_id(name)}"

    def link(self, judgement_id: str) -> str:
        """A judgement about identity."""
        return f"{self.base}/id/link/{judgement_id}"

    def summary(self, *parts: object) -> str:
        """Numbers of a summary graph, from what they are counted for."""
        return f"{self.base}/id/summary/{stable_id(*parts)}"

    def source_graph(self, archive: str, source_id: str, reader: str) -> str:
        """The named graph of one source file."""
        return f"{self.base}/graph/source/{stable_id(archive, source_id, reader)}"

    def graph(self, name: str) -> str:
        """One of the graphs that are not a source's: links, resolved, inferred/…, archives, ontology."""
        return f"{self.base}/graph/{name}"
