"""``/compare?thing=…`` and ``/compare?from=…&to=…``."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template, request

from kg.dossier.read import dossiers
from kg.dossier.side_by_side import period
from sparql_endpoint.dereference import unknown
from sparql_endpoint.portal.compare.sides import comparison
from sparql_endpoint.portal.context import language
from sparql_endpoint.portal.entity.asked import asked_iri
from sparql_endpoint.portal.entity.shown import date_of, named
from sparql_endpoint.responses import current_view, not_modified, tagged
from sparql_endpoint.service import View

blueprint = Blueprint("compare", __name__)
_MOST = 15
_MOST_NAMED = 40


@blueprint.get("/compare")
def compare() -> Response:
    """One thing or one period, side by side; without either, the form."""
    view = current_view()
    key = ("compare", language().code, language().content_code, request.query_string.decode("ascii", "replace"))
    if known := not_modified(view.edition, *key):
        return known
    wanted = language().fallback
    thing = request.args.get("thing", "")
    values: dict[str, Any] = {"found": None, "periods": (), "since": None, "until": None}
    if thing:
        iri = asked_iri(view, thing)
        values["found"] = comparison(view, iri, wanted, language().interface)
        if values["found"] is None:
            raise unknown(iri)
        values["short"] = iri.removeprefix(f"{view.edition.base}/id/")
    else:
        since, until = request.args.get("from", type=int), request.args.get("to", type=int)
        first, last = since if since is not None else until, until if until is not None else since
        if first is not None and last is not None:
            first, last = min(first, last), max(first, last)
            values |= {"since": first, "until": last, "periods": _periods(view, first, last, wanted)}
    page = render_template("compare/compare.html", base=view.edition.base, **values)
    response = Response(page, content_type="text/html; charset=utf-8")
    response.headers["Vary"] = "Accept, Accept-Language"
    return tagged(response, view.edition, *key)


def _periods(view: View, since: int, until: int, wanted: tuple[str, ...]) -> list[dict[str, Any]]:
    """By archive; both: whether the other archives name the thing in these years as well."""
    with dossiers(view.edition.dossiers_path) as table:
        found = period(table, since, until, _MOST_NAMED)
    by = [{thing.iri for thing, _ in each.named} for each in found]
    return [
        {
            "archive": named(each.archive, wanted),
            "records": each.records,
            "first": [(named(record.thing, wanted), record.identifier, date_of(record.date))
                      for record in each.first[:_MOST]],
            "named": [(named(thing, wanted), number, sum(thing.iri in other for other in by) > 1)
                      for thing, number in each.named],
        }
        for each in found
    ]  # fmt: skip
