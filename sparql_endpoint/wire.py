"""Frames between the server and its query processes: one letter, a length, the bytes.

A small answer is one frame: what follows the first line of a DONE frame is the rest of the answer.
"""

from __future__ import annotations

import json
import socket
import struct
from dataclasses import dataclass, fields
from typing import Any

from kg.store.query import Outcome, QueryJob

_HEAD = struct.Struct(">cI")
_READ = 1 << 17
_JOB_FIELDS = tuple(each.name for each in fields(QueryJob))
JOB, BEGIN, DATA, DONE, FAILED, READY = b"J", b"B", b"D", b"E", b"F", b"R"


@dataclass(frozen=True, slots=True)
class Report:
    """What a process tells of a job at its end.

    cpu_s        processor time that the job took
    private_mib  memory that the process shares with no other
    """

    outcome: Outcome | None
    cpu_s: float
    private_mib: int


class Frames:
    """Reads frames from a connection, as many bytes at a time as there are."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._buffer = bytearray()
        # Its own for good: a new one of such a size each time makes the allocator tidy up, for longer than a query.
        self._part = memoryview(bytearray(_READ))

    def pending(self) -> bool:
        """Whether a whole frame has been read already."""
        return len(self._buffer) >= _HEAD.size and len(self._buffer) >= _HEAD.size + self._length()

    def receive(self) -> tuple[bytes, bytes]:
        """The next frame. EOFError where the other side is gone; TimeoutError as the socket is set."""
        while not self.pending():
            try:
                size = self._connection.recv_into(self._part)
            except BlockingIOError as error:
                raise TimeoutError from error
            if not size:
                raise EOFError
            self._buffer += self._part[:size]
        end = _HEAD.size + self._length()
        kind, body = bytes(self._buffer[:1]), bytes(self._buffer[_HEAD.size : end])
        del self._buffer[:end]
        return kind, body

    def _length(self) -> int:
        return int(_HEAD.unpack_from(self._buffer)[1])


def send(connection: socket.socket, kind: bytes, body: bytes) -> None:
    """Write one frame; OSError where the other side is gone, TimeoutError where it reads no more."""
    try:
        connection.sendall(_HEAD.pack(kind, len(body)) + body)
    except BlockingIOError as error:
        raise TimeoutError from error


def limit_stalls(connection: socket.socket, seconds: int) -> None:
    """Have reads and writes that make no headway end after so long.

    The kernel keeps the time: with a timeout of Python's own, each read and write would be two calls of the system.
    """
    for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
        connection.setsockopt(socket.SOL_SOCKET, option, struct.pack("ll", seconds, 0))


def send_json(connection: socket.socket, kind: bytes, body: dict[str, Any] | list[Any]) -> None:
    """Write one frame whose body is an object."""
    send(connection, kind, json.dumps(body).encode())


def encode_job(job: QueryJob, deadline_s: float) -> bytes:
    """Body of a JOB frame; the deadline lets the process end itself should the server be gone."""
    return json.dumps([deadline_s, *(getattr(job, name) for name in _JOB_FIELDS)]).encode()


def decode_job(body: bytes) -> tuple[QueryJob, float]:
    """What encode_job made."""
    deadline_s, *sent = json.loads(body)
    values: list[Any] = [tuple(each) if isinstance(each, list) else each for each in sent]
    return QueryJob(*values), float(deadline_s)


def encode_done(report: Report, rest: bytes) -> bytes:
    """Body of a DONE frame: the report, then what is left of the answer."""
    found = report.outcome
    told = f"{found.kind} {found.format} {found.rows} {found.truncated:d}" if found else ""
    return f"{report.cpu_s} {report.private_mib} {told}\n".encode() + rest


def decode_done(body: bytes) -> tuple[Report, bytes]:
    """What encode_done made. ValueError for anything else."""
    end = body.index(b"\n")
    cpu_s, private_mib, *told = body[:end].decode().split()
    outcome = Outcome(told[0], told[1], int(told[2]), told[3] == "1") if told else None
    return Report(outcome, float(cpu_s), int(private_mib)), body[end + 1 :]
