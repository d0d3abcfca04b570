"""The pages: one for each thing."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from kg.page_images.index import images_mark
from sparql_endpoint.dereference import state_of, successor_url, thing_iri, unknown
from sparql_endpoint.negotiate import GRAPHS
from sparql_endpoint.portal.context import language
from sparql_endpoint.portal.entity.page import PAGE_SIZE, entity_page
from sparql_endpoint.portal.record import asked_of, record_page
from sparql_endpoint.portal.resource import resource_page
from sparql_endpoint.responses import current_view, not_modified, tagged
from sparql_endpoint.service import View

blueprint = Blueprint("pages", __name__)

_ENTITIES = frozenset({"person", "body", "place", "event", "term"})


@blueprint.get("/page/<kind>/<path:name>")
def page(kind: str, name: str) -> Response:
    """The page about one thing, in the reader's language."""
    view = current_view()
    iri = thing_iri(view, kind, name)
    key = ("page", iri, language().code, request.query_string.decode("ascii", "replace"), images_mark(view.edition))
    if known := not_modified(view.edition, *key):
        return known
    successor = state_of(view, iri)
    if successor:
        return Response(status=301, headers={"Location": successor_url(view, successor)})
    wanted = language().fallback
    shown: Any
    if kind in _ENTITIES:
        offsets = {code: request.args.get(f"from-{code}", 0, type=int) for code in view.edition.manifest["archives"]}
        starts = {f"{view.edition.base}/id/archive/{code}": max(0, at) for code, at in offsets.items()}
        whole = request.args.get("all") == "1"
        shown = entity_page(view, iri, wanted, language().interface, starts, whole=whole)
        template = "entity/entity.html"
    elif kind == "record":
        shown = record_page(view, iri, wanted, language().interface, asked_of(view.edition.base, request.args))
        template = "record/record.html"
    else:
        shown, template = resource_page(view, iri, wanted), "resource.html"
    if shown is None:
        raise unknown(iri)
    response = tagged(
        _page(view, template, thing=shown, kind=kind, name=name, formats=GRAPHS, page_size=PAGE_SIZE),
        view.edition,
        *key,
    )
    for format_name, media_types in GRAPHS.items():
        address = url_for("dereference.data", kind=kind, name=name, format_name=format_name)
        response.headers.add("Link", f'<{address}>; rel="alternate"; type="{media_types[0]}"')
    response.headers.add("Link", f'<{iri}>; rel="cite-as"')
    return response


def _page(view: View, template: str, **values: Any) -> Response:
    response = Response(
        render_template(template, base=view.edition.base, own=view.edition.vocabulary, **values),
        content_type="text/html; charset=utf-8",
    )
    response.headers["Vary"] = "Accept, Accept-Language"
    return tagged(response, view.edition)
