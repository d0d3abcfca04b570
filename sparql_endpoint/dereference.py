"""``/id/…`` names a thing: 303 to the page or the data about it. ``/data/….ttl`` and its like are that data."""

from __future__ import annotations

from urllib.parse import quote

from flask import Blueprint, Response, redirect, request, url_for

from kg.edition import Edition
from kg.rdf.nt import web_address
from kg.store.convert import from_nquads
from kg.store.query import QueryJob
from ontology.context import context_iri
from sparql_endpoint.negotiate import GRAPHS, PAGE, preferred
from sparql_endpoint.problems import HttpProblem
from sparql_endpoint.responses import answer_response, current_view, not_modified, tagged
from sparql_endpoint.results import MEDIA_TYPES
from sparql_endpoint.service import View, written

blueprint = Blueprint("dereference", __name__)

_REPLACED = "http://purl.org/dc/terms/isReplacedBy"
_MOST_LICENCES = 8
_DEPRECATED = "http://www.w3.org/2002/07/owl#deprecated"


@blueprint.get("/id/<kind>/<path:name>")
def identify(kind: str, name: str) -> Response:
    """303 See Other, chosen by Accept; 301 to the survivor of a merge; 404 and 410 as they are."""
    view = current_view()
    iri = thing_iri(view, kind, name)
    successor = state_of(view, iri)
    if successor:
        place, code = successor_url(view, successor), 301
    else:
        accept = request.headers.get("Accept", "")
        page_quality = preferred(accept, PAGE)[1]
        graph, quality = preferred(accept, GRAPHS)
        if graph is None and page_quality == 0:
            raise HttpProblem(406, "HTTP406", "There is a page and there is RDF.", advice="Accept text/turtle.")
        if quality > page_quality and graph:
            place = url_for("dereference.data", kind=kind, name=name, format_name=graph)
        else:
            place = url_for("pages.page", kind=kind, name=name)
        code = 303
    response = redirect(place, code)
    response.headers["Vary"] = "Accept"
    del response.headers["Content-Length"]  # of the page that is not sent
    return Response(status=response.status, headers=response.headers)


@blueprint.get("/data/<kind>/<path:name>.<format_name>")
def data(kind: str, name: str, format_name: str) -> Response:
    """All statements about the thing, its parts and its local descriptions."""
    if format_name not in GRAPHS:
        raise HttpProblem(
            404, "HTTP404", f"There is no format .{format_name}.", advice=f"Formats: {', '.join(GRAPHS)}."
        )
    view = current_view()
    iri = thing_iri(view, kind, name)
    if iri in view.edition.withdrawn:
        raise withdrawn()
    key = ("data", iri, format_name)
    if known := not_modified(view.edition, *key):
        return known
    # JSON-LD is made here, in the terms of the published context; the engine knows prefixes only.
    compact = format_name == "jsonld"
    job = QueryJob(
        iri,
        graph="nt" if compact else format_name,
        describe=True,
        max_rows=view.limits.max_rows,
        max_bytes=view.limits.max_bytes,
    )
    answer = view.run(job)
    if not answer.outcome.rows:
        answer.body.close()
        raise unknown(iri)
    response = answer_response(answer, view.edition)
    if compact:
        response = _compact(response, view.edition.vocabulary)
    response = tagged(response, view.edition, *key)
    page = quote(url_for("pages.page", kind=kind, name=name))
    response.headers.add("Link", f'<{iri}>; rel="describes"')
    response.headers.add("Link", f'<{page}>; rel="alternate"; type="text/html"')
    for licence in licences(view.edition):
        response.headers.add("Link", f'{licence}; rel="license"')
    return response


def licences(edition: Edition) -> list[str]:
    """Licences of the sources of an edition, each in angle brackets; the page that lists them where they are many.

    A thing is described by several sources: each of its statements stands in a graph, whose licence VoID tells.
    """
    found = [known for value in sorted(edition.manifest["licences"]) if (known := web_address(value))]
    return found if len(found) <= _MOST_LICENCES else ["</dataset>"]


def _compact(response: Response, vocabulary: str) -> Response:
    """N-Triples as JSON-LD, headers kept; says where the published context is."""
    body = from_nquads(response.get_data(), "jsonld", vocabulary)
    made = Response(body, status=response.status, headers=response.headers, content_type=MEDIA_TYPES["jsonld"])
    made.content_length = len(body)
    made.headers.add("Link", f'<{context_iri(vocabulary)}>; rel="describedby"; type="application/ld+json"')
    return made


def thing_iri(view: View, kind: str, name: str) -> str:
    """The IRI that a path names; 404 for what can be none."""
    iri = f"{view.edition.base}/id/{kind}/{name}"
    try:
        written(iri)
    except ValueError as error:
        raise unknown(iri) from error
    return iri


def state_of(view: View, iri: str) -> str | None:
    """The IRI that replaced this one, if any. 404 where nothing is said of it, 410 where it was withdrawn."""
    if iri in view.edition.withdrawn:
        raise withdrawn()
    rows = view.select(
        f"SELECT ?p ?o WHERE {{ {{ {written(iri)} ?p ?o FILTER(?p IN (<{_REPLACED}>, <{_DEPRECATED}>)) }} UNION "
        f"{{ SELECT ?p WHERE {{ {written(iri)} ?p ?any }} LIMIT 1 }} }}"
    )
    if not rows:
        raise unknown(iri)
    for row in rows:
        if row["p"].value == _REPLACED and "o" in row:
            return row["o"].value
    if any(row["p"].value == _DEPRECATED and "o" in row for row in rows):
        raise withdrawn()
    return None


def withdrawn() -> HttpProblem:
    """410 that says nothing of what was there."""
    return HttpProblem(410, "HTTP410", "This was withdrawn and is no longer here.")


def unknown(iri: str) -> HttpProblem:
    """404 that names the IRI."""
    return HttpProblem(
        404, "HTTP404", "The edition says nothing about this.", where=iri, advice="Search for its name at /search."
    )


def successor_url(view: View, iri: str) -> str:
    """Where the thing that took another's place is named."""
    kind, _, name = iri.removeprefix(f"{view.edition.base}/id/").partition("/")
    return url_for("dereference.identify", kind=kind, name=name)
