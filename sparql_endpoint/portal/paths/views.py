"""``/path?from=…&to=…``: how two things are connected; with ``q`` in place of ``to``, who might be meant."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from kg.dossier.read import dossiers
from kg.search import Wanted, search
from sparql_endpoint.portal.context import language
from sparql_endpoint.portal.entity.asked import asked_iri
from sparql_endpoint.portal.entity.shown import Named, named
from sparql_endpoint.portal.labels import labels
from sparql_endpoint.portal.paths.ways import HOPS, Way, ways
from sparql_endpoint.responses import current_view, not_modified, tagged
from sparql_endpoint.service import View

blueprint = Blueprint("paths", __name__)
_CANDIDATES = 8


@blueprint.get("/path")
def path() -> Response:
    """The form, the candidates, or the ways."""
    view = current_view()
    key = ("path", language().code, language().content_code, request.query_string.decode("ascii", "replace"))
    if known := not_modified(view.edition, *key):
        return known
    ends = {name: _end(view, request.args.get(name, "")) for name in ("from", "to")}
    start, goal = ends["from"], ends["to"]
    words = request.args.get("q", "").strip()[:200]
    both = start is not None and goal is not None and start.iri != goal.iri
    found: tuple[Way, ...] = ()
    hubs = request.args.get("hubs") == "1"
    if both and start and goal:
        found = ways(view, start.iri, goal.iri, language().fallback, language().interface, hubs=hubs)
    page = render_template(
        "paths/path.html",
        base=view.edition.base,
        start=start,
        goal=goal,
        words=words,
        candidates=_candidates(view, words, start) if words and goal is None else (),
        ways=found,
        searched=both,
        hubs=hubs,
        most=HOPS,
        short=lambda iri: iri.removeprefix(f"{view.edition.base}/id/"),
    )
    response = Response(page, content_type="text/html; charset=utf-8")
    response.headers["Vary"] = "Accept, Accept-Language"
    return tagged(response, view.edition, *key)


def _end(view: View, text: str) -> Named | None:
    if not text:
        return None
    iri = asked_iri(view, text)
    with dossiers(view.edition.dossiers_path) as table:
        number = table.number(iri)
        if number is not None:
            return named(table.things([number])[number], language().fallback)
    return Named(iri, labels(view, [iri], language().fallback)[iri])


def _candidates(view: View, words: str, start: Named | None) -> tuple[tuple[Named, str, tuple[str, ...]], ...]:
    """(thing, kind, archives) that the words may mean."""
    hits = search(view.edition.search_path, words, Wanted(fields=("name",)), limit=_CANDIDATES + 1)
    kept = [hit for hit in hits if start is None or hit.iri != start.iri][:_CANDIDATES]
    names = labels(view, (hit.iri for hit in kept), language().fallback)
    return tuple((Named(hit.iri, names[hit.iri]), hit.kind, hit.archives) for hit in kept)
