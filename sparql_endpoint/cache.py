"""Answers that were given before, kept in memory: whole ones of one edition, by query, dataset and format."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from io import BytesIO

from kg.edition import Edition
from kg.store.query import Outcome, QueryJob
from sparql_endpoint.results import Answer, Streamed
from sparql_endpoint.services.tokens import tokens

_SHARE = 16
"""An answer that takes more than this part of the room is not kept: it would drive out many."""
_ENTRY = 512
"""Bytes that an entry takes beside its answer, about."""


@dataclass(frozen=True, slots=True)
class CacheFigures:
    """Requests that found an answer and that did not; answers that are kept, and their bytes."""

    hits: int
    misses: int
    answers: int
    bytes: int


class AnswerCache:
    """The answers that were asked for last, up to a number of bytes. Safe to use from many threads."""

    def __init__(self, room: int) -> None:
        """room in bytes; 0 keeps nothing, and counts nothing."""
        self._room = room
        self._lock = threading.Lock()
        self._kept: OrderedDict[bytes, tuple[Outcome, bytes]] = OrderedDict()
        self._bytes = self._hits = self._misses = 0

    @property
    def figures(self) -> CacheFigures:
        """So far."""
        with self._lock:
            return CacheFigures(self._hits, self._misses, len(self._kept), self._bytes)

    def answer(
        self, job: QueryJob, edition: Edition, ask: Callable[[QueryJob], Answer | Streamed]
    ) -> Answer | Streamed:
        """The kept answer, else that of ask, which may be kept.

        What ask raises goes through, and nothing is kept of it, nor of an answer that was cut off or is streamed.
        """
        if not self._room:
            return ask(job)
        key = _key(job, edition)
        with self._lock:
            kept = self._kept.get(key)
            self._hits += kept is not None
            self._misses += kept is None
            if kept is not None:
                self._kept.move_to_end(key)
        if kept is not None:
            return Answer(kept[0], BytesIO(kept[1]), len(kept[1]), 0.0)
        given = ask(job)
        if not isinstance(given, Answer) or given.outcome.truncated or given.size * _SHARE > self._room:
            return given
        body = given.read()
        self._keep(key, given.outcome, body)
        return Answer(given.outcome, BytesIO(body), len(body), given.seconds)

    def _keep(self, key: bytes, outcome: Outcome, body: bytes) -> None:
        with self._lock:
            if key in self._kept:
                return
            self._kept[key] = outcome, body
            self._bytes += len(body) + _ENTRY
            while self._bytes > self._room:
                _, (_, oldest) = self._kept.popitem(last=False)
                self._bytes -= len(oldest) + _ENTRY


def normalised(query: str) -> str:
    """The same for queries that differ in white space and comments only; those that could differ in more, as they are.

    >>> normalised("SELECT  * # all\\n{?s ?p '#'}") == normalised("SELECT *{ ?s ?p '#' }")
    True
    """
    if not query.isascii() or "\\" in query or "--" in query:
        return query
    return "\0".join(token.text for token in tokens(query))


def _key(job: QueryJob, edition: Edition) -> bytes:
    parts = (
        edition.hash, normalised(job.query), str(job.solutions), str(job.graph), str(job.describe),
        str(job.max_rows), str(job.max_bytes), *job.default_graphs, "", *job.named_graphs,
    )  # fmt: skip
    told = "".join(f"{len(part)}:{part}" for part in parts)
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=20).digest()
