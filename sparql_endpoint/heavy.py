"""Which queries were found to be long, so that they need not show it again at the cost of short ones."""

from __future__ import annotations

import threading
from collections import OrderedDict
from hashlib import blake2b

from kg.store.query import QueryJob

_MOST = 4096


class LongQueries:
    """Hashes of the last long queries on one edition; no text is kept. Safe to use from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: OrderedDict[bytes, None] = OrderedDict()

    def key(self, job: QueryJob) -> bytes:
        """Stands for the query and its dataset."""
        parts = (job.query, *job.default_graphs, "\0", *job.named_graphs)
        return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()

    def __contains__(self, key: bytes) -> bool:
        return key in self._known

    def note(self, key: bytes, *, long: bool) -> None:
        """Remember a query, or that it is long no more."""
        if not long and key not in self._known:
            return
        with self._lock:
            self._known.pop(key, None)
            if long:
                self._known[key] = None
            if len(self._known) > _MOST:
                self._known.popitem(last=False)

    def clear(self) -> None:
        """Another edition: nothing is known of it."""
        with self._lock:
            self._known.clear()
