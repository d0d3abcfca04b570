"""What whoever runs the server sees: figures without persons, a log as JSON, readiness with reasons, a soft end."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import threading
import time
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

from endpoint_edition import COMMAND
from prometheus_client.parser import text_string_to_metric_families

NAME = "Zulfiya Canary"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def _figures(address: str) -> dict[str, float]:
    with urlopen(f"{address}/metrics", timeout=30) as answer:
        text = answer.read().decode()
    assert NAME not in text
    assert "Zulfiya" not in text
    return {
        f"{sample.name}{sorted(sample.labels.items())}": sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def _answer(address: str, query: str) -> int:
    try:
        with urlopen(f"{address}/sparql?query={quote(query)}", timeout=60) as answer:
            answer.read()
            return int(answer.status)
    except OSError as error:
        return int(getattr(error, "code", 0))


def test_figures_log_and_soft_end(edition_workspace: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "serve", "--workspace", str(edition_workspace), "--port", "0", "--query-timeout", "3", "--log-json"],
        stderr=subprocess.PIPE, text=True, env=os.environ | {"SUNQAR_UNMETERED_CLIENTS": '["127.0.0.1"]'},
    )  # fmt: skip
    assert process.stderr is not None
    begun = json.loads(process.stderr.readline())
    assert (begun["event"], begun["level"]) == ("serving", "info")
    address = str(begun["address"]).rstrip("/")
    try:
        assert _answer(address, f'ASK {{ ?s ?p "{NAME}" }}') == 200
        assert _answer(address, f"SELECT * {{ <{NAME}") == 400
        with urlopen(f"{address}/readyz", timeout=30) as ready:
            told = json.load(ready)
        assert (told["status"], told["refused"], told["edition"]) == ("ready", [], begun["edition"])
        before = _figures(address)
        assert before["sunqar_edition[]"] == begun["edition"]
        assert before["sunqar_request_seconds_count[('group', 'sparql'), ('status', '200')]"] == 1
        refused = [value for name, value in before.items() if re.match(r"sunqar_problems_total.*(QUERY|GUARD)", name)]
        assert refused == [1]
        assert before["sunqar_ingest_lag_seconds[]"] == 0
        statuses: list[int] = []
        slow = threading.Thread(target=lambda: statuses.append(_answer(address, SLOW)))
        slow.start()
        running = "sunqar_queries_running[('lane', 'short')]", "sunqar_queries_running[('lane', 'long')]"
        while not sum(_figures(address)[name] for name in running):
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        slow.join()
        assert statuses == [504], "what ran was told how it ended"
        assert process.wait(timeout=60) == 0
    finally:
        process.kill()
    log = [json.loads(line) for line in process.stderr.read().splitlines()]
    assert [one["event"] for one in log] == ["stopping", "stopped"]
    assert "Canary" not in json.dumps([begun, *log])
