"""Requests that fail count against their client; one that made too many gets 429 until its budget has filled again.

Processing time is metered where queries run (``turn``); this is about what never gets there, too.
"""

from __future__ import annotations

from flask import Flask, Response, current_app, g, request

from sparql_endpoint.express import FAILED
from sparql_endpoint.service import Service
from sparql_endpoint.writing import knows_client

_METERED = ("/sparql", "/update", "/graph-store")
_NOT_TO_BLAME = frozenset({404, 405, 406, 408, 429, 499, 502, 503})


def install(app: Flask) -> None:
    """Meter the protocol's addresses. Pages are metered by the time of their queries alone."""
    app.before_request(_check)
    app.after_request(_note)


def _check() -> None:
    """OverBudget before anything is read of the request."""
    if request.path.startswith(_METERED) and not knows_client():
        service: Service = current_app.extensions["sunqar"]
        g.client = service.clients.key(request.environ)
        if FAILED not in request.environ:  # else the query has run, and what it met is to be told
            service.pool.budgets.check(g.client)


def _note(response: Response) -> Response:
    status = response.status_code
    if status >= 400 and status not in _NOT_TO_BLAME and "client" in g:
        service: Service = current_app.extensions["sunqar"]
        service.pool.budgets.spend(g.client, errors=1)
    return response
