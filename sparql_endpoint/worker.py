"""A query process: one edition, one query at a time, no network, bounded memory. It may be killed at any time."""

from __future__ import annotations

import os
import resource
import signal
import socket
from dataclasses import asdict

from kg.store.query import EditionReader, QueryFailed
from sparql_endpoint import wire
from sparql_endpoint.sandbox import confine

_FRAME = 64 * 1024
_GRACE_S = 2.0
"""The server kills at the deadline; this much later the kernel does, should the server be gone."""


def serve(connection: socket.socket, reader: EditionReader, memory_mib: int) -> None:
    """Answer jobs until the server closes the connection."""
    # The default action of SIGALRM ends the process at once, also inside the engine, where no Python handler runs.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The engine prints a trace of itself when it runs out of memory; the server tells of that in a sentence.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    confine(memory_mib)
    wire.send_json(connection, wire.READY, {"pid": os.getpid()})
    while True:
        try:
            _, body = wire.receive(connection)
        except (EOFError, ConnectionError):
            return
        job, deadline_s = wire.decode_job(body)
        signal.setitimer(signal.ITIMER_REAL, deadline_s + _GRACE_S)
        output = _Output(connection)
        try:
            outcome = reader.run(job, output.write)
            output.flush()
            peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
            wire.send_json(connection, wire.DONE, {"outcome": asdict(outcome), "peak_mib": peak_mib})
        except QueryFailed as error:
            wire.send_json(connection, wire.FAILED, error.as_dict())
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)


class _Output:
    """Gathers the engine's small writes into frames."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._waiting = bytearray()

    def write(self, chunk: bytes) -> None:
        self._waiting += chunk
        if len(self._waiting) >= _FRAME:
            self.flush()

    def flush(self) -> None:
        if self._waiting:
            wire.send(self._connection, wire.DATA, bytes(self._waiting))
            self._waiting.clear()
