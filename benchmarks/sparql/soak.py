"""Many mixed requests to ``sunqar serve``, good ones and hostile ones; nothing may leak and nothing may break.

    python benchmarks/sparql/soak.py WORKSPACE [--requests 100000] [--clients 8] [--out FILE]

After a tenth of the requests (2,000 at least) the footprint of the server is taken, and again at the end when all is
quiet. Ends with code 1 where processes, descriptors, threads or the server's memory have grown, or an answer has a
status that nobody promised. Query processes make their own what they touch of an edition in memory, and are replaced
when they hold a sixth of what a query may take: more than that of each, on average, is a fault, too.
"""

from __future__ import annotations

import argparse
import json
import random
import socket
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import quote, urlsplit

from served import Client, Served, served

QUERY = {"Content_Type": "application/sparql-query"}
PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
FINE = {"200", "303", "304", "400", "403", "404", "406", "413", "414", "415", "429", "500", "503", "504", "broken"}
MEMORY_MIB = 64
EACH_MIB = 1536 // 6
GROWN = {"processes": 1, "descriptors": 4, "threads": 2}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    settings = {"query_timeout_s": "1", "answer_cache_mib": "0", "unmetered_clients": '["127.0.0.1"]'}
    with served(arguments.workspace, **settings) as server:
        warm, start = min(arguments.requests // 2, max(2000, arguments.requests // 10)), time.monotonic()
        statuses = attack(server, warm, arguments.clients, 0)
        before = quiet(server)
        statuses += attack(server, arguments.requests - warm, arguments.clients, warm)
        after = quiet(server)
        seconds = time.monotonic() - start
    print(f"{arguments.requests} requests in {seconds:.0f} s: {dict(sorted(statuses.items()))}")
    print(f"after a tenth: {before}\nat the end:    {after}")
    faults = [
        f"{name} grew from {getattr(before, name)} to {getattr(after, name)}"
        for name, most in {**GROWN, "server_mib": MEMORY_MIB}.items()
        if getattr(after, name) > getattr(before, name) + most
    ]
    if after.children_mib > after.processes * EACH_MIB:
        faults.append(f"query processes hold {after.children_mib} MiB alone")
    faults += [f"{count} answers with status {status}" for status, count in statuses.items() if status not in FINE]
    if arguments.out:
        rows = [{"measure": "requests", "value": arguments.requests, "unit": "", "good": not faults}]
        rows += [{"measure": f"status {status}", "value": n, "unit": ""} for status, n in sorted(statuses.items())]
        rows += [
            {"measure": f"{name}, {when}", "value": getattr(found, name), "unit": ""}
            for when, found in (("after a tenth", before), ("at the end", after))
            for name in ("processes", "descriptors", "threads", "server_mib", "children_mib")
        ]
        arguments.out.write_text(json.dumps({"benchmark": "SPARQL endpoint, soak", "rows": rows}, indent=1))
    sys.exit("\n".join(faults) if faults else 0)


def attack(server: Served, requests: int, clients: int, offset: int) -> Counter[str]:
    """So many requests by so many threads; the same ones whenever it runs."""
    totals: Counter[str] = Counter()
    lock = threading.Lock()

    def one(number: int) -> None:
        client, found = Client(server.address), Counter[str]()
        for n in range(offset + number, offset + requests, clients):
            found[request(client, server, random.Random(n))] += 1
        client.close()
        with lock:
            totals.update(found)

    threads = [threading.Thread(target=one, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return totals


def request(client: Client, server: Served, dice: random.Random) -> str:
    """One request; nine of ten are what a good client sends, one in five hundred is meant to be ended by a limit."""
    number = dice.randrange(1000)
    if number < 300:
        query = f"SELECT * {{ ?s ?p ?o }} OFFSET {dice.randrange(20_000)} LIMIT {dice.randrange(50)}"
        return client.ask("GET", "/sparql?query=" + quote(query), Accept=dice.choice(("text/csv", "*/*")))[0]
    if number < 500:
        return client.ask("POST", "/sparql", b"ASK { ?s ?p %d }" % number, **QUERY)[0]
    if number < 600:
        body = f"CONSTRUCT WHERE {{ ?s ?p ?o }} LIMIT {dice.randrange(300)}".encode()
        accept = dice.choice(("text/turtle", "application/ld+json"))
        return client.ask("POST", "/sparql", body, **QUERY, Accept=accept)[0]
    if number < 700:
        return client.ask("GET", f"/search?q={dice.choice(('Doha', 'Tokayev', 'gulf'))}&format=json")[0]
    if number < 800:
        return client.ask("GET", dice.choice(("/", "/healthz", "/dataset", "/sparql", "/.well-known/void")))[0]
    if number < 880:
        return client.ask("POST", "/sparql", f"not a query {dice.random()}".encode(), **QUERY)[0]
    if number < 920:
        return client.ask("POST", "/sparql", b"ASK { SERVICE <http://127.0.0.1:9/> {} }", **QUERY)[0]
    if number < 950:
        return client.ask("POST", "/sparql", b"ASK " + b"{" * 5_000, **QUERY)[0]
    if number < 970:
        return client.ask("POST", "/update", b"CLEAR ALL", Content_Type="application/sparql-update")[0]
    if number < 990:
        return client.ask("GET", f"/id/person/{number}%00{dice.random()}")[0]
    if number < 994:
        return client.ask("POST", "/sparql", b"SELECT * { ?s ?p ?o }", **QUERY)[0]
    if number < 997:
        leave(server)
        return "200"
    return client.ask("POST", "/sparql", f"{PRODUCT} LIMIT {dice.randrange(1, 10**6)}".encode(), **QUERY)[0]


def leave(server: Served) -> None:
    """Ask something long, and go."""
    parts = urlsplit(server.address)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=60) as connection:
        connection.sendall(f"GET /sparql?query={quote(PRODUCT)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        time.sleep(0.05)


def quiet(server: Served):
    """The footprint when the queries that were left have ended and their processes have been replaced."""
    time.sleep(3.0)
    return server.footprint()


if __name__ == "__main__":
    main()
