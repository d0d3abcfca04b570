"""Addresses beside the query page: short links, terms for completion, notebooks."""

from __future__ import annotations

import json

from flask import Blueprint, Response, jsonify, request

from sparql_endpoint.examples import example_of
from sparql_endpoint.guard import check_query
from sparql_endpoint.portal.address import root
from sparql_endpoint.portal.context import gettext as _
from sparql_endpoint.portal.context import language, local_url
from sparql_endpoint.portal.query.links import LONGEST
from sparql_endpoint.portal.query.page import links
from sparql_endpoint.portal.query.snippets import Kind, notebook
from sparql_endpoint.portal.query.terms import terms
from sparql_endpoint.problems import HttpProblem
from sparql_endpoint.responses import current_view, not_modified, tagged, wants_page
from sparql_endpoint.service import View

blueprint = Blueprint("query", __name__)

_COST_S = 1.0
"""Processing time that a new short link counts for in its client's budget: one a second, over time."""


@blueprint.post("/q")
def shorten() -> Response:
    """Keep a query, and lead to its page, which shows the link; JSON ``{"url"}`` for scripts."""
    view = current_view()
    budgets = view.pool.budgets
    budgets.check(view.client)
    budgets.check_long(view.client)
    query = _query(view, request.form.get("query", ""))
    kept = links()
    key = kept.keep(query) if kept is not None else None
    if key is None:
        message = "This server keeps no short link to the query."
        advice = f"Use the long address; queries of over {LONGEST} bytes have no other."
        raise HttpProblem(403, "QUERYPAGE001", message, advice=advice)
    budgets.spend(view.client, seconds=_COST_S)
    if not wants_page():
        return jsonify(url=f"{root(view.edition.base)}/q/{key}")
    address = local_url("sparql.sparql", format="html", query=query, short=key, view=request.form.get("view") or None)
    return Response(status=303, headers={"Location": address})


@blueprint.get("/q/<key>")
def follow(key: str) -> Response:
    """The page of the query that the key stands for: an address of this server, whatever was kept."""
    kept = links()
    query = kept.query(key) if kept is not None else None
    if query is None:
        raise HttpProblem(404, "HTTP404", "There is no such short link.", advice="Ask for the long address.")
    address = local_url("sparql.sparql", format="html", query=query, view=request.args.get("view"))
    response = Response(status=302, headers={"Location": address})
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@blueprint.get("/sparql/terms")
def completions() -> Response:
    """Prefixes, classes and properties for the editor, with labels in the language of the page."""
    view = current_view()
    key = ("terms", *language().interface)
    known = not_modified(view.edition, *key)
    return known or tagged(jsonify(terms(view, language().interface)), view.edition, *key)


@blueprint.get("/sparql/notebook")
def as_notebook() -> Response:
    """The query as a Jupyter notebook."""
    view = current_view()
    example = example_of(view.edition, request.args.get("example", ""))
    query = example.query if example else _query(view, request.args.get("query", ""))
    address = f"{root(view.edition.base)}/sparql"
    about = _("A query to %(address)s, edition %(number)s") % {"address": address, "number": view.edition.number}
    kinds: dict[str, Kind] = {"graph": "graph", "truth": "truth"}
    made = notebook(address, query, about, kind=kinds.get(request.args.get("kind", ""), "table"))
    response = Response(json.dumps(made, ensure_ascii=False, indent=1), content_type="application/x-ipynb+json")
    response.headers["Content-Disposition"] = 'attachment; filename="query.ipynb"'
    return tagged(response, view.edition)


def _query(view: View, text: str) -> str:
    query = text.replace("\r\n", "\n")
    if not query.strip() or "\0" in query:
        raise HttpProblem(400, "PROTOCOL002", "The request has no query.", advice="Send one as query=.")
    check_query(query, view.limits, service=True)
    return query
