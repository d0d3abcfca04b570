"""Memory: what a query process holds alone, and whether an edition fits into what the machine has left."""

from __future__ import annotations

import ctypes
import resource
from contextlib import suppress
from pathlib import Path

_PAGE = resource.getpagesize()
_MIB = 1 << 20
_ARENA_MAX = -8
_STEP = 16
_OF_DISK = 1.1
"""Bytes in memory for a byte of the store on disk, at most (measured: 0.85 for 4.8 million quads, 1.07 for 0.3)."""
_TOUCHED = 0.85
"""Share of it that a process makes its own by reading all of it (measured: 0.82; the engine counts who reads what)."""
_RECYCLED = 6
"""A process that holds one part of so many of the memory that a query may take, for itself alone, is not used again."""


def to_be_replaced(private_mib: int, limit_mib: int) -> bool:
    """Whether a process holds so much that the next query had better have a new one."""
    return private_mib * _RECYCLED > limit_mib


class PrivateMemory:
    """How much memory this process shares with no other.

    The kernel's figure takes a walk through all pages; it is only asked for after page faults that could matter.
    """

    def __init__(self, limit_mib: int) -> None:
        self.limit_mib = limit_mib
        self._faults = _faults()
        self._known_mib = 0

    def now_mib(self) -> int:
        """Never much too low: at most a part of the limit may be missing."""
        faults = _faults()
        if (faults - self._faults) * _PAGE > self.limit_mib * _MIB // _STEP:
            self._faults = faults
            self._known_mib = _private_mib()
        return self._known_mib


def offer_to_the_kernel() -> None:
    """Where memory runs out for the whole machine, this process is to go first, and not the server."""
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


def few_arenas() -> None:
    """Have all threads share two heaps: glibc gives each its own, and what one freed the others cannot use."""
    with suppress(OSError, AttributeError):  # another libc, which has other habits
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 2)


def data_mib() -> int:
    """Private writable memory that this process has mapped, as RLIMIT_DATA counts it."""
    return _kilobytes("/proc/self/status", "VmData:") >> 10


def fits(store: Path, long: int, short: int, limit_mib: int) -> bool:
    """Whether a copy of the store, with those who read it, takes less than half of the memory that is free.

    long: processes that may read all of it; short: those that are replaced before they hold much alone; limit_mib: that
    one query may take. False for what is no folder: it is not a store on disk.
    """
    if not store.is_dir():
        return False
    copy = sum(each.stat().st_size for each in store.glob("*") if each.is_file()) * _OF_DISK
    touched = copy * _TOUCHED
    return copy + long * touched + short * min(touched, limit_mib * _MIB / _RECYCLED) < _available() / 2


def _available() -> int:
    """Bytes that can be had without swapping, within the control group too."""
    free = _kilobytes("/proc/meminfo", "MemAvailable:") << 10
    group = Path("/sys/fs/cgroup")
    with suppress(OSError, ValueError):  # no limit there is written `max`
        free = min(free, int((group / "memory.max").read_text()) - int((group / "memory.current").read_text()))
    return free


def _faults() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt


def _private_mib() -> int:
    return _kilobytes("/proc/self/smaps_rollup", "Private_Dirty:") >> 10


def _kilobytes(path: str, name: str) -> int:
    """A figure of such a file of the kernel; 0 where the machine has none."""
    with suppress(OSError), open(path, encoding="ascii") as lines:
        return next((int(line.split()[1]) for line in lines if line.startswith(name)), 0)
    return 0
