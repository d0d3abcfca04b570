"""Other people's endpoints, and servers that are busy, slow, cut off or gone."""

from __future__ import annotations

import json
import re
from http.server import BaseHTTPRequestHandler
from urllib.error import URLError

import pytest
from sparql_stand_in import endpoint, send, stand_in

from kg import open_graph
from kg.client import GraphUnreachable, NotOffered, QueryRejected, QueryTooHeavy
from kg.client.web import Patience, Refused

pytest.importorskip("pandas")
TRIPLES = '<urn:a> <http://www.w3.org/2000/01/rdf-schema#label> "Doha"@en . <urn:b> <urn:n> 3 .'


def rows(count: int, start: int = 0) -> bytes:
    cells = [{"s": {"type": "uri", "value": f"urn:{start + at:05}"}} for at in range(count)]
    return json.dumps({"head": {"vars": ["s"]}, "results": {"bindings": cells}}).encode()


def test_a_foreign_endpoint_is_asked_and_says_what_it_lacks() -> None:
    with endpoint(TRIPLES) as known, open_graph(known.address, retries=0) as graph:
        assert graph.sparql("SELECT ?s { ?s rdfs:label ?name }", bindings={"name": ("Doha", "en")})["s"].tolist() == [
            "urn:a"
        ]
        assert len(graph.examples())
        for asked in (
            lambda: graph.edition, lambda: graph.search("Doha"), lambda: graph.cite(), lambda: graph.network(),
            lambda: graph.map(), lambda: graph.stats(),
        ):  # fmt: skip
            with pytest.raises(NotOffered, match="not one of ours"):
                asked()
        assert "PREFIX rdfs:" in known.asked[0]


def test_pages_are_read_in_an_order_of_all_variables_alone() -> None:
    def answer(query: str, handler: BaseHTTPRequestHandler) -> None:
        found = re.search(r"LIMIT (\d+)(?: OFFSET (\d+))?$", query)
        most, start = (int(found[1]), int(found[2] or 0)) if found else (100, 0)
        size = max(0, min(most, 100, 1050 - start))
        cut = not found or (start + size < 1050 and size < most)
        send(handler, rows(size, start), **({"X_Sunqar_Truncated": "rows=100"} if cut else {}))

    with stand_in(answer) as known, open_graph(known.address, retries=0, page_rows=100) as graph:
        whole = graph.sparql("SELECT ?s { ?s ?p ?o } ORDER BY ?s")
        assert whole["s"].is_unique
        assert len(whole) == 1050
        assert whole.attrs["complete"]
        part = graph.sparql("SELECT ?s { ?s ?p ?o }")
        assert (len(part), part.attrs["complete"]) == (100, False)
        some = graph.sparql("SELECT ?s { ?s ?p ?o } ORDER BY ?s", limit=250)
        assert (len(some), some.attrs["complete"]) == (250, False)


def test_a_busy_server_is_asked_again_when_it_says_and_a_wrong_query_is_not() -> None:
    calls: list[int] = []
    waited: list[float] = []

    def busy(left: float) -> str:
        calls.append(1)
        if len(calls) < 3:
            raise Refused(503, {"Retry-After": "7"}, b"")
        return "answer"

    patience = Patience(60, 3, now=lambda: sum(waited), sleep=waited.append)
    assert patience.attempt("http://x", busy) == "answer"
    assert waited == [7.0, 7.0]

    def wrong(left: float) -> str:
        calls.append(1)
        raise Refused(400, {}, b"")

    calls.clear()
    with pytest.raises(Refused):
        patience.attempt("http://x", wrong)
    assert len(calls) == 1

    waited.clear()

    def gone(left: float) -> str:
        raise URLError("Connection refused")

    with pytest.raises(GraphUnreachable, match="Connection refused"):
        patience.attempt("http://x", gone)
    assert waited == [0.25, 0.5, 1.0]

    waited.clear()
    late = Patience(10, 5, now=lambda: sum(waited), sleep=waited.append)
    with pytest.raises(Refused):
        late.attempt("http://x", lambda left: (_ for _ in ()).throw(Refused(429, {"Retry-After": "6"}, b"")))
    assert sum(waited) <= 10


def test_nobody_there_and_no_answer_in_time() -> None:
    with pytest.raises(GraphUnreachable, match="cannot be reached"):
        open_graph("http://127.0.0.1:9/sparql", retries=0)

    def silent(query: str, handler: BaseHTTPRequestHandler) -> None:
        import time

        time.sleep(1.5)

    with (
        stand_in(silent) as known,
        open_graph(known.address, timeout_s=1, retries=2) as graph,
        pytest.raises(QueryTooHeavy, match="no answer within 1 seconds"),
    ):
        graph.sparql("SELECT * { ?s ?p ?o }")


def test_a_foreign_complaint_is_told_and_an_answer_of_another_kind_is_none() -> None:
    def complain(query: str, handler: BaseHTTPRequestHandler) -> None:
        if "WRONG" in query:
            send(handler, b"Lexical error at line 1", "text/plain", 400)
        elif "BROKEN" in query:
            handler.send_response(200)
            handler.send_header("Content-Type", "application/sparql-results+json")
            handler.send_header("Content-Length", "1000")
            handler.end_headers()
            handler.wfile.write(b'{"head"')
        else:
            send(handler, b"<html>", "text/html")

    with stand_in(complain) as known, open_graph(known.address, retries=0) as graph:
        with pytest.raises(QueryRejected, match="Lexical error"):
            graph.sparql("SELECT WRONG { }")
        with pytest.raises(GraphUnreachable, match="text/html"):
            graph.sparql("SELECT * { }")
        with pytest.raises(QueryTooHeavy, match="broken off"):
            graph.sparql("SELECT ?BROKEN { } LIMIT 4")
