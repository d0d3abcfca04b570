"""``/graph-store``: SPARQL 1.1 Graph Store HTTP Protocol. Reading always; writing on a server with ``--writable``.

https://www.w3.org/TR/sparql11-http-rdf-update/ — indirect with ``?default`` or ``?graph=IRI``; direct: every address
below ``/graph-store/direct/`` is itself the IRI of a graph, under the base of the edition and not under Host.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from uuid import uuid4

from flask import Blueprint, Response, request

from kg.edition import Edition
from kg.own.names import DEFAULT
from kg.store.query import QueryJob
from kg.store.terms import is_iri
from sparql_endpoint.conditional import check_preconditions
from sparql_endpoint.multipart import MEDIA_TYPE as MULTIPART
from sparql_endpoint.multipart import read_parts
from sparql_endpoint.negotiate import GRAPHS, preferred
from sparql_endpoint.own.edition import LiveEdition, check_name
from sparql_endpoint.problems import HttpProblem
from sparql_endpoint.protocol import graph_of
from sparql_endpoint.responses import answer_response, current_view, tagged
from sparql_endpoint.service import written as iri_text
from sparql_endpoint.update import written
from sparql_endpoint.writing import Writing, may_write, writing

blueprint = Blueprint("graph_store", __name__)

_DIRECT = "/graph-store/direct/"
_METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]
_NOT_IN_PATH = re.compile(
    r"%(?![0-9A-Fa-f]{2})|%(?:[01][0-9A-Fa-f]|7[Ff])|[^!-~]|[\"<>\\^`{|}]|(?:^|/)\.{1,2}(?:/|$)|//"
)
_READABLE = {name: types for name, types in GRAPHS.items() if name not in ("trig", "nq")}


@blueprint.route("/graph-store", methods=_METHODS, provide_automatic_options=False)
def indirect() -> Response:
    """The graph of ``?default`` or ``?graph=IRI``; POST without either makes a new graph."""
    if request.method == "OPTIONS":
        return _allowed()
    own = None if _only_reads() else may_write()
    base = current_view().edition.base
    if request.method == "POST" and not request.query_string:
        graph = base + _DIRECT + uuid4().hex
    else:
        graph = graph_of(request.query_string, f"{base}/graph-store")
    return _read(graph) if own is None else _write(own, graph)


@blueprint.route(f"{_DIRECT}<path:name>", methods=_METHODS, provide_automatic_options=False, merge_slashes=False)
def direct(name: str) -> Response:
    """The graph that the address names."""
    if request.method == "OPTIONS":
        return _allowed()
    own = None if _only_reads() else may_write()
    # As it was sent: the decoded path no longer tells %2F from a slash.
    raw = str(request.environ.get("REQUEST_URI", "")).partition("?")[0]
    path = raw.partition(_DIRECT)[2] if raw.startswith("/") else ""
    if not path or request.query_string or _NOT_IN_PATH.search(path):
        raise HttpProblem(400, "PROTOCOL010", "This address cannot be the IRI of a graph.", where=name[:200])
    graph = current_view().edition.base + _DIRECT + path
    if not is_iri(graph):
        raise HttpProblem(400, "PROTOCOL010", "This address cannot be the IRI of a graph.", where=name[:200])
    return _read(graph) if own is None else _write(own, graph)


def _only_reads() -> bool:
    return request.method in ("GET", "HEAD")


def _read(graph: str) -> Response:
    view = current_view()
    states = states_of(view.edition)
    if graph != DEFAULT and graph not in states:
        raise HttpProblem(404, "HTTP404", "There is no graph of this name.", where=graph[:200])
    name = _format()
    value = graph_tag(view.edition, graph, name)
    if request.if_none_match.contains(value) or request.if_none_match.star_tag:
        return _tagged(Response(status=304), view.edition, value)
    pattern = "?s ?p ?o" if graph == DEFAULT else f"GRAPH {iri_text(graph)} {{ ?s ?p ?o }}"
    job = QueryJob(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}", graph=name)
    return _tagged(answer_response(view.run(job), view.edition), view.edition, value)


def _write(own: Writing, graph: str) -> Response:
    method = request.method
    if method == "PATCH":
        raise HttpProblem(
            405, "HTTP405", "PATCH has no meaning here.", advice="Send an update to /update.",
            headers=(("Allow", _methods()),),
        )  # fmt: skip
    existed: list[bool] = []

    def check(edition: Edition) -> None:
        states = states_of(edition)
        there = graph == DEFAULT or graph in states
        tags = {graph_tag(edition, graph, name) for name in GRAPHS} if there else set()
        check_preconditions(request.if_match, request.if_none_match, tags)
        if method == "DELETE" and not there:
            raise HttpProblem(404, "HTTP404", "There is no graph of this name.", where=graph[:200])
        existed.append(there)

    parts = [] if method == "DELETE" else _documents()
    base = graph or f"{current_view().edition.base}/graph-store?default"
    order = {"do": method.lower(), "graph": graph, "base": base, "formats": [name for _, name in parts]}
    result = own.graphs.write(method.lower(), order, [data for data, _ in parts], _guarded(graph, check))
    response = written(Response(status=204 if existed[0] else 201), result)
    if not existed[0]:
        response.headers["Location"] = graph
    return response


def _guarded(graph: str, check: Callable[[Edition], None]) -> Callable[[Edition], None]:
    """check, after a refusal of graphs that are not the client's to change, also where nothing would change."""
    def guarded(edition: Edition) -> None:
        if isinstance(edition, LiveEdition):
            check_name(edition, graph)
        check(edition)

    return guarded


def _documents() -> list[tuple[bytes, str]]:
    """The body as documents: bytes and format. HttpProblem 415 for a type that is no RDF."""
    content_type = request.content_type or ""
    data = request.get_data()
    if content_type.partition(";")[0].strip().lower() == MULTIPART:
        return [(body, _format_of(media_type)) for media_type, body in read_parts(content_type, data)]
    return [(data, _format_of(content_type))]


def _format_of(content_type: str) -> str:
    media_type = content_type.partition(";")[0].strip().lower()
    for name, types in _READABLE.items():
        if media_type in types:
            return name
    known = ", ".join(types[0] for types in _READABLE.values())
    message = f"A body of type {media_type or 'unknown'} is no RDF graph."
    raise HttpProblem(415, "PROTOCOL004", message, advice=f"Send one of: {known}.")


def _format() -> str:
    explicit = request.args.get("format")
    found = explicit if explicit in GRAPHS else None
    if explicit is None:
        found = preferred(request.headers.get("Accept", ""), GRAPHS)[0]
    if found is None:
        raise HttpProblem(406, "HTTP406", "A graph comes as RDF only.", advice="Accept text/turtle.")
    return found


def states_of(edition: Edition) -> dict[str, str]:
    """Hash of each graph by its IRI; of the default graph as ``''``."""
    if isinstance(edition, LiveEdition):
        return dict(edition.states)
    return {name: str(entry["sha256"]) for name, entry in edition.manifest["graphs"].items()}


def graph_tag(edition: Edition, graph: str, format_name: str) -> str:
    """Entity tag of a graph in a format: it stays the same as long as the graph does, whatever happens to others."""
    state = states_of(edition).get(graph, edition.hash)
    return sha256("\0".join((graph, state, format_name)).encode()).hexdigest()[:24]


def _tagged(response: Response, edition: Edition, value: str) -> Response:
    response = tagged(response, edition)
    response.set_etag(value)
    response.headers["Vary"] = "Accept"
    return response


def _methods() -> str:
    return "GET, HEAD, OPTIONS" + (", PUT, POST, DELETE" if writing() else "")


def _allowed() -> Response:
    return Response(status=204, headers={"Allow": _methods()})
