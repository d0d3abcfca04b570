"""How each system is started on the same data: an N-Triples file, and for Sunqar the edition that it comes from."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from systems import SUNQAR, InProcess, OverHttp, System, free_port

Start = Callable[[Path, Path, Path, Path], System]
"""workspace, data as N-Triples, folder of the peers, folder to write in."""
ASK = "?query=ASK%7B%7D"


def sunqar(workspace: Path, data: Path, peers: Path, folder: Path) -> System:
    """``sunqar serve`` as it comes, but without its cache of answers and without budgets of clients."""
    return _sunqar("sunqar", workspace, advised=True)


def sunqar_plain(workspace: Path, data: Path, peers: Path, folder: Path) -> System:
    """The same, asked as everybody else is."""
    return _sunqar("sunqar, asked plainly", workspace, advised=False)


def _sunqar(name: str, workspace: Path, *, advised: bool) -> System:
    port = free_port()
    settings = {
        "SUNQAR_ANSWER_CACHE_MIB": "0",
        "SUNQAR_UNMETERED_CLIENTS": '["127.0.0.1"]',
        "SUNQAR_QUERY_TIMEOUT_S": "120",
    }
    command = [SUNQAR, "serve", "--workspace", str(workspace), "--port", str(port)]
    made = OverHttp(name, command, "/sparql", port=port, advised=advised, env=settings)

    def ready(server: OverHttp) -> bool:
        status, body = server.get("/readyz", 30)
        return status == 200 and (bool(json.loads(body).get("in_memory")) or _waited(server))

    waits = iter(range(600))

    def _waited(_: OverHttp) -> bool:
        # Two minutes: an edition too large for memory is read from disk, unless it has been said that it is not.
        return os.environ.get("SUNQAR_EDITION_IN_MEMORY") != "always" and next(waits) > 240

    made.wait(ready)
    return made


def oxigraph(workspace: Path, data: Path, peers: Path, folder: Path) -> System:
    """The ``oxigraph`` server on a store on disk, its own bulk loader, read-only."""
    store, program, port = folder / "oxigraph", str(peers / "venv/bin/oxigraph"), free_port()
    if not store.exists():
        subprocess.run(
            [program, "load", "--location", str(store), "--file", str(data)], check=True, capture_output=True
        )
        subprocess.run([program, "optimize", "--location", str(store)], check=False, capture_output=True)
    command = [program, "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{port}"]
    made = OverHttp("oxigraph server", command, "/query", port=port)
    made.wait(lambda server: server.get(f"/query{ASK}", 30)[0] == 200)
    return made


def rdflib_endpoint(workspace: Path, data: Path, peers: Path, folder: Path) -> System:
    """rdflib-endpoint on rdflib's own store."""
    port = free_port()
    command = [str(peers / "venv/bin/rdflib-endpoint"), "serve", str(data), "--host", "127.0.0.1", "--port", str(port)]
    made = OverHttp("rdflib-endpoint", command, "/", port=port)
    made.wait(lambda server: server.get(f"/{ASK}", 30)[0] == 200)
    return made


def comunica(workspace: Path, data: Path, peers: Path, folder: Path) -> System:
    """Comunica's server over the file, which it holds in memory."""
    port = free_port()
    program = peers / "comunica/node_modules/.bin/comunica-sparql-file-http"
    command = [str(program), str(data), "-p", str(port), "-w", "1", "-t", "120"]
    made = OverHttp("comunica", command, "/sparql", port=port)
    made.wait(lambda server: server.get(f"/sparql{ASK}", 300)[0] == 200)
    return made


def virtuoso(workspace: Path, data: Path, peers: Path, folder: Path) -> System:
    """Virtuoso 7.2 as Debian packs it; the file is loaded with its bulk loader."""
    home, root, http_port, sql_port = folder / "virtuoso", peers / "virtuoso/usr/bin", free_port(), free_port()
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    (home / "virtuoso.ini").write_text(_INI.format(home=home, data=data.parent, http=http_port, sql=sql_port), "utf-8")
    command = [str(next(root.glob("virtuoso-t*"))), "+foreground", "+configfile", str(home / "virtuoso.ini")]
    libraries = ":".join(str(peers / "virtuoso" / part / "x86_64-linux-gnu") for part in ("usr/lib", "lib"))
    made = OverHttp("virtuoso", command, "/sparql", port=http_port, env={"LD_LIBRARY_PATH": libraries})
    made.wait(lambda server: server.get(f"/sparql{ASK}", 30)[0] == 200)
    load = (
        f"ld_dir('{data.parent}', '{data.name}', 'http://127.0.0.1/graph'); rdf_loader_run(); checkpoint; "
        'GRANT EXECUTE ON DB.DBA.SPARQL_SELECT_KNOWN_GRAPHS TO "SPARQL";'
    )
    isql = [str(next(root.glob("isql-v*"))), f"127.0.0.1:{sql_port}", "dba", "dba", f"exec={load}"]
    subprocess.run(isql, check=True, capture_output=True)
    return made


def in_process(name: str, engine: str) -> Start:
    """A library."""
    return lambda workspace, data, peers, folder: InProcess(name, engine, peers / "venv/bin/python", data)


SYSTEMS: dict[str, Start] = {
    "sunqar": sunqar,
    "sunqar-plain": sunqar_plain,
    "oxigraph": oxigraph,
    "sparq": in_process("sparq-rdf", "sparq"),
    "pyoxigraph": in_process("pyoxigraph in memory", "pyoxigraph"),
    "oxrdflib": in_process("oxrdflib", "oxrdflib"),
    "virtuoso": virtuoso,
    "comunica": comunica,
    "rdflib-endpoint": rdflib_endpoint,
}
_INI = """[Database]
DatabaseFile = {home}/virtuoso.db
ErrorLogFile = {home}/virtuoso.log
LockFile = {home}/virtuoso.lck
TransactionFile = {home}/virtuoso.trx
xa_persistent_file = {home}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {home}/temp.db
TransactionFile = {home}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
DirsAllowed = {home}, {data}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryExecutionTime = 120
DefaultGraph = http://127.0.0.1/graph
"""
