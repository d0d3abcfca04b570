"""Own graphs into editions: published when nothing was written for a while, and when the server ends.

Publishing is done by a command of its own beside the server, which goes on serving what is; a failure, such as a
broken shape or another command at work, is told in the log and tried again later.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
import time
from pathlib import Path

_log = logging.getLogger("sunqar.own")
_AT_MOST = 10
"""Writes that never pause are published after so many times the quiet time."""
_AGAIN_S = 300.0
_COMMAND = "from kg.cli import main; main()"


class Republisher:
    """Told of each write. Safe to use from many threads."""

    def __init__(self, workspace: Path, quiet_s: float) -> None:
        self._workspace, self._quiet_s = workspace, quiet_s
        self._changed = threading.Condition()
        self._first = self._last = 0.0
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="republisher", daemon=True)
        self._thread.start()

    def written(self) -> None:
        """Something was written."""
        with self._changed:
            self._last = time.monotonic()
            self._first = self._first or self._last
            self._changed.notify()

    def close(self) -> None:
        """Publish what waits, and end."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._first or self._closed)
                while not self._closed and (left := self._due() - time.monotonic()) > 0:
                    self._changed.wait(left)
                if not self._first:
                    return
                self._first = 0.0
            done = self._publish()
            with self._changed:
                if self._closed:
                    return
                if not done:
                    self._changed.wait_for(lambda: self._closed, timeout=_AGAIN_S)
                    self._first = self._first or time.monotonic()

    def _due(self) -> float:
        return min(self._last + self._quiet_s, self._first + _AT_MOST * self._quiet_s)

    def _publish(self) -> bool:
        command = [sys.executable, "-P", "-c", _COMMAND, "publish", "--workspace", str(self._workspace)]
        done = subprocess.run(  # noqa: S603 (our own interpreter and command)
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode:
            why = done.stderr.strip()[-2000:] or f"the command ended with {done.returncode}"
            _log.warning("the own graphs are kept, but no edition could be published: %s", why)
        return done.returncode == 0
