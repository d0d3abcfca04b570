"""A19 and A20: many clients at once, and one that asks for more than its share."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from endpoint_client import PRODUCT, ask
from endpoint_edition import serve

pytestmark = pytest.mark.usefixtures("still_answers")


def test_a19_short_queries_pass_beside_long_ones(server: str) -> None:
    with ThreadPoolExecutor(4) as heavy, ThreadPoolExecutor(50) as light:
        long = [heavy.submit(ask, server, f"{PRODUCT} # {n}") for n in range(8)]
        time.sleep(0.3)
        taken = sorted(light.map(lambda _: _timed(server), range(200)))
        answers = [each.result() for each in long]
    print(f"ASK {{}} beside long queries: median {taken[100]:.3f} s, p99 {taken[198]:.3f} s")
    assert taken[198] < 5.0, "they waited for a long query"
    for status, headers, body in answers:
        assert status in (503, 504), body
        assert json.loads(body)["code"] in ("POOL001", "POOL002")
        assert status == 504 or int(headers["retry-after"]) > 0


def _timed(server: str) -> float:
    start = time.perf_counter()
    status, _, body = ask(server, "ASK {}")
    assert (status, body) == (200, b'{"head":{},"boolean":true}')
    return time.perf_counter() - start


def test_a20_errors_have_a_budget(server: str) -> None:
    statuses = [ask(server, f"not a query {n}", source="127.0.0.2")[0] for n in range(80)]
    assert statuses[:60] == [400] * 60, "errors of a short while are allowed"
    assert statuses[-1] == 429
    refused = ask(server, "ASK {}", source="127.0.0.2")
    assert refused[0] == 429
    assert json.loads(refused[2])["code"] == "BUDGET002"
    assert 1 <= int(refused[1]["retry-after"]) <= 60
    assert ask(server, "ASK {}", source="127.0.0.3")[0] == 200, "others are not affected"
    assert ask(server, "", "GET", "/healthz", source="127.0.0.2")[0] == 200, "nor is what costs nothing"


def test_a20_processing_time_has_a_budget(edition_workspace: Path, server: str) -> None:
    settings = {"SUNQAR_CLIENT_SECONDS": "0.02", "SUNQAR_CLIENT_BURST": "1", "SUNQAR_QUERY_TIMEOUT_S": "1.5"}
    process, address = serve(edition_workspace, **settings)
    try:
        first = ask(address, PRODUCT, source="127.0.0.2")
        second = ask(address, PRODUCT, source="127.0.0.2")
        assert (first[0], second[0]) == (504, 429)
        assert json.loads(second[2])["code"] == "BUDGET001"
        assert int(second[1]["retry-after"]) > 0
        assert ask(address, PRODUCT, source="127.0.0.3")[0] == 504, "others are not affected"
    finally:
        process.terminate()
        process.wait(timeout=30)


def test_a20_who_a_client_is_cannot_be_made_up(server: str) -> None:
    statuses = [
        ask(server, f"no query {n}", source="127.0.0.4", X_Forwarded_For=f"192.0.2.{n}")[0] for n in range(70)
    ]
    assert statuses[-1] == 429
