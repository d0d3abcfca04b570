"""Which queries were found to be long, so that they need not show it again at the cost of short ones.

A query is known by its text. So is any other that differs in numbers and strings alone: for the client that asked it,
and for all others as soon as two clients' were long, for then many may be coming. One that ends soon is known no more.
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
_ANYBODY = b""


class Key:
    """Stands for a query and its like, and for who asks. Reckoned when it is looked at."""

    def __init__(self, job: QueryJob, client: str) -> None:
        self._job = job
        self.client = client.encode()

    @cached_property
    def text(self) -> bytes:
        """Of the query and its dataset."""
        return self._hash(self._job.query)

    @cached_property
    def shape(self) -> bytes:
        """The same without numbers and strings."""
        return self._hash(_VARIES.sub("0", self._job.query))

    def _hash(self, query: str) -> bytes:
        parts = (query, "\0", *self._job.default_graphs, "\0", *self._job.named_graphs)
        return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()


class LongQueries:
    """Hashes of the last long queries on one edition; no text is kept. Safe to use from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._texts: OrderedDict[bytes, bytes] = OrderedDict()
        self._shapes: OrderedDict[bytes, bytes] = OrderedDict()
        """Who asked; _ANYBODY after two clients."""

    def __contains__(self, key: Key) -> bool:
        if not self._texts:
            return False
        return key.text in self._texts or self._shapes.get(key.shape) in (key.client, _ANYBODY)

    def note(self, key: Key, *, long: bool) -> None:
        """Remember a query, or that it is long no more."""
        if not long and key not in self:
            return
        with self._lock:
            self._texts.pop(key.text, None)
            before = self._shapes.pop(key.shape, key.client)
            if long:
                self._texts[key.text] = key.client
                self._shapes[key.shape] = key.client if key.client == before else _ANYBODY
            for each in (self._texts, self._shapes):
                while len(each) > _MOST:
                    each.popitem(last=False)

    def clear(self) -> None:
        """Another edition: nothing is known of it."""
        with self._lock:
            self._texts.clear()
            self._shapes.clear()
