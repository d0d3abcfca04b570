"""A process that extracts for a worker of a cluster, one task at a time: what a document breaks is not the worker.

A worker's tasks run in threads, where time limits by signal do not reach; this process has its own main thread. It is
no ``multiprocessing`` child, for the workers of Dask are daemons, which may have none.
Both directions: a length of eight bytes, big-endian, and a pickle. What libraries print goes to standard error.
"""

from __future__ import annotations

import os
import pickle
import select
import sys
import threading
import time
from typing import IO, Any

MARK = "_SUNQAR_CHILD"
"""Variable of the environment of such a process: it may be ended by its own time limit."""
IDLE_S = 300.0
"""A process that nobody asks for so long ends, and gives its models' memory back."""


def send(stream: IO[bytes], value: object) -> None:
    """Write a value. BrokenPipeError where the other side has gone."""
    body = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(len(body).to_bytes(8, "big") + body)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read a value. EOFError where the other side has gone, in the middle or before."""
    head = stream.read(8)
    size = int.from_bytes(head, "big")
    body = stream.read(size) if len(head) == 8 else b""
    if len(head) < 8 or len(body) < size:
        raise EOFError
    # Only ever from the process that started this one, or that this one started.
    return pickle.loads(body)  # noqa: S301


def main() -> None:
    """Answer tasks on standard input until it ends."""
    from extractors.workers import settle_in

    settle_in()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    threading.Thread(target=_leave_with, args=(os.getppid(),), daemon=True).start()
    from kg.extraction import extract

    tasks = sys.stdin.buffer
    while select.select([tasks], [], [], IDLE_S)[0]:
        try:
            task = receive(tasks)
        except EOFError:
            return
        try:
            answer: tuple[str, object] = ("outcome", extract(task))
        except Exception as error:  # RunAborted: told to whoever asked
            answer = ("error", error)
        send(answers, answer)


def _leave_with(parent: int) -> None:
    """End this process soon after the one that started it, even where it was killed."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


if __name__ == "__main__":
    main()
