"""What hostile clients do to a served endpoint, and what can be seen of its processes from outside."""

from __future__ import annotations

import http.client
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

FORM = "application/x-www-form-urlencoded"
PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
"""Takes for ever, and hardly any memory."""

Answer = tuple[int, dict[str, str], bytes]


def ask(
    server: str, query: str, method: str = "POST", path: str = "/sparql", source: str = "127.0.0.1", **headers: str
) -> Answer:
    """Status, headers with small letters, body. source: the loopback address to come from."""
    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=60, source_address=(source, 0))
    body = query.encode() if method in ("POST", "PUT") else None
    sent = {"Content-Type": "application/sparql-query", **{k.replace("_", "-"): v for k, v in headers.items()}}
    try:
        connection.request(method, path, body, sent)
        response = connection.getresponse()
        return response.status, {k.lower(): v for k, v in response.getheaders()}, response.read()
    finally:
        connection.close()


def connect(server: str, source: str = "127.0.0.1") -> socket.socket:
    """A bare connection, for what no client library would send."""
    parts = urlsplit(server)
    return socket.create_connection((parts.hostname or "", parts.port or 0), timeout=60, source_address=(source, 0))


def descendants(pid: int) -> list[int]:
    """All processes below a process, as the kernel has them now."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            text = (folder / "stat").read_text()
        except OSError:
            continue  # it has just ended
        parents[int(folder.name)] = int(text.rpartition(")")[2].split()[1])
    found = [pid]
    for each in found:
        found += [child for child, parent in parents.items() if parent == each]
    return found[1:]


def processor_s(pid: int) -> float:
    """Processor time of all threads of a process so far; 0 where it has gone."""
    try:
        return sum(int(each.read_text().split()[0]) for each in Path(f"/proc/{pid}/task").glob("*/schedstat")) / 1e9
    except OSError:
        return 0.0


def burning(pid: int, seconds: float = 0.3) -> list[int]:
    """Those below a process that use a good part of a processor over so long a time."""
    before = {each: processor_s(each) for each in descendants(pid)}
    time.sleep(seconds)
    return [each for each, spent in before.items() if processor_s(each) - spent > seconds / 10]


def spent_until_quiet(pid: int, within: float = 30.0) -> float:
    """Processor seconds that all below a process use from now on until none of them is busy.

    Not seconds of the clock: where other programs take the processors, those say nothing of ours.
    """
    start = {each: processor_s(each) for each in descendants(pid)}
    latest = dict(start)
    quiet_since, until = time.monotonic(), time.monotonic() + within
    while time.monotonic() - quiet_since < 0.3:
        assert time.monotonic() < until, "the processor is still busy with it"
        time.sleep(0.02)
        now = {each: processor_s(each) for each in descendants(pid)}
        if any(spent - latest.get(each, 0.0) > 0.002 for each, spent in now.items()):
            quiet_since = time.monotonic()
        latest |= {each: max(spent, latest.get(each, 0.0)) for each, spent in now.items()}
    return sum(spent - start.get(each, 0.0) for each, spent in latest.items())


def footprint(pid: int) -> dict[str, int]:
    """What must not grow: processes, descriptors, threads, MiB of the server."""
    status = Path(f"/proc/{pid}/status").read_text()
    fields = {line.split(":")[0]: line.split()[1] for line in status.splitlines() if len(line.split()) > 1}
    return {
        "processes": len(descendants(pid)),
        "descriptors": len(os.listdir(f"/proc/{pid}/fd")),
        "threads": int(fields["Threads"]),
        "mib": int(fields["VmRSS"]) >> 10,
    }


def wait_until(holds: Callable[[], bool], seconds: float) -> bool:
    """Whether it comes to hold within so many seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.05)
    return holds()
