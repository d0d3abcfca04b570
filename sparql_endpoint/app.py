"""The web application: blueprints, headers that every answer has, and errors as problem documents."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from secrets import token_hex

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException

from extractors.errors import CodedError
from kg.edition import Edition
from sparql_endpoint import (
    compression,
    definitions,
    dereference,
    description,
    graph_store,
    metering,
    openapi,
    operations,
    sparql,
    update,
)
from sparql_endpoint.cache import AnswerCache
from sparql_endpoint.express import Express
from sparql_endpoint.iiif import routes as iiif
from sparql_endpoint.limits import Limits
from sparql_endpoint.metrics import NAME as METRICS
from sparql_endpoint.metrics import Metrics, states_of
from sparql_endpoint.portal import pages
from sparql_endpoint.portal.cite import views as cite
from sparql_endpoint.portal.compare import views as compare
from sparql_endpoint.portal.context import install
from sparql_endpoint.portal.home import views as home
from sparql_endpoint.portal.paths import views as paths
from sparql_endpoint.portal.query import routes as query
from sparql_endpoint.portal.reconcile import views as reconcile
from sparql_endpoint.portal.report import views as report
from sparql_endpoint.portal.review import views as review
from sparql_endpoint.portal.search import views as search
from sparql_endpoint.problems import HttpProblem
from sparql_endpoint.responses import problem_response
from sparql_endpoint.service import Service
from sparql_endpoint.services.policy import Policy
from sparql_endpoint.services.services import Services
from sparql_endpoint.writing import NAME, Writing

# `self` alone: no page loads anything from elsewhere, runs an inline script or can be framed by a stranger.
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)

_OF_THE_DATA = ("/sparql", "/graph-store", "/data/", "/id/", "/dataset")
"""Addresses below which every answer says where the data set is described."""


def create_app(
    editions: Callable[[], Edition],
    limits: Limits | None = None,
    policy: Policy | None = None,
    writing: Writing | None = None,
) -> Flask:
    """The application over the current edition. Close it with ``app.extensions["sunqar"].close()``.

    editions is called once a request; RunAborted from it becomes 503. policy: what SERVICE may do. writing: who may
    write, and where to; None where nobody may.
    """
    limits = limits or Limits()
    app = Flask(__name__, template_folder="portal/templates", static_folder="portal/static")
    app.config["MAX_CONTENT_LENGTH"] = max(limits.max_body_bytes, limits.max_write_bytes if writing else 0)
    app.json.ensure_ascii = False  # type: ignore[attr-defined] # the default provider has it
    app.extensions["sunqar"] = Service.start(editions, limits)
    app.extensions["sunqar.services"] = Services(policy or Policy())
    app.extensions["sunqar.cache"] = AnswerCache(limits.answer_cache_mib << 20)
    app.extensions[NAME] = writing
    app.extensions[METRICS] = counts = Metrics()
    counts.add(states_of(app))
    app.url_map.strict_slashes = False
    install(app)
    for module in (sparql, update, graph_store, dereference, description, definitions, openapi, operations, pages):
        app.register_blueprint(module.blueprint)
    app.register_blueprint(home.blueprint)
    app.register_blueprint(query.blueprint)
    app.register_blueprint(reconcile.blueprint)
    app.register_blueprint(review.blueprint)
    app.register_blueprint(iiif.blueprint)
    for part in (cite, compare, paths, report):
        app.register_blueprint(part.blueprint)
    app.register_blueprint(search.blueprint)
    metering.install(app)
    app.before_request(_check_size)
    app.before_request(compression.read_tags)
    # Those registered last run first.
    app.after_request(compression.compress)
    app.after_request(_add_headers)
    app.register_error_handler(CodedError, problem_response)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected)
    app.extensions["sunqar.express"] = express = _express(app, writing)
    app.wsgi_app = counts.watch(express)  # type: ignore[method-assign, assignment] # as Flask's documentation has it
    return app


def _express(app: Flask, writing: Writing | None) -> Express:
    """What answers queries before Flask does, with the headers that Flask's answers have."""
    with app.test_request_context("/sparql"):
        bare = _add_headers(Response())
    standing = tuple(pair for pair in bare.headers if pair[0] not in ("Content-Type", "Content-Length"))
    service, services, kept = (app.extensions[name] for name in ("sunqar", "sunqar.services", "sunqar.cache"))
    return Express(app.wsgi_app, service, services, kept, writing, standing)


def _check_size() -> None:
    limits: Limits = current_app.extensions["sunqar"].limits
    if len(request.full_path) > limits.max_url_bytes or len(request.query_string) > limits.max_url_bytes:
        raise HttpProblem(
            414,
            "HTTP414",
            f"The URL is longer than {limits.max_url_bytes} bytes.",
            advice="Send the query in the body of a POST.",
        )
    most, advice = limits.max_body_bytes, "Ask in parts, or use VALUES with fewer members."
    if current_app.extensions[NAME] is not None and _writes():
        most, advice = limits.max_write_bytes, "Write in parts."
    if request.content_length is not None and request.content_length > most:
        raise HttpProblem(413, "HTTP413", f"The body is larger than {most} bytes.", advice=advice)


def _writes() -> bool:
    """Whether the request is one that writes, going by its address and method alone."""
    store = request.path.startswith("/graph-store") and request.method not in ("GET", "HEAD", "OPTIONS")
    return store or request.path.rstrip("/") == "/update"


def _add_headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", _POLICY)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    # What can be read here is public, and no answer depends on who asks. Writing and review are not for other sites.
    if not _writes() and not request.path.startswith("/review"):
        headers["Access-Control-Allow-Origin"] = "*"
        headers["Access-Control-Expose-Headers"] = (
            "ETag, Link, Retry-After, X-Sunqar-Edition, X-Sunqar-Limits, X-Sunqar-Truncated"
        )
    if request.path.startswith(_OF_THE_DATA):
        headers.add("Link", '</.well-known/void>; rel="describedby"; type="text/turtle"')
    headers["Server"] = _server()
    return response


@cache
def _server() -> str:
    """Reading the version takes longer than many a query."""
    return f"sunqar/{version('sunqar')}"


def _http_error(error: HTTPException) -> Response:
    status = error.code or 500
    headers = tuple((name, value) for name, value in error.get_headers() if name in ("Allow", "Location"))
    if status in (301, 302, 303, 307, 308):
        return Response(status=status, headers=headers)
    problem = HttpProblem(status, f"HTTP{status}", error.name + ".", advice=error.description or "", headers=headers)
    return problem_response(problem)


def _unexpected(error: Exception) -> Response:
    """A fault of ours: logged with its trace, told without it. The mark is in both. No address that was asked for."""
    mark, route = token_hex(4), request.url_rule.rule if request.url_rule else "none"
    current_app.logger.exception("request %s failed: %s %s", mark, request.method, route, exc_info=error)
    advice = f"Whoever runs this server finds it in the log by the mark {mark}."
    return problem_response(HttpProblem(500, "HTTP500", "The server met an error of its own.", advice=advice))
