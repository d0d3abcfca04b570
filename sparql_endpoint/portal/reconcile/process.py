"""The process that matches names: the names of one edition in memory, no network, bounded memory, killed when too slow.

Names of an edition are read once, when it starts. Run as ``python -m sparql_endpoint.portal.reconcile.process FD``.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from dataclasses import asdict
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from extractors.errors import CodedError
from sparql_endpoint.portal.reconcile.named import NamedEntities
from sparql_endpoint.sandbox import confine


def main(descriptor: int) -> None:
    """Serve orders until the server closes the connection."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    connection = Connection(descriptor)
    try:
        start = json.loads(connection.recv_bytes())
        confine(int(start["memory_mib"]))
        try:
            entities = NamedEntities(Path(start["index"]))
        except CodedError as error:
            _send(connection, {"error": error.as_dict()})
            return
        _send(connection, {"entities": len(entities)})
        while True:
            began = time.process_time()
            found = [_answer(entities, each) for each in json.loads(connection.recv_bytes())]
            _send(connection, {"found": found, "seconds": time.process_time() - began})
    except (EOFError, ConnectionError):
        return


def _answer(entities: NamedEntities, asked: dict[str, Any]) -> dict[str, Any]:
    return asdict(entities.match(asked["name"], asked["lang"], asked["kinds"], asked["archive"]))


def _send(connection: Connection, reply: dict[str, Any]) -> None:
    connection.send_bytes(json.dumps(reply).encode())


if __name__ == "__main__":
    main(int(sys.argv[1]))
