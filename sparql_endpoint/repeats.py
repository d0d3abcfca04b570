"""Requests that have been answered before, known by their very bytes: nothing of them need be read again.

Only what ``cache`` keeps is sent in this way, on the same edition and within the budget of the client.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import blake2b

from kg.edition import Edition

_MOST = 4096
_LONGEST = 8192
"""Bytes of a request that is worth remembering."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """What a request led to: client is the key of its budget, key that of the kept reply, head all before the date."""

    edition: Edition
    client: str
    key: bytes
    head: bytes
    has_body: bool


class Repeats:
    """The last of them, by address and bytes; no text is kept. Safe to use from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: OrderedDict[bytes, Repeat] = OrderedDict()

    def find(self, address: str, request: bytes) -> Repeat | None:
        """What the same bytes from the same address led to."""
        if len(request) > _LONGEST:
            return None
        key = _key(address, request)
        with self._lock:
            found = self._known.get(key)
            if found is not None:
                self._known.move_to_end(key)
        return found

    def note(self, address: str, request: bytes, repeat: Repeat) -> None:
        """Remember it."""
        if len(request) <= _LONGEST:
            with self._lock:
                self._known[_key(address, request)] = repeat
                if len(self._known) > _MOST:
                    self._known.popitem(last=False)


def _key(address: str, request: bytes) -> bytes:
    return blake2b(request, key=address.encode()[:64], digest_size=16).digest()
