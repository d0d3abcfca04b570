"""``/cite/…``: the citation of a thing as a file for Zotero, BibTeX and the like."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import quote

from flask import Blueprint, Response

from kg.publication.citing_things import MEDIA_TYPES, cite_thing
from sparql_endpoint.dereference import state_of, successor_url, thing_iri
from sparql_endpoint.portal.cite.work import found
from sparql_endpoint.portal.context import language
from sparql_endpoint.problems import HttpProblem
from sparql_endpoint.responses import current_view

blueprint = Blueprint("cite", __name__)


@blueprint.get("/cite/<kind>/<path:name>.<ending>")
def cite(kind: str, name: str, ending: str) -> Response:
    """As ``.bib``, ``.ris`` or ``.json`` (CSL), with the edition and the day of access."""
    if ending not in MEDIA_TYPES:
        raise HttpProblem(404, "HTTP404", f"There is no style .{ending}.", advice=f"Styles: {', '.join(MEDIA_TYPES)}.")
    view = current_view()
    iri = thing_iri(view, kind, name)
    successor = state_of(view, iri)
    if successor:
        return Response(status=301, headers={"Location": successor_url(view, successor)})
    work = found(view, iri, language().fallback, datetime.now(UTC).date())
    response = Response(cite_thing(work, ending), content_type=f"{MEDIA_TYPES[ending]}; charset=utf-8")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(work.key)}.{ending}"
    response.headers["Vary"] = "Accept-Language"
    response.headers["X-Sunqar-Edition"] = str(view.edition.number)
    response.headers["Cache-Control"] = "private, no-cache"  # the day of access is in it
    return response
