"""Frames between the server and its query processes: one letter, a length, the bytes."""

from __future__ import annotations

import json
import socket
import struct
from dataclasses import asdict
from typing import Any

from kg.store.query import Outcome, QueryJob

_HEAD = struct.Struct(">cI")
JOB, DATA, DONE, FAILED, READY = b"J", b"D", b"E", b"F", b"R"


def send(connection: socket.socket, kind: bytes, body: bytes) -> None:
    """Write one frame; OSError where the other side is gone."""
    connection.sendall(_HEAD.pack(kind, len(body)) + body)


def send_json(connection: socket.socket, kind: bytes, body: dict[str, Any]) -> None:
    """Write one frame whose body is an object."""
    send(connection, kind, json.dumps(body).encode())


def receive(connection: socket.socket) -> tuple[bytes, bytes]:
    """Read one frame. EOFError where the other side is gone; TimeoutError as the socket is set."""
    kind, length = _HEAD.unpack(_exactly(connection, _HEAD.size))
    return kind, _exactly(connection, length)


def encode_job(job: QueryJob, deadline_s: float) -> dict[str, Any]:
    """For send_json; the deadline lets the process end itself should the server be gone."""
    return {"deadline_s": deadline_s, "job": asdict(job)}


def decode_job(body: bytes) -> tuple[QueryJob, float]:
    """What encode_job made."""
    loaded = json.loads(body)
    fields = loaded["job"]
    for name in ("default_graphs", "named_graphs"):
        fields[name] = tuple(fields[name])
    return QueryJob(**fields), float(loaded["deadline_s"])


def decode_outcome(body: bytes) -> Outcome:
    """The outcome that a process reports at the end."""
    return Outcome(**json.loads(body)["outcome"])


def _exactly(connection: socket.socket, size: int) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        part = connection.recv(min(size - len(parts), 1 << 20))
        if not part:
            raise EOFError
        parts += part
    return bytes(parts)
