"""``/sparql``: the protocol's query operation, the editor page, the service description."""

from __future__ import annotations

from flask import Blueprint, Response, request

from sparql_endpoint.description import service_description
from sparql_endpoint.express import FAILED
from sparql_endpoint.negotiate import GRAPHS, PAGE, preferred
from sparql_endpoint.portal.query.page import query_page
from sparql_endpoint.problems import HttpProblem
from sparql_endpoint.protocol import HttpRequest, QueryRequest, parse_request
from sparql_endpoint.responses import current_view
from sparql_endpoint.service import View

blueprint = Blueprint("sparql", __name__)

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
        return _without_query(view, asked)
    return query_page(view, asked)


def _without_query(view: View, asked: QueryRequest) -> Response:
    """The editor for whoever names HTML, unless RDF is liked better; the description for all others."""
    explicit = request.args.get("format")
    accept = request.headers.get("Accept", "")
    graph, quality = preferred(accept, GRAPHS)
    page_quality = preferred(accept, PAGE)[1] if "html" in accept else 0.0
    if explicit == "html" or (explicit is None and page_quality > 0 and page_quality >= quality):
        return query_page(view, asked)
    chosen = explicit if explicit in GRAPHS else graph
    if chosen is None:
        raise HttpProblem(
            406, "HTTP406", "Without a query there is a page, or a description in RDF.", advice="Accept text/turtle."
        )
    return service_description(view, chosen)


def _preflight() -> Response:
    response = Response(status=204)
    response.headers["Allow"] = "GET, HEAD, POST, OPTIONS"
    response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, POST, OPTIONS"
    response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type"
    response.headers["Access-Control-Max-Age"] = "86400"
    return response
