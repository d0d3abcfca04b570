"""The page itself: the editor with a query, what it gave, or what went wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from flask import Response, current_app, render_template, request

from extractors.errors import CodedError
from kg.store.query import QueryJob
from kg.store.terms import is_iri
from sparql_endpoint.examples import Example, example_groups, example_of
from sparql_endpoint.guard import check_query
from sparql_endpoint.portal.address import root
from sparql_endpoint.portal.context import language
from sparql_endpoint.portal.labels import labels
from sparql_endpoint.portal.query.links import LONGEST, ShortLinks, key_of
from sparql_endpoint.portal.query.shapes import MOST_POINTS, Shapes, shapes
from sparql_endpoint.portal.query.snippets import Kind, Snippet, snippets
from sparql_endpoint.portal.reconcile.facts import points
from sparql_endpoint.problems import document, headers_of, pointed, status_of
from sparql_endpoint.protocol import QueryRequest
from sparql_endpoint.responses import tagged
from sparql_endpoint.results import Table, Term, table
from sparql_endpoint.service import View
from sparql_endpoint.services.services import Services

LINKS = "sunqar.queries"
"""The extension of the application that holds its ShortLinks, where it has any."""
ROWS = 200
"""Rows that the page shows; the downloads have all."""
_LINKED = 4000
"""Characters of a query that links to its other formats carry; longer ones are asked for by the form."""
TOO_MUCH = frozenset({"POOL001", "POOL002", "QUERY005", "QUERY006", "BUDGET001"})
"""What a cheaper query would not have met."""


@dataclass(frozen=True)
class Result:
    """What a query gave: a table or Turtle, in how many rows and seconds, and what else it can be shown as."""

    seconds: float
    rows: int
    truncated: bool
    table: Table | None = None
    turtle: str = ""
    shapes: Shapes = field(default_factory=Shapes)
    names: dict[str, Term] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        """As snippets have it."""
        if self.table is None:
            return "graph"
        return "table" if self.table.boolean is None else "truth"


def query_page(view: View, asked: QueryRequest) -> Response:
    """The page for a request that takes HTML: with a query, its result; with ?example=, that of the example."""
    query, example = (asked.query or "").replace("\r\n", "\n"), None
    name = request.values.get("example", "")
    if not query.strip() and name and (example := example_of(view.edition, name)) is not None:
        query = example.query
    if not query.strip():
        return _page(view, "", 200)
    try:
        result = _result(view, QueryRequest(query, asked.default_graphs, asked.named_graphs))
    except CodedError as error:
        told = pointed(error, query)
        response = _page(view, query, status_of(told), example=example, problem=_problem(told))
        for header, value in headers_of(told):
            response.headers[header] = value
        return response
    return _page(view, query, 200, example=example, result=result)


def _result(view: View, asked: QueryRequest) -> Result:
    query = asked.query or ""
    check_query(query, view.limits, service=True)
    job = QueryJob(query, default_graphs=asked.default_graphs, named_graphs=asked.named_graphs, max_rows=ROWS)
    services: Services = current_app.extensions["sunqar.services"]
    if (plan := services.plan(query, view.edition)) is not None:
        job = services.without_service(plan, job, view.edition, view.run)
    answer = view.run(job)
    if answer.outcome.kind == "graph":
        turtle = answer.read().decode()
        return Result(answer.seconds, answer.outcome.rows, answer.outcome.truncated, turtle=turtle)
    found = table(answer)
    shown = shapes(found, _located(view, found))
    ends = {end.value for edge in shown.edges for end in (edge.source, edge.target) if end.kind == "uri"}
    ends |= {bar.label.value for bar in shown.bars if bar.label.kind == "uri"}
    names = labels(view, (iri for iri in ends if is_iri(iri)), language().fallback) if ends else {}
    return Result(answer.seconds, answer.outcome.rows, found.truncated, found, shapes=shown, names=names)


def _located(view: View, found: Table) -> dict[str, tuple[float, float]]:
    """Where the places of a result lie whose coordinates it does not tell."""
    start = f"{view.edition.base}/id/place/"
    named = {term.value for row in found.rows for term in row.values() if term.kind == "uri"}
    places = sorted(iri for iri in named if iri.startswith(start) and is_iri(iri))[:MOST_POINTS]
    return {iri: at[0] for iri, at in points(view, places).items() if at} if places else {}


def _problem(error: CodedError) -> dict[str, Any]:
    return document(error) | {"too_much": error.code in TOO_MUCH, "place": error.where}


def _page(
    view: View,
    query: str,
    status: int,
    *,
    example: Example | None = None,
    result: Result | None = None,
    problem: dict[str, Any] | None = None,
) -> Response:
    wanted = request.values.get("view", "table")
    views = ("table", *result.shapes.views) if result and result.table else ()
    page = render_template(
        "query/page.html",
        query=query,
        example=example,
        groups=example_groups(view.edition),
        limits=view.limits,
        result=result,
        problem=problem,
        views=views,
        chosen=wanted if wanted in views else "table",
        base=view.edition.base,
        short=_short(view, query),
        may_shorten=bool(query) and _may_shorten(query),
        linked=len(query) <= _LINKED,
        codes=_snippets(view, query, result),
    )
    response = tagged(Response(page, status=status, content_type="text/html; charset=utf-8"), view.edition)
    response.headers["Vary"] = "Accept, Accept-Language"
    return response


def links() -> ShortLinks | None:
    """The short links of this server; None where it keeps none."""
    found: ShortLinks | None = current_app.extensions.get(LINKS)
    return found


def _may_shorten(query: str) -> bool:
    return links() is not None and len(query.encode()) <= LONGEST


def _short(view: View, query: str) -> str:
    """The short link that was just made, as ?short= says; only where it does lead to this query."""
    key, kept = request.values.get("short", ""), links()
    if not query or kept is None or key != key_of(query) or kept.query(key) is None:
        return ""
    return f"{root(view.edition.base)}/q/{quote(key)}"


def _snippets(view: View, query: str, result: Result | None) -> tuple[Snippet, ...]:
    if result is None:
        return ()
    return snippets(f"{root(view.edition.base)}/sparql", query, kind=result.kind)
