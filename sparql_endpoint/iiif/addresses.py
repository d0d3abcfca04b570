"""Addresses of IIIF resources, under the base IRI of the edition: they are names, and do not change with a host."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True)
class Addresses:
    """Of one record. record: the last part of its IRI."""

    base: str
    record: str

    @property
    def own(self) -> str:
        """What all others begin with."""
        return f"{self.base}/iiif/{self.record}"

    @property
    def manifest(self) -> str:
        """Of the manifest."""
        return f"{self.own}/manifest.json"

    @property
    def search(self) -> str:
        """Of the search service."""
        return f"{self.own}/search"

    def canvas(self, page: str) -> str:
        """Of a canvas, from the last part of the IRI of its page (of its text, where that has no pages)."""
        return f"{self.own}/canvas/{page}"

    def image(self, page: str) -> str:
        """Of the image service of a page."""
        return f"{self.own}/{page}"

    def part(self, page: str, kind: str) -> str:
        """Of an annotation page: mentions, text or painting."""
        return f"{self.own}/{page}/{kind}.json"

    def asked(self, query: str, page: int) -> str:
        """Of an answer to a search; 0: of all of its pages together."""
        return f"{self.search}?q={quote(query, safe='')}" + (f"&page={page}" if page else "")


def last(iri: str) -> str:
    """The last part of an IRI of ours."""
    return iri.rsplit("/", 1)[-1]
