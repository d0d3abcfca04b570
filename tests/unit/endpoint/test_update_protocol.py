"""Updates and the graph store as the protocols word them, with no server."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import ETags

from extractors.errors import CodedError, UsageError
from sparql_endpoint.conditional import check_preconditions
from sparql_endpoint.multipart import read_parts
from sparql_endpoint.problems import HttpProblem, document, pointed
from sparql_endpoint.protocol import FORM, QUERY, UPDATE, HttpRequest, graph_of, parse_update
from sparql_endpoint.tokens import Tokens, read_tokens
from sparql_endpoint.update_text import check_update, with_dataset


def test_two_ways_to_update() -> None:
    direct = parse_update(HttpRequest("POST", b"using-graph-uri=a:b", UPDATE + "; charset=utf-8", b"CLEAR ALL"))
    form = parse_update(HttpRequest("POST", b"", FORM, b"update=CLEAR+ALL&using-graph-uri=a:b"))
    assert direct == form
    assert (direct.update, direct.using, direct.using_named) == ("CLEAR ALL", ("a:b",), ())


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (HttpRequest("GET", b"update=CLEAR+ALL"), 405),
        (HttpRequest("PUT", b"", UPDATE, b"CLEAR ALL"), 405),
        (HttpRequest("POST", b"update=CLEAR+ALL", UPDATE, b"CLEAR ALL"), 400),
        (HttpRequest("POST", b"", FORM, b"update=CLEAR+ALL&update=CLEAR+ALL"), 400),
        (HttpRequest("POST", b"", FORM, b"update=CLEAR+ALL&query=ASK+%7B%7D"), 400),
        (HttpRequest("POST", b"", FORM, b""), 400),
        (HttpRequest("POST", b"", QUERY, b"ASK {}"), 415),
        (HttpRequest("POST", b"", "", b"CLEAR ALL"), 415),
        (HttpRequest("POST", b"", UPDATE + "; charset=utf-16", "CLEAR ALL".encode("utf-16")), 400),
        (HttpRequest("POST", b"", UPDATE, b"CLEAR \xff"), 400),
    ],
)
def test_refused(request_: HttpRequest, status: int) -> None:
    with pytest.raises(HttpProblem) as caught:
        parse_update(request_)
    assert caught.value.status == status


def test_the_dataset_goes_into_every_where() -> None:
    text = (
        'PREFIX x: <x:> INSERT { ?s x:where "WHERE" } WHERE { ?s ?p ?o { SELECT * WHERE { } } } # WHERE\n;'
        "DELETE WHERE { ?s x:p ?o } ; DELETE { ?s ?p 1 } WHERE { ?s ?p 2 } ; INSERT DATA { x:a x:b x:c }"
    )
    assert with_dataset(text, ["x:g"], ["x:h"]) == (
        'PREFIX x: <x:> INSERT { ?s x:where "WHERE" }  USING <x:g> USING NAMED <x:h> WHERE '
        "{ ?s ?p ?o { SELECT * WHERE { } } } # WHERE\n;"
        "DELETE { ?s x:p ?o } USING <x:g> USING NAMED <x:h> WHERE { ?s x:p ?o } ; "
        "DELETE { ?s ?p 1 }  USING <x:g> USING NAMED <x:h> WHERE { ?s ?p 2 } ; INSERT DATA { x:a x:b x:c }"
    )
    assert with_dataset(text, [], []) == text


@pytest.mark.parametrize("clause", ["WITH <x:a>", "DELETE { } USING <x:a>", "INSERT { } USING NAMED <x:a>"])
def test_a_dataset_of_the_update_and_one_of_the_request_contradict(clause: str) -> None:
    text = clause + (" DELETE { ?s ?p ?o }" if clause.startswith("WITH") else "") + " WHERE { ?s ?p ?o }"
    with pytest.raises(HttpProblem) as caught:
        with_dataset(text, ["x:g"], [])
    assert caught.value.status == 400


def test_a_dataset_cannot_smuggle_text() -> None:
    with pytest.raises(HttpProblem):
        with_dataset("DELETE WHERE { ?s ?p ?o }", ["x:g> WHERE {} ; DROP ALL #"], [])


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("LOAD <http://x/>", False),
        ("INSERT { ?s ?p ?o } WHERE { service <http://x/> { ?s ?p ?o } }", False),
        ("INSERT DATA { <x:LOAD> x:load 'SERVICE' } # LOAD", True),
        ("LOAD SILENT <http://x/>", True),
        ("INSERT DATA { <x:a> <x:b> '''a ' SERVICE ' b''' , \"\\\" LOAD\" }", True),
    ],
)
def test_what_would_reach_the_network_is_refused(text: str, allowed: bool) -> None:
    if allowed:
        check_update(text)
        return
    with pytest.raises(HttpProblem) as caught:
        check_update(text)
    assert caught.value.status == 403


@pytest.mark.parametrize(
    ("query", "graph"),
    [
        (b"default", ""),
        (b"default=", ""),
        (b"graph=http%3A%2F%2Fx%2Fa%23b", "http://x/a#b"),
        (b"graph=b", "https://a.example/b"),
        (b"", None),
        (b"default&graph=x:a", None),
        (b"graph=x:a&graph=x:b", None),
        (b"graph=", None),
        (b"graph=x:a%3E%20b", None),
        (b"graph=x:a%0d%0aX-Evil:%201", None),
    ],
)
def test_naming_a_graph(query: bytes, graph: str | None) -> None:
    if graph is not None:
        assert graph_of(query, "https://a.example/graph-store") == graph
        return
    with pytest.raises(HttpProblem) as caught:
        graph_of(query, "https://a.example/graph-store")
    assert caught.value.status == 400


def _multipart(*parts: bytes) -> bytes:
    return b"".join(b"--b\r\n" + part + b"\r\n" for part in parts) + b"--b--\r\n"


def test_parts_keep_their_types() -> None:
    body = _multipart(
        b'Content-Disposition: form-data; name="a"; filename="a.ttl"\r\nContent-Type: text/turtle\r\n\r\n<a> <b> 1 .',
        b'Content-Disposition: form-data; name="b"\r\nContent-Type: application/ld+json\r\n\r\n{}',
    )
    assert read_parts("multipart/form-data; boundary=b", body) == [
        ("text/turtle", b"<a> <b> 1 ."),
        ("application/ld+json", b"{}"),
    ]


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("multipart/form-data", b"", 400),
        ("multipart/form-data; boundary=" + "b" * 71, b"", 400),
        ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data; name=a\r\n\r\nnever", 400),
        ("multipart/form-data; boundary=b", b"--b--\r\n", 400),
        (
            "multipart/form-data; boundary=b",
            _multipart(*[b"Content-Disposition: form-data; name=a\r\n\r\nx"] * 101),
            413,
        ),
    ],
)
def test_broken_parts(content_type: str, body: bytes, status: int) -> None:
    with pytest.raises(HttpProblem) as caught:
        read_parts(content_type, body)
    assert caught.value.status == status


@given(st.binary(max_size=300))
def test_any_body_is_read_or_refused(body: bytes) -> None:
    status = 200
    try:
        read_parts("multipart/form-data; boundary=b", b"--b\r\n" + body)
    except HttpProblem as error:
        status = error.status
    assert status in (200, 400, 413)


def test_tokens() -> None:
    tokens = Tokens(("first-token", "ключ"))
    for known in ("Bearer first-token", "bearer first-token", "Bearer ключ"):
        tokens.check(known)
    for unknown in (None, "", "Bearer", "Bearer ", "Basic first-token", "Bearer first-toke", "Bearer first-token2"):
        assert not tokens.knows(unknown)


def test_guessing_ends_in_429_and_the_right_token_still_works() -> None:
    tokens = Tokens(("right",))
    statuses = []
    for number in range(20):
        with pytest.raises(HttpProblem) as caught:
            tokens.check(f"Bearer {number}")
        statuses.append(caught.value.status)
    assert (statuses[0], statuses[-1]) == (401, 429)
    tokens.check("Bearer right")


def test_token_files(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "tokens"
    for text in ("", "\n# only this\n"):
        path.write_text(text)
        with pytest.raises(UsageError):
            read_tokens(path)
    path.write_text("short\n")
    path.chmod(0o644)
    tokens, warnings = read_tokens(path)
    assert tokens.knows("Bearer short")
    assert len(warnings) == 2
    with pytest.raises(UsageError):
        read_tokens(None)


@pytest.mark.parametrize(
    ("match", "none_match", "tags", "holds"),
    [
        ((), (), {"a"}, True),
        (("a",), (), {"a", "b"}, True),
        (("a-gzip",), (), {"a"}, True),
        (("c",), (), {"a"}, False),
        (("a",), (), set(), False),
        ((), ("a",), {"a"}, False),
        ((), ("c",), {"a"}, True),
    ],
)
def test_preconditions(match: tuple[str, ...], none_match: tuple[str, ...], tags: set[str], holds: bool) -> None:
    if holds:
        check_preconditions(ETags(match), ETags(none_match), tags)
        return
    with pytest.raises(HttpProblem) as caught:
        check_preconditions(ETags(match), ETags(none_match), tags)
    assert caught.value.status == 412


def test_only_where_there_is_nothing_and_only_where_there_is_something() -> None:
    everything = ETags(star_tag=True)
    check_preconditions(ETags(), everything, set())
    check_preconditions(everything, ETags(), {"a"})
    for arguments in ((ETags(), everything, {"a"}), (everything, ETags(), set())):
        with pytest.raises(HttpProblem):
            check_preconditions(*arguments)


def test_an_error_points_at_its_place() -> None:
    error = pointed(CodedError("QUERY001", "Wrong.", where="line 2 column 4"), "SELECT *\n{ ?s ?p }\n")
    assert document(error)["pointer"] == "{ ?s ?p }\n   ^"
    far = pointed(CodedError("QUERY001", "Wrong.", where="line 1 column 5000"), "x" * 4999 + "!" + "y" * 5000)
    shown, mark = document(far)["pointer"].split("\n")
    assert shown[len(mark) - 1] == "!"
    nowhere = CodedError("QUERY001", "Wrong.", where="line 9 column 1")
    assert pointed(nowhere, "one line") is nowhere
