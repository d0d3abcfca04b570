"""A deadline is heard, once, by the work it is for, and leaves the process's timers as they were."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress

import pytest

from extractors.deadline import deadline
from extractors.errors import InputRejected


def spin(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


@pytest.fixture(autouse=True)
def _timers_are_as_before():  # type: ignore[no-untyped-def]
    before = signal.getsignal(signal.SIGALRM), signal.getsignal(signal.SIGPROF)
    yield
    assert (signal.getsignal(signal.SIGALRM), signal.getsignal(signal.SIGPROF)) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)


def test_it_names_the_work_and_the_limit() -> None:
    began = time.monotonic()
    with pytest.raises(InputRejected) as caught, deadline(0.1, "page-7"):
        spin(5)
    assert (caught.value.code, caught.value.where) == ("READ008", "page-7")
    assert "0.1 s" in caught.value.message
    assert time.monotonic() - began < 1


def test_work_in_time_is_left_alone() -> None:
    with deadline(0.2, "x"):
        spin(0.01)
    spin(0.3)


def test_another_error_passes_and_stops_the_clock() -> None:
    with pytest.raises(ValueError, match="mine"), deadline(0.1, "x"):
        raise ValueError("mine")
    spin(0.2)


def test_an_alarm_that_is_swallowed_rings_again() -> None:
    heard = []

    def careless() -> None:
        for _ in range(2):
            try:
                spin(2)
            except InputRejected as error:
                heard.append(error)
        spin(2)

    with pytest.raises(InputRejected), deadline(0.1, "x"):
        careless()
    assert len(heard) == 2


def test_the_sooner_of_two_counts_and_the_outer_goes_on() -> None:
    with pytest.raises(InputRejected) as caught, deadline(0.2, "outer"), deadline(5, "inner"):
        spin(2)
    assert caught.value.where == "outer"
    began = time.monotonic()

    def both() -> None:
        with suppress(InputRejected), deadline(0.1, "inner"):
            spin(2)
        assert time.monotonic() - began < 0.4
        spin(2)

    with pytest.raises(InputRejected) as caught, deadline(0.5, "outer"):
        both()
    assert caught.value.where == "outer"
    assert 0.4 < time.monotonic() - began < 1


def test_many_short_ones_leave_no_alarm_behind() -> None:
    for _ in range(3000):
        with suppress(InputRejected), deadline(1e-5, "x"):
            pass
    time.sleep(0.6)


def test_elsewhere_than_in_the_main_thread_there_is_none() -> None:
    done: list[bool] = []

    def work() -> None:
        with deadline(0.01, "x"):
            spin(0.1)
        done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


def test_code_that_never_looks_up_is_ended_by_the_kernel() -> None:
    code = (
        "import hashlib; from extractors.deadline import deadline\n"
        "with deadline(0.2, 'x', kill_after=0.5): hashlib.pbkdf2_hmac('sha256', b'a', b'b', 10**9)"
    )
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], timeout=60)
    assert done.returncode == -signal.SIGPROF
    assert time.monotonic() - began < 10
