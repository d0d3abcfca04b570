"""Parsers that strangers' files could crash, hang or bloat run in a process of their own, with limits.

``call("extractors.readers.pdf_pages:pages", data, {"dpi": 300})`` runs that function as ``function(data, **arguments)``
in a fresh interpreter and gives back what it returns, through JSON. The function raises CodedError for what it will
not read; whatever else happens to its process is an InputRejected here.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from extractors.errors import CodedError, InputRejected

_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "PYTHONHASHSEED", "TESSDATA_PREFIX", "SYSTEMROOT")


@dataclass(frozen=True, slots=True)
class Limits:
    """cpu_seconds and memory_bytes (address space) of the process; wall_seconds until it is killed;
    result_bytes that are taken from it, at most."""

    cpu_seconds: int = 60
    memory_bytes: int = 2 * 2**30
    wall_seconds: int = 120
    result_bytes: int = 256 * 2**20


def call(
    function: str, data: bytes, arguments: Mapping[str, Any] | None = None, *, name: str, limits: Limits = Limits()
) -> Any:
    """What the function returns. name: the file, for errors.

    InputRejected: the function's own; ISO001 its process crashed; ISO002 out of time; ISO003 out of memory; ISO004 it
    returned more than result_bytes.
    """
    header = json.dumps([function, dict(arguments or {}), limits.memory_bytes, limits.cpu_seconds]).encode() + b"\n"
    process = subprocess.Popen(
        [sys.executable, "-m", "extractors.isolated"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={key: os.environ[key] for key in _ENVIRONMENT if key in os.environ},
        start_new_session=True,
    )
    try:
        out, complaint = process.communicate(header + data, timeout=limits.wall_seconds)
    except subprocess.TimeoutExpired:
        raise _out_of_time(name, limits.wall_seconds) from None
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
    if process.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise _out_of_time(name, limits.cpu_seconds)
    if len(out) > limits.result_bytes:
        raise InputRejected("ISO004", f"The file holds more than {limits.result_bytes} bytes of results.", where=name)
    if process.returncode != 0 or not out:
        raise _crashed(process.returncode, complaint, name)
    answer = json.loads(out)
    if "error" in answer:
        error = answer["error"]
        raise InputRejected(error["code"], error["message"], where=error["where"] or name, advice=error["advice"])
    return answer["result"]


def _out_of_time(name: str, seconds: int) -> InputRejected:
    return InputRejected(
        "ISO002", f"The file takes more than {seconds} s to read.", where=name, advice="Split or simplify it."
    )


def _crashed(code: int, complaint: bytes, name: str) -> InputRejected:
    last = complaint.decode("utf-8", "replace").strip().rsplit("\n", 1)[-1][:300]
    if "MemoryError" in last or "bad_alloc" in last or "allocation" in last:
        return InputRejected("ISO003", "The file takes more memory than is allowed.", where=name, advice="Split it.")
    reason = signal.Signals(-code).name if code < 0 else last or f"exit code {code}"
    return InputRejected(
        "ISO001", f"The process that read the file crashed: {reason}.", where=name, advice="The file is likely broken."
    )


def serve() -> None:
    """The child: read the call from stdin, set the limits, answer on stdout."""
    function, arguments, memory, seconds = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    module, _, attribute = function.partition(":")
    try:
        answer = {"result": getattr(import_module(module), attribute)(data, **arguments)}
    except CodedError as error:
        answer = {"error": error.as_dict()}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass"))


if __name__ == "__main__":
    serve()
