"""``/sparql``: the protocol's query operation, the editor page, the service description."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template, request

from extractors.errors import CodedError
from kg.store.query import QueryJob
from sparql_endpoint.description import service_description
from sparql_endpoint.examples import example_groups
from sparql_endpoint.guard import check_query
from sparql_endpoint.negotiate import GRAPHS, PAGE, SOLUTIONS, preferred
from sparql_endpoint.problems import HttpProblem, pointed
from sparql_endpoint.protocol import HttpRequest, QueryRequest, parse_request
from sparql_endpoint.responses import answer_response, answer_to, current_view, not_modified, tagged
from sparql_endpoint.results import table
from sparql_endpoint.service import View
from sparql_endpoint.services.services import Services

blueprint = Blueprint("sparql", __name__)

_ROWS_ON_PAGE = 500
_METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]


@blueprint.route("/sparql", methods=_METHODS, provide_automatic_options=False)
def sparql() -> Response:
    """Answer a query; without one, the editor for browsers and the service description for tools."""
    if request.method == "OPTIONS":
        return _preflight()
    asked = parse_request(
        HttpRequest(request.method, request.query_string, request.content_type or "", request.get_data())
    )
    view = current_view()
    if asked.query is None:
        return _without_query(view)
    solutions, graph, as_page = _formats(asked)
    if as_page:
        return _page(view, asked)
    try:
        return _answer(view, asked, solutions, graph)
    except CodedError as error:
        raise pointed(error, asked.query) from error


def _answer(view: View, asked: QueryRequest, solutions: str | None, graph: str | None) -> Response:
    assert asked.query is not None  # noqa: S101 (the caller has looked)
    check_query(asked.query, view.limits, service=True)
    services: Services = current_app.extensions["sunqar.services"]
    plan = services.plan(asked.query, view.edition)
    remote = plan is not None and plan.remote
    key = ("sparql", asked.query, str(solutions), str(graph), *asked.default_graphs, "|", *asked.named_graphs)
    if request.method != "POST" and not remote and (known := not_modified(view.edition, *key)):
        return known
    job = QueryJob(
        asked.query,
        solutions,
        graph,
        default_graphs=asked.default_graphs,
        named_graphs=asked.named_graphs,
        max_rows=view.limits.max_rows,
        max_bytes=view.limits.max_bytes,
    )
    if plan is not None:
        job = services.without_service(plan, job, view.edition, view.run)
    response = tagged(answer_response(answer_to(view, job), view.edition), view.edition, *(() if remote else key))
    if remote:
        response.headers["Cache-Control"] = "no-store"  # the edition does not tell what others answer
    return response


def _formats(asked: QueryRequest) -> tuple[str | None, str | None, bool]:
    """Format of tables, format of graphs, and whether a page of HTML is wanted. 406 where nothing fits."""
    if asked.format is not None:
        name = {"turtle": "ttl", "ntriples": "nt", "rdfxml": "rdf", "json-ld": "jsonld"}.get(asked.format, asked.format)
        if name == "html":
            return "json", "ttl", True
        if name not in SOLUTIONS and name not in GRAPHS:
            known = ", ".join([*SOLUTIONS, *GRAPHS, "html"])
            raise HttpProblem(406, "HTTP406", f"There is no format {name!r}.", advice=f"Formats: {known}.")
        # A format of one kind leaves the default to the other kind, so that ?format=json serves CONSTRUCT too.
        graph = {"json": "jsonld", "xml": "rdf"}.get(name, "ttl")
        return (name, graph, False) if name in SOLUTIONS else ("json", name, False)
    accept = request.headers.get("Accept", "")
    solutions, quality = preferred(accept, SOLUTIONS)
    graph_format, graph_quality = preferred(accept, GRAPHS)
    _, page_quality = preferred(accept, PAGE)
    if "html" in accept and page_quality >= max(quality, graph_quality):
        return "json", "ttl", True
    if solutions is None and graph_format is None:
        raise HttpProblem(
            406,
            "HTTP406",
            "None of the accepted formats is offered.",
            advice="Accept application/sparql-results+json, text/csv, text/turtle or another of the description.",
        )
    return solutions, graph_format, False


def _without_query(view: View) -> Response:
    """The editor for whoever names HTML, unless RDF is liked better; the description for all others."""
    explicit = request.args.get("format")
    accept = request.headers.get("Accept", "")
    graph, quality = preferred(accept, GRAPHS)
    page_quality = preferred(accept, PAGE)[1] if "html" in accept else 0.0
    if explicit == "html" or (explicit is None and page_quality > 0 and page_quality >= quality):
        return _editor(view, "")
    chosen = explicit if explicit in GRAPHS else graph
    if chosen is None:
        raise HttpProblem(
            406, "HTTP406", "Without a query there is a page, or a description in RDF.", advice="Accept text/turtle."
        )
    return service_description(view, chosen)


def _page(view: View, asked: QueryRequest) -> Response:
    """Result as a table, or a graph as Turtle, below the editor."""
    query = asked.query or ""
    if not query.strip():
        return _editor(view, "")
    check_query(query, view.limits, service=True)
    job = QueryJob(
        query,
        default_graphs=asked.default_graphs,
        named_graphs=asked.named_graphs,
        max_rows=_ROWS_ON_PAGE,
    )
    services: Services = current_app.extensions["sunqar.services"]
    if (plan := services.plan(query, view.edition)) is not None:
        job = services.without_service(plan, job, view.edition, view.run)
    answer = view.run(job)
    if answer.outcome.kind == "graph":
        turtle = answer.read().decode()
        return _editor(view, query, turtle=turtle, rows=answer.outcome.rows, seconds=answer.seconds)
    found = table(answer)
    return _editor(view, query, table=found, rows=answer.outcome.rows, seconds=answer.seconds)


def _editor(view: View, query: str, **result: object) -> Response:
    groups = example_groups(view.edition)
    page = render_template("sparql.html", query=query, examples=groups, limits=view.limits, **result)
    response = Response(page, content_type="text/html; charset=utf-8")
    response.headers["Vary"] = "Accept, Accept-Language"
    return tagged(response, view.edition)


def _preflight() -> Response:
    response = Response(status=204)
    response.headers["Allow"] = "GET, HEAD, POST, OPTIONS"
    response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, POST, OPTIONS"
    response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type"
    response.headers["Access-Control-Max-Age"] = "86400"
    return response
