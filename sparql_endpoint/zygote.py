"""The process that query processes are forked from: single-threaded, everything imported.

A fork from it costs some 20 ms, where starting Python and loading the engine costs 200; and unlike a fork of the
server it can inherit no lock that another thread holds. Run as ``python -m sparql_endpoint.zygote FD``.

It opens nothing itself: its children open the store on disk. One kind of child, the holder, copies the store into
memory and then takes the same orders; the children of a holder share that copy with it.
"""

from __future__ import annotations

import array
import gc
import json
import os
import signal
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from kg.store.memory import copy_into_memory
from kg.store.query import EditionReader
from sparql_endpoint import wire, worker
from sparql_endpoint.memory import offer_to_the_kernel

Order = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Orders:
    """The control connection, and the copy of the store where this process holds one."""

    control: socket.socket
    copy: Any = None
    children: set[int] = field(default_factory=set)
    """Those that have not been reaped. Of others nothing is known: they may be of one that this one has replaced."""

    def serve(self) -> None:
        """Take orders until the server closes the connection."""
        while True:
            message, ancillary, _, _ = self.control.recvmsg(65536, socket.CMSG_SPACE(4))
            if not message:
                return
            order: Order = json.loads(message)
            if order["do"] == "kill":
                reply = self._kill(int(order["pid"]))
            elif order["do"] == "end":
                reply = self._end(int(order["pid"]))
            else:
                reply = self._fork(order, _passed(ancillary))
            self.control.send(json.dumps(reply).encode())

    def _fork(self, order: Order, connection: socket.socket) -> dict[str, int]:
        pid = os.fork()
        if pid:
            connection.close()
            self.children.add(pid)
            return {"pid": pid}
        status = 1
        try:
            self.control.close()
            if order["do"] == "hold":
                _hold(order, connection)
            else:
                path, prefixes, base = Path(order["store"]), order["prefixes"], order["base"]
                opened = partial(EditionReader, path, prefixes, base, copy=self.copy)
                worker.serve(connection, opened, order["memory_mib"])
            status = 0
        except BrokenPipeError:
            status = 0
        finally:
            os._exit(status)

    def _kill(self, pid: int) -> dict[str, int]:
        """It is only reaped by `end`, so the pid can belong to no one else. Tells how many were killed."""
        if pid not in self.children:
            return {"killed": 0}
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        return {"killed": 1}

    def _end(self, pid: int) -> dict[str, int]:
        """Kill the child if it still runs, and reap it."""
        if not self._kill(pid)["killed"]:
            return {"signal": 0}
        _, status = os.waitpid(pid, 0)
        self.children.remove(pid)
        return {"signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0}


def main(descriptor: int) -> None:
    """Serve orders until the server closes the control connection."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Orders(socket.socket(fileno=descriptor)).serve()


def _hold(order: Order, control: socket.socket) -> None:
    offer_to_the_kernel()
    copy = copy_into_memory(Path(order["store"]))
    # What is alive now stays so; a collection would write to the pages of all of it, and each child would copy them.
    gc.collect()
    gc.freeze()
    control.send(wire.READY)
    Orders(control, copy).serve()


def _passed(ancillary: list[tuple[int, int, bytes]]) -> socket.socket:
    """The connection that came with an order."""
    inherited = array.array("i")
    inherited.frombytes(ancillary[0][2])
    return socket.socket(fileno=inherited[0])


if __name__ == "__main__":
    main(int(sys.argv[1]))
