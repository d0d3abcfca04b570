"""Places for queries that run at the same time, and fair queues before them.

Whoever waits is served client by client, not query by query: one client with thirty queries delays another by one.
Clients whose queries have been short so far go first, three times of four where others wait too; and some places are
kept for them, so that a crowd of strangers, whose queries may all be long, cannot take every one at once.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable

_TICK_S = 0.2
_ROUND = 4

Waiting = OrderedDict[str, "deque[_Ticket]"]


class Turned(Exception):
    """No place: why says whether the queue was full, the wait too long, or the client has gone."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class _Ticket:
    """One that waits. The lock is open once that has ended; why is empty where a place was got."""

    __slots__ = ("client", "lock", "queue", "why")

    def __init__(self, client: str, queue: Waiting) -> None:
        self.client = client
        self.queue = queue
        self.lock = threading.Lock()
        self.lock.acquire()
        self.why = "waits"


class Lane:
    """So many places. Safe to use from many threads."""

    def __init__(self, places: int, queue: int, *, kept: int = 0) -> None:
        """queue: how many may wait; kept: places that only favoured clients may take."""
        self._places = self._free = places
        self._open = places - kept
        self._queue = queue
        self._lock = threading.Lock()
        self._favoured: Waiting = OrderedDict()
        self._others: Waiting = OrderedDict()
        self._given = 0
        self.waiting = 0

    @property
    def running(self) -> int:
        """Places that are taken."""
        return self._places - self._free

    def enter(
        self,
        client: str,
        seconds: float,
        cancelled: Callable[[], bool] = lambda: False,
        *,
        favoured: bool = False,
    ) -> None:
        """Take a place, waiting so long at most. Turned where there is none.

        Where the queue is full, the client with most queries in it has to give up one, if that is another.
        """
        queue = self._favoured if favoured else self._others
        with self._lock:
            if self._take(favoured):
                return
            if self.waiting >= self._queue and not self._make_room(client, queue):
                raise Turned("too many queries are waiting")
            ticket = _Ticket(client, queue)
            queue.setdefault(client, deque()).append(ticket)
            self.waiting += 1
        self._wait(ticket, time.monotonic() + seconds, cancelled)

    def try_enter(self, *, favoured: bool = False) -> bool:
        """Take a place if one is free and nobody waits for it."""
        with self._lock:
            return self._take(favoured)

    def leave(self, *, favoured: bool = False) -> None:
        """Give the place to the next client's first query, or free it. favoured: as it was taken."""
        with self._lock:
            self._free += 1
            self._open += not favoured
            queue = self._next()
            if queue is None:
                return
            self._free -= 1
            self._open -= queue is self._others
            client, tickets = queue.popitem(last=False)
            ticket = tickets.popleft()
            if tickets:
                queue[client] = tickets  # to the end of the round
            self._settle(ticket, "")

    def _take(self, favoured: bool) -> bool:
        """With the lock held. Where others wait beside a free place, it is one that is kept for the favoured."""
        taken = self._free > 0 and (not self._favoured if favoured else not self.waiting and self._open > 0)
        self._free -= taken
        self._open -= taken and not favoured
        return taken

    def _next(self) -> Waiting | None:
        """Of which queue the next is."""
        others = bool(self._others) and self._open > 0
        if self._favoured and others:
            self._given += 1
            return self._others if self._given % _ROUND == 0 else self._favoured
        return self._favoured or (self._others if others else None)

    def _wait(self, ticket: _Ticket, until: float, cancelled: Callable[[], bool]) -> None:
        why = ""
        while not ticket.lock.acquire(timeout=_TICK_S):
            if cancelled():
                why = "the client has gone"
            elif time.monotonic() >= until:
                why = "no query process became free in time"
            if why:
                with self._lock:
                    if ticket.why == "waits":
                        self._remove(ticket)
                        ticket.why = why
                break
        if ticket.why:
            raise Turned(ticket.why)

    def _make_room(self, client: str, queue: Waiting) -> bool:
        fullest = max((*self._others.values(), *self._favoured.values()), key=len, default=None)
        favoured_passes = queue is self._favoured and bool(self._others)
        if favoured_passes:
            fullest = max(self._others.values(), key=len)
        elif fullest is None or len(fullest) <= len(queue.get(client, ())) + 1:
            return False
        ticket = fullest[-1]
        self._take_out(ticket)
        self._settle(ticket, "too many queries are waiting")
        return True

    def _remove(self, ticket: _Ticket) -> None:
        self._take_out(ticket)
        self.waiting -= 1

    def _take_out(self, ticket: _Ticket) -> None:
        tickets = ticket.queue[ticket.client]
        tickets.remove(ticket)
        if not tickets:
            del ticket.queue[ticket.client]

    def _settle(self, ticket: _Ticket, why: str) -> None:
        ticket.why = why
        self.waiting -= 1
        ticket.lock.release()
