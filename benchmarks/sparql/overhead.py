"""What the way over HTTP adds to the engine, for a lookup; and how many repeated requests a second are answered.

    python benchmarks/sparql/overhead.py WORKSPACE [--oxigraph PROGRAM] [--rounds 40] [--out FILE]

Bursts of lookups of the engine in this process, of ``sunqar serve`` without its cache of answers, and of the
``oxigraph`` server on the same statements take turns, each lookup about another record. Medians of all bursts are
printed, and of the quarter in which the engine was quickest: a machine that does other work as well is least busy
then. Then one answer of 15 kB is asked for again and again, of ``sunqar serve`` as it comes and of the server.
"""

from __future__ import annotations

import argparse
import json
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
from served import served
from systems import free_port

from kg.edition import Edition
from kg.store.memory import copy_into_memory
from kg.store.query import EditionReader, QueryJob
from kg.workspace import open_workspace

RECORD = "https://www.ica.org/standards/RiC/ontology#Record"
LOOKUP = "SELECT ?p ?o {{ <{iri}> ?p ?o }}"
LARGE = "SELECT * {{ ?s ?p ?o }} LIMIT {rows}"
BYTES = 15_000
BURST = 100
SECONDS = 1.0


class Connection:
    """One connection that is kept, and as little of a client as will do, so that its own time hardly counts."""

    def __init__(self, port: int, path: str) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._path = path

    def ask(self, query: str, header: str = "") -> bytes:
        """Head and body of the answer."""
        address = f"{self._path}?query={quote(query)}"
        head = f"GET {address} HTTP/1.1\r\nHost: x\r\nAccept: application/sparql-results+json\r\n{header}\r\n"
        self._socket.sendall(head.encode())
        got = b""
        while not _whole(got):
            part = self._socket.recv(1 << 18)
            if not part:
                sys.exit(f"the connection was closed after {got[:200]!r}")
            got += part
        return got


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--oxigraph", type=Path, help="the server's program; left out without")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    edition = open_workspace(options.workspace).current_edition()
    open_to_all = {"unmetered_clients": '["127.0.0.1"]', "edition_in_memory": "always"}
    with tempfile.TemporaryDirectory() as folder:
        peer, port = _oxigraph(options.oxigraph, edition, Path(folder)) if options.oxigraph else (None, 0)
        try:
            rows = []
            with served(options.workspace, answer_cache_mib="0", **open_to_all) as server:
                rows += _lookups(edition, _port(server.address), port, options.rounds)
            with served(options.workspace, **open_to_all) as server:
                rows += _repeats(_port(server.address), port, max(3, options.rounds // 8))
        finally:
            if peer is not None:
                peer.terminate()
                peer.wait()
    for row in rows:
        print(f"{row['measure']:60} {row['value']:>10} {row['unit']}")
    if options.out:
        options.out.write_text(json.dumps({"benchmark": "SPARQL endpoint, overhead", "rows": rows}, indent=1))


def _lookups(edition: Edition, sunqar: int, oxigraph: int, rounds: int) -> list[dict[str, object]]:
    _until_in_memory(sunqar)
    copy = copy_into_memory(edition.store_path)
    found = copy.query(f"SELECT ?r {{ ?r a <{RECORD}> }} LIMIT {BURST}")
    queries = [LOOKUP.format(iri=row["r"].value) for row in found]  # type: ignore[union-attr]
    reader = EditionReader(edition.store_path, {}, copy=copy)
    asked: dict[str, Callable[[str], object]] = {
        "engine in process": lambda query: reader.run(QueryJob(query), bytearray().extend),
        "sunqar serve": Connection(sunqar, "/sparql").ask,
    }
    if oxigraph:
        asked["oxigraph server"] = Connection(oxigraph, "/query").ask
    times: dict[str, list[float]] = {name: [] for name in asked}
    for round_ in range(-2, rounds):
        for name, ask in asked.items():
            median = statistics.median([_timed(ask, query) for query in queries])
            if round_ >= 0:
                times[name].append(median * 1000)
    quiet = sorted(range(rounds), key=lambda number: times["engine in process"][number])[: max(1, rounds // 4)]
    rows: list[dict[str, object]] = []
    for when, chosen in (("all bursts", range(rounds)), ("the quietest quarter", quiet)):
        each = {name: statistics.median(taken[n] for n in chosen) for name, taken in times.items()}
        rows += [_row(f"lookup, {name}, {when}", value, "ms") for name, value in each.items()]
        rows.append(_row(f"overhead over the engine, {when}", each["sunqar serve"] - each["engine in process"], "ms"))
    return rows


def _repeats(sunqar: int, oxigraph: int, rounds: int) -> list[dict[str, object]]:
    ours = Connection(sunqar, "/sparql")
    probe = ours.ask(LARGE.format(rows=100))
    query = LARGE.format(rows=BYTES * 100 // len(probe))
    known = _header(ours.ask(query), b"etag")
    asked: dict[str, Callable[[str], object]] = {
        "sunqar serve": ours.ask,
        "sunqar serve, 304": lambda text: ours.ask(text, f"If-None-Match: {known}\r\n"),
    }
    if oxigraph:
        asked["oxigraph server"] = Connection(oxigraph, "/query").ask
    rates: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(rounds):
        for name, ask in asked.items():
            start, count = time.perf_counter(), 0
            while time.perf_counter() - start < SECONDS:
                ask(query)
                count += 1
            rates[name].append(count / (time.perf_counter() - start))
    return [_row(f"repeated requests, {name}", statistics.median(found), "1/s") for name, found in rates.items()]


def _oxigraph(program: Path, edition: Edition, folder: Path) -> tuple[subprocess.Popen[bytes], int]:
    data, store, port = folder / "data.nt", folder / "store", free_port()
    ox.Store.read_only(str(edition.store_path)).dump(str(data), ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    load = [str(program), "load", "--location", str(store), "--file", str(data)]
    subprocess.run(load, check=True, capture_output=True)
    command = [str(program), "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    for _ in range(100):
        time.sleep(0.1)
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                break
    return process, port


def _until_in_memory(port: int) -> None:
    connection = Connection(port, "/readyz")
    while b'"in_memory":true' not in connection.ask("").replace(b" ", b""):
        time.sleep(0.5)
    time.sleep(2.0)  # the processes are changed over one by one


def _timed(ask: Callable[[str], object], query: str) -> float:
    start = time.perf_counter()
    ask(query)
    return time.perf_counter() - start


def _whole(got: bytes) -> bool:
    head, found, body = got.partition(b"\r\n\r\n")
    if not found:
        return False
    if b" 304 " in head[:16]:
        return True
    if b" 200 " not in head[:16]:
        sys.exit(got.decode("utf-8", "replace"))
    size = _header(got, b"content-length")
    return len(body) >= int(size) if size else body.endswith(b"0\r\n\r\n")


def _header(got: bytes, name: bytes) -> str:
    lines = got.partition(b"\r\n\r\n")[0].split(b"\r\n")
    return next((line.partition(b": ")[2].decode() for line in lines if line.lower().startswith(name + b":")), "")


def _port(address: str) -> int:
    return int(address.rpartition(":")[2])


def _row(measure: str, value: float, unit: str) -> dict[str, object]:
    return {"measure": measure, "value": round(value, 3 if unit == "ms" else 0), "unit": unit}


if __name__ == "__main__":
    main()
