"""Parsers that strangers' files could crash, hang or bloat run in a process of their own, with limits.

``call("extractors.readers.pdf_pages:pages", data, {"dpi": 300})`` runs that function as ``function(data, **arguments)``
in a fresh interpreter and gives back what it returns, through JSON. The function raises CodedError for what it will
not read; whatever else happens to its process is an InputRejected here. Bytes go in and out through unnamed files: no
pipe can fill up, and the kernel bounds what comes out (``isolated_child`` sets the limits).
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from tempfile import TemporaryFile
from typing import IO, Any

from extractors.errors import CodedError, InputRejected, RunAborted, UsageError

_PASSED_ON = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "PYTHONHASHSEED", "TESSDATA_PREFIX", "TMPDIR", "SYSTEMROOT")
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
KINDS: dict[str, type[CodedError]] = {kind.__name__: kind for kind in (UsageError, RunAborted, InputRejected)}
"""Kinds of error that come back as they were raised, the narrowest first."""
OUT_OF_MEMORY = 77
"""Exit status of a child that Python told so."""
_ALLOCATION = (b"MemoryError", b"bad_alloc", b"llocation failed", b"annot allocate memory", b"ut of memory")


@dataclass(frozen=True, slots=True)
class Limits:
    """What the process may take.

    cpu_seconds   of each process that it starts, too
    memory_bytes  of address space, of each process that it starts, too
    wall_seconds  until it and all it started are killed
    result_bytes  of what it returns as JSON, and of any file that it writes
    """

    cpu_seconds: int = 60
    memory_bytes: int = 2 * 2**30
    wall_seconds: float = 120
    result_bytes: int = 64 * 2**20


def call(
    function: str, data: bytes, arguments: Mapping[str, Any] | None = None, *, name: str, limits: Limits = Limits()
) -> Any:
    """What the function returns, lone surrogates as U+FFFD. name: the file, for errors.

    The function's own CodedError comes through; InputRejected: ISO001 its process crashed, ISO002 out of time, ISO003
    out of memory, ISO004 it returned more than result_bytes.
    """
    order = {"function": function, "arguments": dict(arguments or {}), "limits": asdict(limits), "parent": os.getpid()}
    with TemporaryFile() as given, TemporaryFile() as answer, TemporaryFile() as complaint:
        given.write(json.dumps(order).encode() + b"\n")
        given.write(data)
        given.seek(0)
        before = _cpu_of_children()
        status = _run(given, answer, complaint, limits, name)
        size = answer.seek(0, os.SEEK_END)
        if size >= limits.result_bytes:
            raise InputRejected(
                "ISO004", f"The file gives more than {limits.result_bytes} bytes of results.", where=name,
                advice="Split it into several files.",
            )  # fmt: skip
        if status != 0 or not size:
            raise _failure(status, complaint, name, limits, _cpu_of_children() - before)
        answer.seek(0)
        told = json.load(answer)
    if "error" in told:
        kind, error = KINDS[told["kind"]], told["error"]
        raise kind(error["code"], error["message"], where=error["where"] or name, advice=error["advice"])
    return told["result"]


def _run(given: IO[bytes], answer: IO[bytes], complaint: IO[bytes], limits: Limits, name: str) -> int:
    """Exit status of the child. However this ends, nothing of the child's session is left running."""
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "extractors.isolated_child"],  # -P: nothing is imported from the current folder
        stdin=given,
        stdout=answer,
        stderr=complaint,
        env={key: os.environ[key] for key in _PASSED_ON if key in os.environ} | _ONE_THREAD,
        start_new_session=True,
    )
    try:
        return child.wait(timeout=limits.wall_seconds)
    except subprocess.TimeoutExpired:
        raise _out_of_time(name, f"{limits.wall_seconds:g} s") from None
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _failure(status: int, complaint: IO[bytes], name: str, limits: Limits, cpu: float) -> InputRejected:
    complaint.seek(max(0, complaint.seek(0, os.SEEK_END) - 4096))
    last_words = complaint.read()
    if status == -signal.SIGXCPU or (status == -signal.SIGKILL and cpu >= limits.cpu_seconds):
        return _out_of_time(name, f"{limits.cpu_seconds} s of computing")
    starved = status in (OUT_OF_MEMORY, -signal.SIGKILL)  # a kill that was not for time is the kernel short of memory
    if starved or any(sign in last_words for sign in _ALLOCATION):
        return InputRejected(
            "ISO003", "The file takes more memory to read than is allowed.", where=name, advice="Split or simplify it."
        )
    line = last_words.decode("utf-8", "replace").strip().rsplit("\n", 1)[-1][:300]
    reason = signal.Signals(-status).name if status < 0 else line or f"exit status {status}"
    return InputRejected(
        "ISO001", f"The process that read the file crashed: {reason}.", where=name, advice="The file is likely broken."
    )


def _out_of_time(name: str, limit: str) -> InputRejected:
    return InputRejected(
        "ISO002", f"The file takes more than {limit} to read.", where=name, advice="Split or simplify it."
    )


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
