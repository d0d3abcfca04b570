"""Lists of all things of a kind: they stand in a static site where the portal has its search."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, render_template

from extractors.languages.fold import fold
from sparql_endpoint.portal.context import language
from sparql_endpoint.portal.labels import labels
from sparql_endpoint.responses import current_view

blueprint = Blueprint("browse", __name__)
THINGS = "sunqar.static"
"""Key of the application's things, by kind, among its extensions."""


@blueprint.get("/browse/<kind>")
def browse(kind: str) -> Response:
    """All things of a kind that have a page, by name."""
    things: dict[str, list[str]] = current_app.extensions[THINGS]
    if kind not in things:
        abort(404)
    view = current_view()
    named = labels(view, things[kind], language().fallback)
    ordered = sorted(named.items(), key=lambda item: (fold(item[1].value), item[0]))
    page = render_template("browse.html", base=view.edition.base, kind=kind, things=ordered, kinds=list(things))
    return Response(page, content_type="text/html; charset=utf-8")
