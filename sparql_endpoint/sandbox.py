"""What a query process may not do: reach the network, run programs, or take more memory than it is given.

seccomp needs no root: after no_new_privs a process may filter its own system calls. Numbers are those of the
kernel's ABI (asm/unistd_64.h, asm-generic/unistd.h); the filter answers EACCES, so the engine sees a plain error.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import struct

_NO_NEW_PRIVS, _SET_SECCOMP, _FILTER_MODE = 38, 22, 2
_LOAD_WORD, _JUMP_EQUAL, _JUMP_GREATER_EQUAL, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _DENY = 0x7FFF0000, 0x00050000 | 13
_NUMBER_AT, _ARCHITECTURE_AT = 0, 4

# socket, connect, bind, execve, execveat, ptrace, io_uring_setup (which can open sockets past the others)
_DENIED = {
    "x86_64": (0xC000003E, (41, 42, 49, 59, 322, 101, 425)),
    "aarch64": (0xC00000B7, (198, 203, 200, 221, 281, 117, 425)),
}
_X32_BIT = 0x40000000


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def confine(memory_mib: int) -> None:
    """Confine the calling process for ever. Call it when every file that it needs can still be opened by path."""
    # RLIMIT_DATA counts private writable memory; RLIMIT_AS would count the mapped store too.
    limit = memory_mib << 20
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not _deny_calls():
        # No filter for this machine: leave no free descriptor, so that no socket can be opened either.
        used = max(int(name) for name in os.listdir("/proc/self/fd")) + 1
        resource.setrlimit(resource.RLIMIT_NOFILE, (used, used))


def _deny_calls() -> bool:
    known = _DENIED.get(platform.machine())
    if known is None:
        return False
    architecture, numbers = known
    last = len(numbers)
    program = [
        (_LOAD_WORD, 0, 0, _ARCHITECTURE_AT),
        (_JUMP_EQUAL, 0, last + 3, architecture),
        (_LOAD_WORD, 0, 0, _NUMBER_AT),
        (_JUMP_GREATER_EQUAL, last + 1, 0, _X32_BIT),
        *((_JUMP_EQUAL, last - index, 0, number) for index, number in enumerate(numbers)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _DENY),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *each) for each in program))
    filter_ = _Program(len(program), ctypes.addressof(code))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    if prctl(_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(prctl(_SET_SECCOMP, _FILTER_MODE, ctypes.byref(filter_), 0, 0) == 0)
