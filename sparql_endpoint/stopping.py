"""A graceful end: no new connections, what runs may finish within a limit, then the server is gone.

SIGTERM and SIGINT begin it; the second one ends at once.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

_LOOK_S = 0.1


class Stopping:
    """Runs a waitress server until a signal comes, and then to its end."""

    def __init__(self, server: Any, limit_s: float, tell: Callable[[str], None] = lambda what: None) -> None:
        """limit_s: longest time that answers may still take. tell: called with ``stopping`` and with what was left."""
        self._server, self._limit_s, self._tell = server, limit_s, tell
        self._map = server._map if hasattr(server, "_map") else server.map  # of one address, of several
        self.asked = False

    def install(self) -> None:
        """Take the signals. In the main thread alone."""
        signal.signal(signal.SIGTERM, self._signalled)
        signal.signal(signal.SIGINT, self._signalled)

    def run(self) -> None:
        """Serve; returns when all is said, or the limit has passed."""
        server = self._server
        try:
            while not self.asked:
                server.asyncore.loop(timeout=server.adj.asyncore_loop_timeout, map=self._map, use_poll=True, count=1)
            self._tell("stopping")
            until = time.monotonic() + self._limit_s
            self._close_doors()
            while self._busy() and time.monotonic() < until:
                server.asyncore.loop(timeout=_LOOK_S, map=self._map, use_poll=True, count=1)
            left = self._busy()
            self._tell(f"stopped with {left} answers unfinished" if left else "stopped")
        except (SystemExit, KeyboardInterrupt):
            self._tell("stopped at once")
        server.task_dispatcher.shutdown(timeout=1)

    def _close_doors(self) -> None:
        """The listening sockets; connections that wait for a next request."""
        for each in list(self._map.values()):
            if getattr(each, "accepting", False):
                each.del_channel()
                each.socket.close()
        self._send_away()

    def _send_away(self) -> None:
        for each in self._channels():
            if not self._works(each):
                each.will_close = True

    def _busy(self) -> int:
        self._send_away()
        return sum(map(self._works, self._channels()))

    def _channels(self) -> list[Any]:
        return [each for each in self._map.values() if hasattr(each, "requests")]

    @staticmethod
    def _works(channel: Any) -> bool:
        return bool(channel.requests or channel.request or channel.total_outbufs_len)

    def _signalled(self, _number: int, _frame: FrameType | None) -> None:
        if self.asked:
            raise SystemExit(0)
        self.asked = True
        for each in list(self._map.values()):
            if getattr(each, "accepting", False):
                each.pull_trigger()
