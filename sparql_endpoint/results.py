"""What a query process gave back: whole, or its beginning with the rest to come.

The status of an answer is decided when all of it is there, or its first 64 KiB and no error.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from extractors.errors import CodedError
from kg.store.query import Outcome
from sparql_endpoint.conversation import Conversation

_CHUNK = 64 * 1024
_IN_MEMORY = 1 << 20

MEDIA_TYPES = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "ttl": "text/turtle; charset=utf-8",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "trig": "application/trig",
    "nq": "application/n-quads",
}


class BrokenOff(CodedError):
    """POOL006: an answer had to end before it was whole, after its beginning had been sent."""


@dataclass(frozen=True)
class Answer:
    """A finished answer. Large ones lie in a temporary file, so that a slow reader keeps no query process busy."""

    outcome: Outcome
    body: IO[bytes]
    size: int
    seconds: float

    @property
    def media_type(self) -> str:
        """With charset for text types."""
        return MEDIA_TYPES[self.outcome.format]

    def chunks(self) -> Iterator[bytes]:
        """The bytes; closes the temporary file at the end."""
        with self.body:
            self.body.seek(0)
            while chunk := self.body.read(_CHUNK):
                yield chunk

    def read(self) -> bytes:
        """All bytes at once."""
        return b"".join(self.chunks())

    def close(self) -> None:
        """Without reading it."""
        self.body.close()


class Streamed:
    """An answer whose beginning is here while the rest is still being made. Read it once, or close it."""

    def __init__(self, head: bytes, conversation: Conversation) -> None:
        self._head = head
        self._conversation = conversation

    @property
    def media_type(self) -> str:
        """With charset for text types."""
        return MEDIA_TYPES[self._conversation.kind[1]]

    def chunks(self) -> Iterator[bytes]:
        """The bytes as they come. BrokenOff in place of an end, where a limit cut the answer off or it failed."""
        outcome = None
        try:
            yield from self._all()
            outcome = self._conversation.report.outcome if self._conversation.report else None
        except CodedError as error:
            raise BrokenOff("POOL006", f"The answer was broken off: {error.message}", advice=error.advice) from error
        finally:
            self.close()
        if outcome is None or outcome.truncated:
            raise BrokenOff("POOL006", "The answer was broken off at a limit on its size.")

    def whole(self) -> Answer:
        """Wait for the rest. QueryFailed or PoolError, as before the beginning."""
        body = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (closed by whoever reads the answer)
        talk = self._conversation
        try:
            size = sum(body.write(chunk) for chunk in self._all())
            if talk.report is None or talk.report.outcome is None:
                raise EOFError  # the conversation was closed by another
        except BaseException:
            body.close()
            self.close()
            raise
        return Answer(talk.report.outcome, body, size, time.monotonic() - talk.start)

    def close(self) -> None:
        """End the query if it still runs."""
        self._conversation.close()

    def _all(self) -> Iterator[bytes]:
        yield self._head
        while (chunk := self._conversation.pull()) is not None:
            yield chunk


@dataclass(frozen=True, slots=True)
class Term:
    """An RDF term of a result: kind is uri, literal or bnode; lang and datatype are empty where there is none."""

    kind: str
    value: str
    lang: str = ""
    datatype: str = ""


Row = dict[str, Term]


@dataclass(frozen=True)
class Table:
    """A SELECT result; ``boolean`` is set instead for ASK."""

    variables: tuple[str, ...]
    rows: tuple[Row, ...]
    boolean: bool | None
    truncated: bool


def table(answer: Answer) -> Table:
    """Read an answer in SPARQL 1.1 Query Results JSON Format."""
    loaded: dict[str, Any] = json.loads(answer.read())
    rows = tuple(
        {name: _term(cell) for name, cell in binding.items()}
        for binding in loaded.get("results", {}).get("bindings", ())
    )
    return Table(tuple(loaded["head"].get("vars", ())), rows, loaded.get("boolean"), truncated=answer.outcome.truncated)


def _term(cell: dict[str, Any]) -> Term:
    value = cell["value"]
    if not isinstance(value, str):  # a triple term of SPARQL 1.2
        value = json.dumps(value, ensure_ascii=False)
    return Term(cell["type"], value, cell.get("xml:lang", ""), cell.get("datatype", ""))
