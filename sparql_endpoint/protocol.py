"""SPARQL 1.1 Protocol with no I/O in it: the parts of a request in, a query or an update out.

https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote_to_bytes, urljoin

from kg.store.terms import is_iri
from sparql_endpoint.problems import HttpProblem

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_MAX_FIELDS = 500
_STORE_HELP = "See https://www.w3.org/TR/sparql11-http-rdf-update/#graph-identification"
_QUERY_HELP = "See https://www.w3.org/TR/sparql11-protocol/#query-operation"
_UPDATE_HELP = "See https://www.w3.org/TR/sparql11-protocol/#update-operation"


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """What the protocol looks at; content_type as sent, query_string without the question mark."""

    method: str
    query_string: bytes
    content_type: str = ""
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """query is None where a GET asks for no query: then the editor or the service description is meant."""

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str | None = None


@dataclass(frozen=True, slots=True)
class UpdateRequest:
    """An update, and the dataset that the request gives to every WHERE in it."""

    update: str
    using: tuple[str, ...] = ()
    using_named: tuple[str, ...] = ()


def parse_request(request: HttpRequest) -> QueryRequest:
    """The query that was asked. HttpProblem with the status that the protocol wants, for everything else."""
    fields = _fields(request.query_string)
    if request.method in ("GET", "HEAD"):
        return _request(fields, _single(fields, "query"))
    if request.method != "POST":
        raise _not_allowed(request.method, "Use GET or POST.", "GET, HEAD, POST, OPTIONS")
    media_type = _media_type(request.content_type)
    if media_type == FORM:
        fields += _fields(request.body)
        query = _single(fields, "query")
    elif media_type == QUERY:
        if any(name == "query" for name, _ in fields):
            raise _bad("PROTOCOL001", "The query is given twice, in the URL and in the body.")
        query = _text(request.body)
    elif media_type == UPDATE:
        raise read_only()
    else:
        raise HttpProblem(
            415,
            "PROTOCOL004",
            f"A body of type {media_type or 'unknown'} is no query.",
            advice=f"Send {QUERY}, or a form as {FORM}.",
        )
    asked = _request(fields, query)
    if query is None:
        raise _bad("PROTOCOL002", "The request has no query.")
    return asked


def parse_update(request: HttpRequest) -> UpdateRequest:
    """The update that was sent. HttpProblem with the status that the protocol wants, for everything else."""
    if request.method != "POST":
        raise _not_allowed(request.method, "Send the update with POST.", "POST, OPTIONS")
    fields = _fields(request.query_string)
    if any(name == "update" for name, _ in fields):
        raise _bad("PROTOCOL001", "An update stands in the body, never in the URL.", _UPDATE_HELP)
    media_type = _media_type(request.content_type)
    if media_type == FORM:
        fields += _fields(request.body)
        update = _single(fields, "update")
    elif media_type == UPDATE:
        update = _text(request.body)
    else:
        raise HttpProblem(
            415,
            "PROTOCOL004",
            f"A body of type {media_type or 'unknown'} is no update.",
            advice=f"Send {UPDATE}, or a form as {FORM}.",
        )
    if update is None:
        raise _bad("PROTOCOL002", "The request has no update.", _UPDATE_HELP)
    if any(name in ("query", "default-graph-uri", "named-graph-uri") for name, _ in fields):
        raise _bad("PROTOCOL001", "The request mixes an update with parts of a query.", _UPDATE_HELP)
    return UpdateRequest(
        update,
        tuple(value for name, value in fields if name == "using-graph-uri"),
        tuple(value for name, value in fields if name == "using-named-graph-uri"),
    )


def graph_of(query_string: bytes, address: str) -> str:
    """The graph that ``?default`` or ``?graph=IRI`` names; ``''`` for the default graph. HttpProblem 400 otherwise.

    address: what a relative IRI is resolved against.
    """
    fields = [(name, value) for name, value in _fields(query_string) if name != "format"]
    if len(fields) == 1 and fields[0][0] == "default" and not fields[0][1]:
        return ""
    if len(fields) != 1 or fields[0][0] != "graph" or not fields[0][1]:
        raise _bad("PROTOCOL010", "The request has to name one graph, with ?default or ?graph=IRI.", _STORE_HELP)
    iri = urljoin(address, fields[0][1])
    if not is_iri(iri):
        raise _bad("PROTOCOL009", "The graph is named by something that is no IRI.", _STORE_HELP)
    return iri


def read_only() -> HttpProblem:
    """For every kind of update where none is taken."""
    return HttpProblem(
        403,
        "PROTOCOL005",
        "This endpoint only answers questions.",
        advice="The graph changes by publishing a new edition; a server with --writable takes updates at /update.",
    )


def _request(fields: list[tuple[str, str]], query: str | None) -> QueryRequest:
    if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in fields):
        raise read_only()
    if query is not None and "\0" in query:
        raise _bad("PROTOCOL003", "The query holds a NUL character.")
    return QueryRequest(
        query,
        tuple(value for name, value in fields if name == "default-graph-uri"),
        tuple(value for name, value in fields if name == "named-graph-uri"),
        _single(fields, "format"),
    )


def _fields(data: bytes) -> list[tuple[str, str]]:
    """As ``urllib.parse.parse_qsl`` reads them, in half its time."""
    pairs = data.split(b"&")
    if len(pairs) > _MAX_FIELDS:
        raise _bad("PROTOCOL006", f"The request has more than {_MAX_FIELDS} fields.")
    try:
        parted = [pair.partition(b"=") for pair in pairs if pair]
        return [(_decoded(name), _decoded(value)) for name, _, value in parted]
    except UnicodeDecodeError as error:
        raise _bad("PROTOCOL003", "The request is not valid UTF-8, percent-encoded.") from error


def _decoded(text: bytes) -> str:
    text.decode("ascii")  # what is not percent-encoded must be
    return unquote_to_bytes(text.replace(b"+", b" ")).decode()


def _single(fields: list[tuple[str, str]], name: str) -> str | None:
    values = [value for key, value in fields if key == name]
    if len(values) > 1:
        raise _bad("PROTOCOL001", f"The request has more than one {name}.")
    return values[0] if values else None


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _bad("PROTOCOL003", "The body is not valid UTF-8.") from error


def _media_type(content_type: str) -> str:
    media_type, _, parameters = content_type.partition(";")
    charset = next((p.partition("=")[2] for p in parameters.split(";") if p.strip().lower().startswith("charset=")), "")
    if charset.strip().strip('"').lower() not in ("", "utf-8", "utf8"):
        raise _bad("PROTOCOL003", f"The body says that it is in {charset.strip()[:40]}; only UTF-8 is read.")
    return media_type.strip().lower()


def _not_allowed(method: str, advice: str, allowed: str) -> HttpProblem:
    message = f"{method} has no meaning here."
    return HttpProblem(405, "HTTP405", message, advice=advice, headers=(("Allow", allowed),))


def _bad(code: str, message: str, advice: str = _QUERY_HELP) -> HttpProblem:
    return HttpProblem(400, code, message, advice=advice)
