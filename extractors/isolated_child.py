"""The other side of ``isolated``: takes the order from stdin, limits itself, calls the function, answers on stdout."""

from __future__ import annotations

import ctypes
import json
import os
import re
import resource
import signal
import sys
from importlib import import_module
from typing import Any

from extractors.errors import CodedError
from extractors.isolated import KINDS, OUT_OF_MEMORY

_SURROGATE = re.compile("[\ud800-\udfff]")
_PR_SET_PDEATHSIG = 1
_CPU_GRACE_S = 2


def serve() -> int:
    """Exit status; the answer is ``{"result": …}`` or ``{"error": …, "kind": …}``."""
    answer = os.dup(1)
    os.dup2(2, 1)  # what libraries print must not stand in the answer
    order = json.loads(sys.stdin.buffer.readline())
    _die_with(order["parent"])
    _limit(**order["limits"])
    try:
        data = sys.stdin.buffer.read()
        module, _, function = order["function"].partition(":")
        told = {"result": getattr(import_module(module), function)(data, **order["arguments"])}
        text = json.dumps(told, ensure_ascii=False)
    except CodedError as error:
        text = json.dumps({"error": error.as_dict(), "kind": _kind(error)}, ensure_ascii=False)
    except MemoryError:
        return OUT_OF_MEMORY
    with os.fdopen(answer, "wb") as out:
        out.write(_SURROGATE.sub("\ufffd", text).encode())  # as many code points, so offsets hold
    return 0


def _kind(error: CodedError) -> str:
    return next((name for name, kind in KINDS.items() if isinstance(error, kind)), "InputRejected")


def _die_with(parent: int) -> None:
    """Have the kernel end this process should the one that asked be gone (Linux; elsewhere its limits do)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            sys.exit("the process that asked is gone")


def _limit(cpu_seconds: int, memory_bytes: int, result_bytes: int, **_: Any) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + _CPU_GRACE_S))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (result_bytes, result_bytes))


if __name__ == "__main__":
    sys.exit(serve())
