"""Who touches what must not be touched: a loopback server that records its callers, a file that knows it was opened."""

from __future__ import annotations

import ctypes
import os
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_IN_OPEN = 0x20
_LIFETIME_S = 120


class Canary:
    """Listens on 127.0.0.1 for two minutes at most; calls: first line of every request so far."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0.05)
        self._ends = time.monotonic() + _LIFETIME_S
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def stop(self) -> None:
        self._ends = 0
        self._thread.join()
        self._listener.close()

    def _serve(self) -> None:
        while time.monotonic() < self._ends:
            try:
                caller, _ = self._listener.accept()
            except TimeoutError:
                continue
            with caller:
                caller.settimeout(1)
                try:
                    self.calls.append(caller.recv(4096).split(b"\r\n")[0].decode("latin-1"))
                    caller.sendall(b"HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n")
                except OSError as error:
                    self.calls.append(repr(error))


@contextmanager
def canary() -> Iterator[Canary]:
    """A canary that must stay silent: at the end, a call that anyone made is a failure."""
    bird = Canary()
    try:
        yield bird
        time.sleep(0.02)
    finally:
        bird.stop()
    assert bird.calls == [], f"the network was reached: {bird.calls}"


@contextmanager
def never_opened(path: Path) -> Iterator[None]:
    """The file must not be opened within; Linux's inotify tells, whatever library it is."""
    libc = ctypes.CDLL(None, use_errno=True)
    watch = libc.inotify_init1(os.O_NONBLOCK)
    assert watch >= 0, os.strerror(ctypes.get_errno())
    try:
        assert libc.inotify_add_watch(watch, os.fsencode(path), _IN_OPEN) >= 0, os.strerror(ctypes.get_errno())
        yield
        try:
            events = os.read(watch, 4096)
        except BlockingIOError:
            return
        raise AssertionError(f"{path} was opened {len(events) // struct.calcsize('iIII')} times")
    finally:
        os.close(watch)
