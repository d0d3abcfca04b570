"""What can be opened: an edition on this machine, our endpoint, or any other SPARQL endpoint."""

from __future__ import annotations

from typing import Any, Protocol

from kg.client.answer import Answer
from kg.client.edition_info import EditionInfo


class Source(Protocol):
    """One opened graph. ``ours`` is False for an endpoint that only speaks SPARQL: then the rest raises NotOffered."""

    name: str
    ours: bool

    def ask(self, query: str) -> Answer:
        """Answer a query in which the house's prefixes need no declaration. ClientError."""

    def edition(self) -> EditionInfo | None:
        """Which edition; None for an endpoint that is not ours. The same object as long as it stays."""

    def search(self, words: str, lang: str, kind: str, limit: int) -> list[dict[str, Any]]:
        """Hits as ``/search?format=json`` gives them, the best first."""

    def image(self, record: str, page: str) -> bytes | None:
        """The largest JPEG of a page, of a record, by their IRIs; None where the edition has no scan of it."""

    def close(self) -> None:
        """Let go of processes and connections."""
