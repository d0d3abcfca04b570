"""Answers that were given before, kept in memory: whole ones of one edition, by query, dataset and format."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from io import BytesIO
from typing import Any

from kg.edition import Edition
from kg.store.query import Outcome, QueryJob
from sparql_endpoint.results import Answer, Streamed
from sparql_endpoint.services.tokens import tokens

_SHARE = 16
"""An answer that takes more than this part of the room is not kept: it would drive out many."""
_ENTRY = 2048
"""Bytes that an entry takes beside its answer, about; a reply brings its headers."""


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
        self.room = room
        self._lock = threading.Lock()
        self._kept: OrderedDict[bytes, tuple[Any, bytes]] = OrderedDict()
        self._bytes = self._hits = self._misses = 0

    @property
    def figures(self) -> CacheFigures:
        """So far."""
        with self._lock:
            answers = sum(isinstance(about, Outcome) for about, _ in self._kept.values())
            return CacheFigures(self._hits, self._misses, answers, self._bytes)

    def answer(
        self, job: QueryJob, edition: Edition, ask: Callable[[QueryJob], Answer | Streamed]
    ) -> Answer | Streamed:
        """The kept answer, else that of ask, which may be kept.

        What ask raises goes through, and nothing is kept of it, nor of an answer that was cut off or is streamed.
        """
        if not self.room:
            return ask(job)
        key = _key(job, edition)
        kept = self._get(key, counts_miss=True)
        if kept is not None:
            return Answer(kept[0], BytesIO(kept[1]), len(kept[1]), 0.0)
        given = ask(job)
        if not isinstance(given, Answer) or given.outcome.truncated or given.size * _SHARE > self.room:
            return given
        body = given.read()
        self._keep(key, given.outcome, body)
        return Answer(given.outcome, BytesIO(body), len(body), given.seconds)

    def reply(self, key: bytes) -> tuple[Any, bytes] | None:
        """What ``keep_reply`` was given; None where that is gone, which only ``answer`` counts as a miss."""
        return self._get(key, counts_miss=False) if self.room else None

    def keep_reply(self, key: bytes, about: Any, body: bytes) -> None:
        """Keep a whole reply for the next request that is the same to the letter: its headers, and its body as sent."""
        if len(body) * _SHARE <= self.room:
            self._keep(key, about, body)

    def _get(self, key: bytes, *, counts_miss: bool) -> tuple[Any, bytes] | None:
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._hits += 1
                self._kept.move_to_end(key)
            elif counts_miss:
                self._misses += 1
        return kept

    def _keep(self, key: bytes, about: Any, body: bytes) -> None:
        with self._lock:
            if key in self._kept:
                return
            self._kept[key] = about, body
            self._bytes += len(body) + _ENTRY
            while self._bytes > self.room:
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
