"""What a parser may do in its own process, for the tests of ``extractors.isolated``."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from typing import Any

from extractors.errors import CodedError, InputRejected, RunAborted, UsageError


class OddRefusal(InputRejected):
    """A kind that the other side does not know by name."""


def echo(data: bytes, **arguments: Any) -> dict[str, Any]:
    print("a library that talks on stdout")
    os.write(1, b"so does its C code\n")
    return {"size": len(data), "first": data[:3].decode("latin-1"), **arguments}


def refuse(data: bytes, kind: str) -> None:
    kinds: dict[str, type[CodedError]] = {
        "input": InputRejected, "abort": RunAborted, "usage": UsageError, "odd": OddRefusal, "bare": CodedError,
    }  # fmt: skip
    raise kinds[kind]("PDF009", "It has a password.", where="", advice="Take it off.")


def fail(data: bytes) -> None:
    raise ValueError("an \ud800 unlikely thing")


def surrogates(data: bytes) -> str:
    return "a\ud83d\ude00b\udc80"


def crash(data: bytes) -> None:
    ctypes.string_at(0)


def spin(data: bytes) -> None:
    while True:
        pass


def deaf_spin(data: bytes) -> None:
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    while True:
        pass


def sleep(data: bytes) -> None:
    time.sleep(60)


def bloat(data: bytes) -> int:
    return len([bytes(1 << 20) for _ in range(10_000)])


def killed(data: bytes) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def flood(data: bytes, descriptor: int) -> str:
    while True:
        os.write(descriptor, b"x" * (1 << 20))


def long_answer(data: bytes, size: int) -> str:
    return "x" * size


def offspring(data: bytes) -> int:
    """Leaves a process behind that holds its stdout open; says its id."""
    return subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]).pid
