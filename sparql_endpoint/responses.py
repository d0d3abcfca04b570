"""Answers, problems and cache headers as HTTP responses."""

from __future__ import annotations

import json
from hashlib import sha256

from flask import Response, current_app, render_template, request

from extractors.errors import CodedError
from kg.edition import Edition
from sparql_endpoint.metrics import NAME as METRICS
from sparql_endpoint.metrics import Metrics
from sparql_endpoint.negotiate import PAGE, preferred
from sparql_endpoint.problems import MEDIA_TYPE, document, headers_of, status_of
from sparql_endpoint.replies import unless_broken
from sparql_endpoint.results import Answer, Streamed
from sparql_endpoint.service import Service, View
from sparql_endpoint.writing import knows_client

_SMALL = 1 << 20


def current_view() -> View:
    """The current edition, for this request; queries end when the client goes away."""
    service: Service = current_app.extensions["sunqar"]
    gone = request.environ.get("waitress.client_disconnected", lambda: False)
    # Whoever has a token is trusted with a share of its own.
    return service.at(gone, "" if knows_client() else service.clients.key(request.environ))


def wants_page() -> bool:
    """Whether the client would rather have HTML than data (browsers name it, tools accept anything)."""
    accept = request.headers.get("Accept", "")
    if request.args.get("format") not in (None, "html"):
        return False
    if request.args.get("format") == "html":
        return True
    if "html" not in accept:
        return False
    data = {"json": ("application/json", "application/problem+json", "text/turtle", "application/ld+json")}
    return preferred(accept, PAGE)[1] >= preferred(accept, data)[1]


def answer_response(answer: Answer | Streamed, edition: Edition) -> Response:
    """An answer with its edition. A whole one has its length, and a mark where it was cut off.

    Of one that is streamed, the connection is broken where a limit cuts it off: nobody can take it for whole.
    """
    small = isinstance(answer, Answer) and answer.size <= _SMALL
    body = answer.read() if isinstance(answer, Answer) and small else unless_broken(answer)
    response = Response(body, content_type=answer.media_type)
    response.headers["Vary"] = "Accept"
    if not small:
        response.call_on_close(answer.close)
    if isinstance(answer, Answer):
        response.content_length = answer.size
        if answer.outcome.truncated:
            response.headers["X-Sunqar-Truncated"] = f"rows={answer.outcome.rows}"
    else:
        service: Service = current_app.extensions["sunqar"]
        limits = service.limits
        response.headers["X-Sunqar-Limits"] = f"rows={limits.max_rows} bytes={limits.max_bytes}"
    return tagged(response, edition)


def tag(edition: Edition, *parts: str) -> str:
    """Entity tag of what depends on the edition and the parts alone."""
    return sha256("\0".join((edition.hash, *parts)).encode()).hexdigest()[:24]


def not_modified(edition: Edition, *parts: str) -> Response | None:
    """304 where the client has what would be sent."""
    value = tag(edition, *parts)
    if request.if_none_match.contains(value):
        return tagged(Response(status=304), edition, *parts)
    return None


def tagged(response: Response, edition: Edition, *parts: str) -> Response:
    """With ETag (where parts are given) and the number of the edition."""
    if parts:
        response.set_etag(tag(edition, *parts))
    response.headers["X-Sunqar-Edition"] = str(edition.number)
    response.headers["Cache-Control"] = "public, no-cache"
    return response


def problem_response(error: CodedError) -> Response:
    """A problem document, or a page that says the same to a browser."""
    counts: Metrics = current_app.extensions[METRICS]
    counts.problem(error.code)
    status = status_of(error)
    body = document(error)
    if wants_page():
        page = render_template("problem.html", problem=body, where=error.where)
        response = Response(page, status=status, content_type="text/html; charset=utf-8")
    else:
        response = Response(json.dumps(body, ensure_ascii=False) + "\n", status=status, content_type=MEDIA_TYPE)
    response.headers["Vary"] = "Accept, Accept-Language"
    for name, value in headers_of(error):
        response.headers[name] = value
    return response
