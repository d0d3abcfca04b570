"""Which queries were found to be long, so that they need not show it again at the cost of short ones.

A query is known by its text; for the client that asked it, so is any other that differs in numbers and strings alone.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from functools import cached_property
from hashlib import blake2b

from kg.store.query import QueryJob

_MOST = 4096
_VARIES = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|\d+")


class Key:
    """Stands for a query and its dataset, and for its like from the same client. Reckoned when it is looked at."""

    def __init__(self, job: QueryJob, client: str) -> None:
        self._job = job
        self._client = client

    @cached_property
    def hashes(self) -> tuple[bytes, bytes]:
        """Of both."""
        job = self._job
        dataset = ("\0", *job.default_graphs, "\0", *job.named_graphs)
        return _hash(job.query, *dataset), _hash(_VARIES.sub("0", job.query), *dataset, "\0", self._client)


class LongQueries:
    """Hashes of the last long queries on one edition; no text is kept. Safe to use from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: OrderedDict[bytes, None] = OrderedDict()

    def __contains__(self, key: Key) -> bool:
        return bool(self._known) and (key.hashes[0] in self._known or key.hashes[1] in self._known)

    def note(self, key: Key, *, long: bool) -> None:
        """Remember a query, or that it is long no more."""
        if not long and key not in self:
            return
        with self._lock:
            for each in key.hashes:
                self._known.pop(each, None)
                if long:
                    self._known[each] = None
            while len(self._known) > _MOST:
                self._known.popitem(last=False)

    def clear(self) -> None:
        """Another edition: nothing is known of it."""
        with self._lock:
            self._known.clear()


def _hash(*parts: str) -> bytes:
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()
