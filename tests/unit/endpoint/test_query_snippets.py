"""A query of any text stays that text in the snippets: run as Python and by curl, read as R and JavaScript read it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sparql_endpoint.portal.query.snippets import Kind, curl, javascript, notebook, python, r

NASTY = "'\"\\`$(){}%&;|<>!#?*\n\t\r\f\v\x01\x1b\x85\u2028\u202e\u200fقطרҚ😀aN'''\"\"\""
TEXTS = st.text(st.sampled_from(NASTY) | st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
HOSTILE = (
    """ASK { ?s ?p '''it's "quoted" \\n''' }""",
    'ASK { ?s ?p """ends in a quote"',
    "ASK {} # '; touch /tmp/owned; echo '\n$(id) `id` \\",
    '"""+__import__("os").system("id")+"""',
)


@pytest.fixture(scope="module")
def echo() -> Iterator[tuple[str, list[str]]]:
    """An endpoint that notes each query it gets."""
    heard: list[str] = []

    class Endpoint(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode("ascii")
            heard.append(parse_qs(body, keep_blank_values=True, strict_parsing=True)["query"][0])
            answer = b'{"head": {"vars": []}, "results": {"bindings": []}}'
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/sparql", heard
    server.shutdown()
    server.server_close()


def _asked(code: str) -> str:
    """Run a Python snippet with an endpoint that does nothing; the query that it set."""
    kept: dict[str, str] = {}

    class Stub:
        def __init__(self, _endpoint: str) -> None: ...
        def setMethod(self, _method: str) -> None: ...
        def setReturnFormat(self, _form: str) -> None: ...
        def setQuery(self, query: str) -> None:
            kept["query"] = query

        def query(self) -> Any:
            return SimpleNamespace(convert=lambda: {"results": {"bindings": []}})

    before = sys.modules.get("SPARQLWrapper")
    sys.modules["SPARQLWrapper"] = SimpleNamespace(JSON="", POST="", TURTLE="", SPARQLWrapper=Stub)  # type: ignore[assignment]
    try:
        # As from a file: its line breaks are read as Python reads those of any source.
        exec(compile(code.replace("\r\n", "\n").replace("\r", "\n"), "snippet.py", "exec"), {})
    finally:
        if before is None:
            del sys.modules["SPARQLWrapper"]
        else:
            sys.modules["SPARQLWrapper"] = before
    return kept["query"]


@settings(max_examples=150, deadline=None)
@given(TEXTS)
@example(HOSTILE[0])
@example(HOSTILE[1])
@example(HOSTILE[2])
@example(HOSTILE[3])
def test_python_asks_just_that(query: str) -> None:
    assert _asked(python("https://graph.example/sparql", query, kind="table")) == query
    source = notebook("https://graph.example/sparql", query, "t", kind="table")["cells"][2]["source"]
    assert _asked(source) == query


@settings(max_examples=150, deadline=None)
@given(TEXTS)
@example("\\/ \\u0000 /")
def test_r_and_javascript_hold_one_string(query: str) -> None:
    for code, start in (
        (r("u", query, kind="table"), "query <- "),
        (javascript("u", query, kind="table"), "const query = "),
    ):
        literal = code[code.index(start) + len(start) :]
        text, end = json.JSONDecoder().raw_decode(literal)
        assert text == query
        assert literal[end] in "\n;"
        escapes = set(re.findall(r"\\(u0000|.)", literal[:end]))
        assert escapes <= set('"\\bfnrtu'), "no escape that R lacks"


@pytest.mark.parametrize("query", HOSTILE)
def test_python_with_the_library_itself(query: str, echo: tuple[str, list[str]]) -> None:
    address, heard = echo
    done = subprocess.run([sys.executable, "-c", python(address, query, kind="table")], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert heard[-1] == query


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize("kind", ["table", "graph"])
def test_curl_asks_just_that(kind: Kind, echo: tuple[str, list[str]]) -> None:
    address, heard = echo
    for query in (*HOSTILE, NASTY, f"{NASTY}'", "@/etc/passwd", "=x", "-d x"):
        done = subprocess.run(["sh", "-c", curl(address, query, kind=kind)], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert heard[-1] == query
