"""The process of writes as the server sees it: started when it is needed, killed when it takes too long."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection
from typing import Any

from extractors.errors import CodedError
from sparql_endpoint.limits import Limits

_START_S = 60.0


class WriterDied(CodedError):
    """WRITE020 the write ran past its time, 021 past its memory, 022 the process ended without a word."""


class WriteProcess:
    """One process. After an error other than of what was asked it is gone, and a new one has to be started."""

    def __init__(self, start: dict[str, Any], limits: Limits) -> None:
        """start: what ``sparql_endpoint.own.process`` is told first. WriterDied where it does not come up."""
        self._limits = limits
        ours, theirs = socket.socketpair()
        with theirs:
            # -P: the current folder may hold strangers named like our packages.
            command = [sys.executable, "-P", "-m", "sparql_endpoint.own.process", str(theirs.fileno())]
            self._process = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
                command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL
            )
        self._connection = Connection(ours.detach())
        self.graphs: dict[str, Any] = self._exchange(start | {"memory_mib": limits.query_memory_mib}, (), _START_S)[
            "graphs"
        ]

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended, by itself or by the system's hand."""
        return self._process.poll() is None

    def ask(self, order: dict[str, Any], parts: Sequence[bytes] = ()) -> dict[str, Any]:
        """Carry out an order. CodedError of the write itself, or WriterDied."""
        return self._exchange(order, parts, self._limits.write_timeout_s)

    def dump(self) -> bytes:
        """The whole dataset as a file for query processes."""
        self._send({"do": "dump"}, ())
        return self._receive(self._limits.write_timeout_s)

    def close(self) -> None:
        """End it at once; nothing that was committed is lost by that."""
        self._connection.close()
        self._process.kill()
        self._process.wait()

    def _exchange(self, order: dict[str, Any], parts: Sequence[bytes], seconds: float) -> dict[str, Any]:
        self._send(order, parts)
        reply: dict[str, Any] = json.loads(self._receive(seconds))
        if "error" in reply:
            error = reply["error"]
            raise CodedError(error["code"], error["message"], where=error["where"], advice=error["advice"])
        return reply

    def _send(self, order: dict[str, Any], parts: Sequence[bytes]) -> None:
        try:
            for part in (json.dumps(order).encode(), *parts):
                self._connection.send_bytes(part)
        except OSError as error:
            raise self._died() from error

    def _receive(self, seconds: float) -> bytes:
        try:
            if not self._connection.poll(seconds):
                self.close()
                raise WriterDied(
                    "WRITE020",
                    f"The write ran past the limit of {seconds:g} seconds and was ended; nothing was changed.",
                    advice="Write in parts, and bind more of the patterns of WHERE.",
                )
            return self._connection.recv_bytes()
        except (EOFError, OSError) as error:
            raise self._died() from error

    def _died(self) -> WriterDied:
        self.close()
        if self._process.returncode == -6:  # the engine aborts where it gets no memory
            return WriterDied(
                "WRITE021",
                f"The write ran past the limit of {self._limits.query_memory_mib} MiB of memory; nothing was changed.",
                advice="Write in parts.",
            )
        return WriterDied(
            "WRITE022",
            "The write ended the process that carried it out; nothing was changed.",
            advice="Write it with less nesting, or in parts.",
        )
