"""``/sparql``: the protocol's query operation, the editor page, the service description."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template, request

from extractors.errors import CodedError
from kg.store.query import QueryJob
from sparql_endpoint.description import service_description
from sparql_endpoint.examples import example_groups
from sparql_endpoint.express import FAILED
from sparql_endpoint.guard import check_query
from sparql_endpoint.negotiate import GRAPHS, PAGE, preferred
from sparql_endpoint.problems import HttpProblem, pointed
from sparql_endpoint.protocol import HttpRequest, QueryRequest, parse_request
from sparql_endpoint.responses import current_view, tagged
from sparql_endpoint.results import table
from sparql_endpoint.service import View
from sparql_endpoint.services.services import Services

blueprint = Blueprint("sparql", __name__)

_ROWS_ON_PAGE = 500
_METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]


@blueprint.route("/sparql", methods=_METHODS, provide_automatic_options=False)
def sparql() -> Response:
    """What is no data: results as a page, the editor for browsers, the service description for tools, and problems.

    ``express`` has answered whatever else is a query, and hands over what went wrong with it.
    """
    if request.method == "OPTIONS":
        return _preflight()
    if FAILED in request.environ:
        raise request.environ[FAILED]
    asked = parse_request(
        HttpRequest(request.method, request.query_string, request.content_type or "", request.get_data())
    )
    view = current_view()
    if asked.query is None:
        return _without_query(view)
    try:
        return _page(view, asked)
    except CodedError as error:
        raise pointed(error, asked.query) from error


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
