"""The process that writes run in: own graphs in memory, no network, bounded memory. Killed, it harms nothing.

It can change no file: the server commits what it reports. Run as ``python -m sparql_endpoint.own.process FD``.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from extractors.errors import CodedError
from kg.own.graphs import GraphChange, OwnGraphs
from kg.own.names import DEFAULT, state_of
from kg.store.own import OwnDataset
from sparql_endpoint.sandbox import confine


def main(descriptor: int) -> None:
    """Serve orders until the server closes the connection."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    connection = Connection(descriptor)
    try:
        start = json.loads(connection.recv_bytes())
        process = _Process(start)
        confine(int(start["memory_mib"]))
        _send(connection, {"graphs": process.told(process.data.graphs)})
        while True:
            order = json.loads(connection.recv_bytes())
            if order["do"] == "dump":
                connection.send_bytes(process.data.dump())
                continue
            parts = [(connection.recv_bytes(), name) for name in order.get("formats", ())]
            try:
                reply = process.carry_out(order, parts)
            except CodedError as error:
                reply = {"error": error.as_dict()}
            reply["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
            _send(connection, reply)
    except (EOFError, ConnectionError):
        return


class _Process:
    def __init__(self, start: dict[str, Any]) -> None:
        graphs = OwnGraphs(Path(start["own"])).read()
        self.data = OwnDataset(graphs)
        self._base, self._prefixes = str(start["base"]), dict(start["prefixes"])
        self._last: dict[str, GraphChange] = {}

    def carry_out(self, order: dict[str, Any], parts: list[tuple[bytes, str]]) -> dict[str, Any]:
        """One order: a write, or ``undo`` of the last one."""
        what = order["do"]
        if what == "undo":
            self.data.undo(self._last)
            return {}
        graph = str(order.get("graph", DEFAULT))
        base = str(order.get("base") or self._base)
        if what == "update":
            self._last = self.data.update(order["text"], base, self._prefixes)
        elif what == "put":
            self._last = self.data.put(graph, parts, base)
        elif what == "post":
            self._last = self.data.post(graph, parts, base)
        else:
            self._last = self.data.delete(graph)
        changes = {
            name: {"added": sorted(one.added), "removed": sorted(one.removed), "exists": one.exists}
            for name, one in self._last.items()
        }
        return {"changes": changes, "graphs": self.told(self._last), "size": sum(map(len, self.data.graphs.values()))}

    def told(self, names: Any) -> dict[str, Any]:
        """State and size of graphs; null for one that is gone."""
        there = self.data.graphs
        return {
            name: {"state": state_of(there[name]), "triples": len(there[name])} if name in there else None
            for name in names
        }


def _send(connection: Connection, reply: dict[str, Any]) -> None:
    connection.send_bytes(json.dumps(reply).encode())


if __name__ == "__main__":
    # The engine prints a trace of itself when it runs out of memory; the server tells of that in a sentence.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    main(int(sys.argv[1]))
