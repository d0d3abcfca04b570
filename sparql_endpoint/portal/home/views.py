"""``/``, ``/questions/…`` and ``/help``."""

from __future__ import annotations

import csv
from io import StringIO
from itertools import chain

from flask import Blueprint, Response, jsonify, render_template, request

from kg.connections.writing import read_connections
from kg.crosswalks.tables import safe
from ontology.example_queries import example_query
from sparql_endpoint.portal.context import gettext, language
from sparql_endpoint.portal.home.inside import inside
from sparql_endpoint.portal.home.questions import QUESTIONS, Table, table, totals
from sparql_endpoint.portal.labels import labels
from sparql_endpoint.problems import HttpProblem
from sparql_endpoint.responses import current_view, not_modified, tagged
from sparql_endpoint.results import Term
from sparql_endpoint.service import View

blueprint = Blueprint("home", __name__)

_SHOWN = 3
"""Names beside a question."""
_NAMED = ("persons", "places", "bodies")


@blueprint.get("/")
def home() -> Response:
    """What is inside, one search box, the questions that connect the archives, and the edition."""
    view = current_view()
    if known := not_modified(view.edition, *_key()):
        return known
    told = inside(view.edition)
    found = totals(view)
    first = {
        key: [row["thing"] for row in read_connections(view.edition.path)[key]["rows"][:_SHOWN]]
        for key in _NAMED
        if key in found
    }
    iris = chain(*first.values(), (archive.iri for archive in told.archives))
    return _page(
        view,
        "home/home.html",
        stats=view.edition.stats,
        inside=told,
        names=labels(view, iris, language().fallback),
        questions=QUESTIONS if found else (),
        totals=found,
        first=first,
    )


@blueprint.get("/questions/<key>")
def question(key: str) -> Response:
    """The answer to a question as a page; as a table for spreadsheets or JSON by ?format=csv or json."""
    asked = next((each for each in QUESTIONS if each.key == key), None)
    if asked is None:
        known = ", ".join(each.key for each in QUESTIONS)
        raise HttpProblem(404, "HTTP404", "There is no such question.", advice=f"Questions: {known}.")
    view, wanted = current_view(), request.args.get("format", "html")
    if unchanged := not_modified(view.edition, *_key()):
        return unchanged
    if wanted == "json":
        return tagged(jsonify(read_connections(view.edition.path).get(key, {"total": 0, "rows": []})), view.edition)
    found = table(view, key, language().fallback, language().interface)
    if wanted == "csv":
        return _csv(view, key, found)
    example = example_query(asked.example, vocabulary=view.edition.vocabulary, base=view.edition.base)
    query = example.sparql.strip() if example else ""
    return _page(view, "home/question.html", question=asked, table=found, query=query, questions=QUESTIONS)


@blueprint.get("/help")
def help_page() -> Response:
    """How to read the pages."""
    view = current_view()
    return not_modified(view.edition, *_key()) or _page(view, "home/help.html")


def _csv(view: View, key: str, found: Table | None) -> Response:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if found is not None:
        heads = (each.value if isinstance(each, Term) else gettext(each) for each in found.columns)
        writer.writerow([safe(head) for head in heads])
        writer.writerows([safe(gettext(cell.text) if cell.text else cell.plain) for cell in row] for row in found.rows)
    response = Response("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f"attachment; filename={key}-edition-{view.edition.number}.csv"
    response.headers["Vary"] = "Accept-Language"
    return tagged(response, view.edition, *_key())


def _key() -> tuple[str, ...]:
    return request.path, language().code, request.query_string.decode("ascii", "replace")


def _page(view: View, template: str, **values: object) -> Response:
    page = render_template(template, base=view.edition.base, **values)
    response = Response(page, content_type="text/html; charset=utf-8")
    response.headers["Vary"] = "Accept, Accept-Language"
    return tagged(response, view.edition, *_key())
