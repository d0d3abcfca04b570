"""How long every example query takes on an edition, through the query processes of the endpoint; rows of its answer.

    python benchmarks/bench_examples.py WORKSPACE [--runs N] [--out FILE]

Each query is asked once to warm the processes and then N times (3); the median counts. "seconds" is the wall clock of
the endpoint from question to finished answer. Ends with code 1 where an example is empty, fails, or takes a second.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path

from extractors.errors import CodedError
from kg.store.query import QueryJob
from kg.workspace import open_workspace
from ontology.example_queries import ExampleQuery, example_queries
from sparql_endpoint.limits import Limits
from sparql_endpoint.service import Service, View, editions_of
from sparql_endpoint.services.policy import Policy
from sparql_endpoint.services.services import Services

LONGEST_S = 1.0
LONGEST_WAIT_S = 180
"""For the copy in memory, which an edition that is too large for the machine never gets."""


def measured(view: View, services: Services, example: ExampleQuery, runs: int) -> dict[str, object]:
    """A row of the report; an example that fails has a sentence in place of seconds."""
    seconds = []
    try:
        for _ in range(runs + 1):
            began, job = time.perf_counter(), QueryJob(example.sparql)
            if (plan := services.plan(job.query, view.edition)) is not None:
                job = services.without_service(plan, job, view.edition, view.run)
            answer = view.run(job)
            seconds.append(time.perf_counter() - began)
            answer.body.close()
    except CodedError as error:
        return {"measure": example.key, "value": str(error), "unit": "", "rows": 0, "good": False}
    value, rows = round(statistics.median(seconds[1:]), 3), answer.outcome.rows
    return {"measure": example.key, "value": value, "unit": "s", "rows": rows, "good": rows > 0 and value < LONGEST_S}


def main() -> None:
    """Measure and print; --out writes the rows as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    workspace = open_workspace(arguments.workspace)
    service = Service.start(editions_of(workspace), replace(Limits(), workers=1))
    services = Services(Policy.from_settings(workspace.settings))
    try:
        view = service.at()
        edition = view.edition
        view.run(QueryJob("ASK {}")).body.close()
        waited = 0
        while not view.pool.in_memory and waited < LONGEST_WAIT_S:
            time.sleep(1)  # a server too answers from disk at first
            waited += 1
        rows = []
        for example in example_queries(vocabulary=edition.vocabulary, base=edition.base):
            rows.append(measured(view, services, example, arguments.runs))
            print(*rows[-1].values(), sep="\t", flush=True)
    finally:
        service.close()
    if arguments.out:
        arguments.out.write_text(json.dumps({"benchmark": "Example queries", "rows": rows}, indent=1), "utf-8")
    sys.exit(any(not row["good"] for row in rows))


if __name__ == "__main__":
    main()
