"""What a query process may not do: reach the network, run programs, write files, signal others, or take more memory.

seccomp needs no root: after no_new_privs a process may filter its own system calls. Numbers are those of the
kernel's ABI (asm/unistd_64.h, asm-generic/unistd.h); the filter answers EACCES, so the engine sees a plain error.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import struct
from dataclasses import dataclass

from sparql_endpoint.memory import data_mib

_NO_NEW_PRIVS, _SET_SECCOMP, _FILTER_MODE = 38, 22, 2
_LOAD_WORD, _JUMP_EQUAL, _JUMP_GREATER_EQUAL, _JUMP_ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _DENY = 0x7FFF0000, 0x00050000 | 13
_NUMBER_AT, _ARCHITECTURE_AT, _THIRD_ARGUMENT_AT = 0, 4, 32
_X32_BIT = 0x40000000
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


@dataclass(frozen=True, slots=True)
class _Calls:
    """Numbers of one architecture. open_at is denied only where its third argument asks for writing."""

    architecture: int
    open_at: int
    denied: tuple[int, ...]


_CALLS = {
    "x86_64": _Calls(
        0xC000003E,
        257,
        (
            *(41, 42, 49),  # socket connect bind
            *(59, 322, 101, 425),  # execve execveat ptrace io_uring_setup (which can open sockets past the others)
            *(2, 85, 437, 76, 82, 264, 316),  # open creat openat2 truncate rename renameat renameat2
            *(87, 263, 83, 258, 84),  # unlink unlinkat mkdir mkdirat rmdir
            *(62, 200, 424, 310, 311),  # kill tkill pidfd_send_signal process_vm_readv _writev (abort needs tgkill)
        ),
    ),
    "aarch64": _Calls(
        0xC00000B7,
        56,
        (198, 203, 200, 221, 281, 117, 425, 437, 45, 38, 276, 35, 34, 129, 130, 424, 270, 271),
    ),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def confine(memory_mib: int) -> None:
    """Confine the calling process for ever. Call it when every file that it needs can still be opened by path.

    memory_mib: what it may take beyond what it has now. An edition that it shares with its parent does not count.
    """
    # RLIMIT_DATA counts private writable memory; RLIMIT_AS would count the mapped store too.
    limit = (data_mib() + memory_mib) << 20
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not _deny_calls():
        # No filter for this machine: leave no free descriptor, so that no socket can be opened either.
        used = max(int(name) for name in os.listdir("/proc/self/fd")) + 1
        resource.setrlimit(resource.RLIMIT_NOFILE, (used, used))


def _deny_calls() -> bool:
    calls = _CALLS.get(platform.machine())
    if calls is None:
        return False
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *each) for each in _program(calls)))
    filter_ = _Program(len(code) // 8, ctypes.addressof(code))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    if prctl(_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(prctl(_SET_SECCOMP, _FILTER_MODE, ctypes.byref(filter_), 0, 0) == 0)


def _program(calls: _Calls) -> list[tuple[int, int, int, int]]:
    """Instructions: operation, how many to skip where the test holds, where it does not, operand."""
    last = len(calls.denied)
    return [
        (_LOAD_WORD, 0, 0, _ARCHITECTURE_AT),
        (_JUMP_EQUAL, 0, last + 6, calls.architecture),
        (_LOAD_WORD, 0, 0, _NUMBER_AT),
        (_JUMP_GREATER_EQUAL, last + 4, 0, _X32_BIT),
        *((_JUMP_EQUAL, last + 3 - index, 0, number) for index, number in enumerate(calls.denied)),
        (_JUMP_EQUAL, 0, 2, calls.open_at),
        (_LOAD_WORD, 0, 0, _THIRD_ARGUMENT_AT),
        (_JUMP_ANY_BIT, 1, 0, _WRITING),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _DENY),
    ]
