"""A query process: one edition, one query at a time, no network, bounded memory. It may be killed at any time.

All is done in a second thread, for which the C library keeps a heap of its own. In the first thread, new things would
come to lie in gaps of the heap that the process shares with its parent, and the kernel would have to copy each page
that is written to (measured for 150 MiB: 30 MiB and 30 ms before the first query; in a second thread 6 and 10).
"""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import Callable

from kg.store.query import EditionReader, QueryFailed, QueryJob, out_of_memory
from sparql_endpoint import wire
from sparql_endpoint.memory import PrivateMemory, offer_to_the_kernel
from sparql_endpoint.sandbox import confine

_FRAME = 64 * 1024
_GRACE_S = 2.0
"""The server kills at the deadline; this much later the kernel does, should the server be gone."""


def serve(connection: socket.socket, open_reader: Callable[[], EditionReader], memory_mib: int) -> None:
    """Answer jobs until the server closes the connection."""
    # The default action of SIGALRM ends the process at once, also inside the engine, where no Python handler runs.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The engine prints a trace of itself when it runs out of memory; the server tells of that in a sentence.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    offer_to_the_kernel()
    thread = threading.Thread(target=_serve, args=(connection, open_reader, memory_mib))
    thread.start()
    thread.join()


def _serve(connection: socket.socket, open_reader: Callable[[], EditionReader], memory_mib: int) -> None:
    reader = open_reader()
    memory = PrivateMemory(memory_mib)
    confine(memory_mib)
    wire.send_json(connection, wire.READY, {"thread": threading.get_native_id()})
    frames = wire.Frames(connection)
    while True:
        try:
            _, body = frames.receive()
        except (EOFError, ConnectionError):
            return
        job, deadline_s = wire.decode_job(body)
        signal.setitimer(signal.ITIMER_REAL, deadline_s + _GRACE_S)
        _answer(job, reader, connection, memory)
        signal.setitimer(signal.ITIMER_REAL, 0)


def _answer(job: QueryJob, reader: EditionReader, connection: socket.socket, memory: PrivateMemory) -> None:
    output, start = _Output(connection), time.process_time()
    outcome, failure = None, None
    try:
        outcome = reader.run(job, output.write, output.begin)
    except QueryFailed as error:
        failure = error
    except MemoryError:
        failure = out_of_memory(memory.limit_mib)
    report = wire.Report(outcome, time.process_time() - start, memory.now_mib())
    if failure is None:
        wire.send(connection, wire.DONE, wire.encode_done(report, output.rest()))
    else:
        wire.send_json(connection, wire.FAILED, {**failure.as_dict(), "report": [report.cpu_s, report.private_mib]})


class _Output:
    """Gathers the engine's small writes into frames; nothing goes out before a frame is full."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._waiting = bytearray()
        self._kind = ("", "")
        self._begun = False

    def begin(self, kind: str, format_name: str) -> None:
        """What is going to be written."""
        self._kind = (kind, format_name)

    def write(self, chunk: bytes) -> None:
        """A piece of the answer."""
        self._waiting += chunk
        if len(self._waiting) >= _FRAME:
            if not self._begun:
                wire.send_json(self._connection, wire.BEGIN, list(self._kind))
                self._begun = True
            wire.send(self._connection, wire.DATA, bytes(self._waiting))
            self._waiting.clear()

    def rest(self) -> bytes:
        """What no full frame holds."""
        return bytes(self._waiting)
