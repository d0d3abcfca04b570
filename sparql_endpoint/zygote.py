"""The process that query processes are forked from: single-threaded, everything imported, nothing opened.

A fork from it costs some 20 ms, where starting Python and loading the engine costs 200; and unlike a fork of the
server it can inherit no lock that another thread holds. Run as ``python -m sparql_endpoint.zygote FD``.
"""

from __future__ import annotations

import array
import json
import os
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from kg.store.query import EditionReader
from sparql_endpoint import worker


def main(descriptor: int) -> None:
    """Serve orders until the server closes the control connection."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=descriptor)
    while True:
        message, ancillary, _, _ = control.recvmsg(65536, socket.CMSG_SPACE(4))
        if not message:
            return
        order: dict[str, Any] = json.loads(message)
        forks = order["do"] == "fork"
        reply = _fork(order, ancillary, control) if forks else _end(int(order["pid"]))
        control.send(json.dumps(reply).encode())


def _fork(order: dict[str, Any], ancillary: list[tuple[int, int, bytes]], control: socket.socket) -> dict[str, int]:
    inherited = array.array("i")
    inherited.frombytes(ancillary[0][2])
    connection = socket.socket(fileno=inherited[0])
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            control.close()
            reader = EditionReader(Path(order["store"]), order["prefixes"], order["base"])
            worker.serve(connection, reader, order["memory_mib"])
            status = 0
        except BrokenPipeError:
            status = 0
        finally:
            os._exit(status)
    connection.close()
    return {"pid": pid}


def _end(pid: int) -> dict[str, int]:
    """Kill the child if it still runs. It is only reaped here, so the pid can belong to no one else."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    return {"signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0}


if __name__ == "__main__":
    main(int(sys.argv[1]))
