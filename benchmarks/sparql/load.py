"""Clients with long queries beside clients with short ones: the short ones must not notice.

    python benchmarks/sparql/load.py WORKSPACE [--heavy 50] [--light 50] [--seconds 30] [--out FILE]

Every client asks again as soon as it has its answer, a heavy one that was told to come back (503, 429) after as many
seconds as it was told. Prints the times of the short queries and what the long ones got. All clients run in one Python
process on the same machine, so its own waiting is part of the figures. Ends with code 1 where a short query got no
answer, or a long one got something else than its result, 429, 503 or 504.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import quote

from served import Client, served

LONG = (
    "SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STRLEN(STR(?c)) != {n}) }}",
    "SELECT * {{ ?a ?b ?c . ?d ?e ?f FILTER(?c != {n}) }} ORDER BY ?f LIMIT 10",
    "SELECT ?b (COUNT(DISTINCT ?c) AS ?n) {{ ?a ?b ?c . ?c ?d ?e FILTER(STRLEN(STR(?e)) > {n}) }} GROUP BY ?b",
)
SHORT = "SELECT ?p ?o {{ ?s ?p ?o FILTER(?o != {n}) }} LIMIT 10"
_COME_BACK_S = 5.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--heavy", type=int, default=50)
    parser.add_argument("--light", type=int, default=50)
    parser.add_argument("--pause", type=float, default=0.5, help="Seconds that a light client reads its answer.")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    times: list[float] = []
    short: Counter[str] = Counter()
    long: Counter[str] = Counter()
    with served(arguments.workspace) as server:
        time.sleep(3.0)
        end = time.monotonic() + arguments.seconds

        def light(number: int) -> None:
            client, dice = Client(server.address, f"127.0.1.{number + 1}"), random.Random(number)
            while time.monotonic() < end:
                query = SHORT.format(n=dice.randrange(10**9))
                start = time.perf_counter()
                status, _ = client.ask("GET", "/sparql?query=" + quote(query))
                times.append(time.perf_counter() - start)
                short[status] += 1
                time.sleep(arguments.pause * dice.random() * 2)

        def heavy(number: int) -> None:
            client, dice = Client(server.address, f"127.0.2.{number + 1}"), random.Random(number)
            while time.monotonic() < end:
                query = dice.choice(LONG).format(n=dice.randrange(10**9))
                status, _ = client.ask("GET", "/sparql?query=" + quote(query))
                long[status] += 1
                if status in ("503", "429"):
                    time.sleep(_COME_BACK_S)

        threads = [threading.Thread(target=light, args=(n,)) for n in range(arguments.light)]
        threads += [threading.Thread(target=heavy, args=(n,)) for n in range(arguments.heavy)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    times.sort()
    p99 = times[int(len(times) * 0.99)]
    print(f"short: {len(times)} asked, {dict(short)}, median {statistics.median(times):.3f} s, p99 {p99:.3f} s")
    print(f"long: {dict(long)}")
    if arguments.out:
        rows = [
            {"measure": "short queries, median", "value": round(statistics.median(times), 4), "unit": "s"},
            {"measure": "short queries, p99", "value": round(p99, 4), "unit": "s", "good": p99 < 0.5},
            *({"measure": f"short queries, status {name}", "value": n, "unit": ""} for name, n in short.items()),
            *({"measure": f"long queries, status {name}", "value": n, "unit": ""} for name, n in long.items()),
        ]
        arguments.out.write_text(json.dumps({"benchmark": "SPARQL endpoint under load", "rows": rows}, indent=1))
    wrong = set(short) - {"200"} or set(long) - {"200", "429", "503", "504"}
    sys.exit(f"statuses that may not be: {sorted(wrong)}" if wrong else 0)


if __name__ == "__main__":
    main()
