"""What a query process gave back, whole: the status of an answer is only decided when all of it is there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from kg.store.query import Outcome

_CHUNK = 64 * 1024

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
