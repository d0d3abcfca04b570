"""Whatever a parser does in its own process, the caller gets an answer or a coded error, and nothing is left over."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractors.deadline import deadline
from extractors.errors import CodedError, InputRejected, RunAborted, UsageError
from extractors.isolated import Limits, call

SMALL = Limits(cpu_seconds=1, memory_bytes=512 << 20, wall_seconds=20, result_bytes=4 << 20)


@pytest.fixture(autouse=True)
def _victims_can_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))


def run(function: str, data: bytes = b"", limits: Limits = SMALL, **arguments: Any) -> Any:
    return call(f"isolated_victims:{function}", data, arguments, name="scan.pdf", limits=limits)


def refused(function: str, limits: Limits = SMALL, **arguments: Any) -> tuple[str, str]:
    with pytest.raises(InputRejected) as caught:
        run(function, b"", limits, **arguments)
    assert caught.value.where == "scan.pdf"
    return caught.value.code, caught.value.message


def gone(process: int, within: float = 5) -> bool:
    end = time.monotonic() + within
    while time.monotonic() < end:
        state = Path(f"/proc/{process}/stat")
        if not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return True
        time.sleep(0.02)
    return False


def test_a_large_file_goes_in_and_the_answer_comes_out_whatever_is_printed() -> None:
    data = b"\xffab" + bytes(20_000_000)
    assert run("echo", data, word="сөз") == {"size": len(data), "first": "\xffab", "word": "сөз"}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("input", InputRejected), ("abort", RunAborted), ("usage", UsageError), ("odd", InputRejected),
        ("bare", InputRejected),
    ],
)  # fmt: skip
def test_errors_come_back_as_they_were_raised(kind: str, expected: type[CodedError]) -> None:
    with pytest.raises(CodedError) as caught:
        run("refuse", kind=kind)
    assert type(caught.value) is expected
    assert (caught.value.code, caught.value.where, caught.value.advice) == ("PDF009", "scan.pdf", "Take it off.")


def test_surrogates_become_replacement_characters_one_for_one() -> None:
    assert run("surrogates") == "a��b�"


def test_crashes_are_told_from_each_other() -> None:
    assert refused("crash") == ("ISO001", "The process that read the file crashed: SIGSEGV.")
    code, message = refused("fail")
    assert code == "ISO001"
    assert "ValueError" in message


@pytest.mark.parametrize("function", ["spin", "deaf_spin"])
def test_time_that_it_computes_is_limited(function: str) -> None:
    limits = replace(SMALL, wall_seconds=600)  # on a busy machine a second of computing may take long
    assert refused(function, limits) == ("ISO002", "The file takes more than 1 s of computing to read.")


def test_time_that_it_waits_is_limited() -> None:
    assert refused("sleep", Limits(wall_seconds=0.5)) == ("ISO002", "The file takes more than 0.5 s to read.")


@pytest.mark.parametrize("function", ["bloat", "killed"])
def test_memory_is_limited_and_a_kill_is_not_taken_for_time(function: str) -> None:
    assert refused(function, Limits(memory_bytes=512 << 20))[0] == "ISO003"


def test_the_memory_limit_is_held() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    refused("bloat", SMALL)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss <= max(before, 512 << 10)


@pytest.mark.parametrize("descriptor", [1, 2])
def test_what_it_prints_without_end_is_bounded(descriptor: int) -> None:
    assert refused("flood", descriptor=descriptor)[0] == "ISO001"


def test_too_long_an_answer_is_refused_and_the_longest_is_not() -> None:
    assert refused("long_answer", size=5 << 20)[0] == "ISO004"
    assert len(run("long_answer", size=(4 << 20) - 100)) == (4 << 20) - 100


def test_what_it_started_ends_with_it() -> None:
    began = time.monotonic()
    assert gone(run("offspring"))
    assert time.monotonic() - began < 10


def test_a_deadline_of_the_caller_ends_it() -> None:
    began = time.monotonic()
    with pytest.raises(InputRejected, match="READ008") as caught, deadline(0.5, "scan.pdf"):
        run("sleep")
    assert caught.value.code == "READ008"
    assert time.monotonic() - began < 5


def test_it_does_not_outlive_a_caller_that_is_killed(tmp_path: Path) -> None:
    code = "from extractors.isolated import call; call('isolated_victims:sleep', b'', name='x')"
    caller = subprocess.Popen([sys.executable, "-c", code])
    child = 0
    while not child and caller.poll() is None:
        listed = Path(f"/proc/{caller.pid}/task/{caller.pid}/children").read_text().split()
        ready = [pid for pid in listed if b"isolated_child" in Path(f"/proc/{pid}/cmdline").read_bytes()]
        child = int(ready[0]) if ready else 0
    time.sleep(0.3)
    caller.send_signal(signal.SIGKILL)
    caller.wait()
    assert gone(child)


def test_code_in_the_current_folder_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "extractors").mkdir()
    (tmp_path / "extractors" / "__init__.py").write_text("raise SystemExit('the stranger was here')")
    (tmp_path / "json.py").write_text("raise SystemExit('the stranger was here')")
    monkeypatch.chdir(tmp_path)
    assert run("echo", b"abc")["size"] == 3


def test_no_descriptors_and_no_processes_are_left() -> None:
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    before = len(os.listdir("/proc/self/fd")), children.read_text()
    for _ in range(3):
        run("echo", b"abc")
        refused("crash")
    assert (len(os.listdir("/proc/self/fd")), children.read_text()) == before
