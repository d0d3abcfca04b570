"""``/def``: our own terms and schemes, as a page in four languages or as RDF, by Accept. Terms are its fragments.

``/def/context/1.jsonld`` is the JSON-LD context of that version; it never changes.
"""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from kg.publication.vocabulary import turtle, vocabulary
from kg.store.convert import from_turtle
from ontology.context import document, versions
from ontology.namespaces import NAMESPACES
from sparql_endpoint.negotiate import GRAPHS, PAGE, preferred
from sparql_endpoint.problems import HttpProblem
from sparql_endpoint.responses import current_view, not_modified, tagged
from sparql_endpoint.results import MEDIA_TYPES

blueprint = Blueprint("definitions", __name__)
YEAR = 31_536_000
"""Seconds."""


@blueprint.get("/def")
def vocabulary_page() -> Response:
    """HTML for browsers; Turtle and the other RDF formats by Accept or ?format=; 406 for anything else."""
    edition = current_view().edition
    accept, explicit = request.headers.get("Accept", ""), request.args.get("format")
    graph, quality = preferred(accept, GRAPHS)
    page_quality = preferred(accept, PAGE)[1] if "html" in accept else 0.0
    if explicit not in (None, "html", *GRAPHS) or (explicit is None and graph is None and not page_quality):
        raise HttpProblem(406, "HTTP406", "That is no format of this.", advice=f"Formats: html, {', '.join(GRAPHS)}.")
    if explicit == "html" or (explicit is None and page_quality >= quality and page_quality):
        page = render_template("definitions.html", vocabulary=vocabulary(edition.vocabulary, edition.base))
        response = Response(page, content_type="text/html; charset=utf-8")
        response.headers["Vary"] = "Accept, Accept-Language"
        return tagged(response, edition)
    format_name = str(explicit or graph)
    if known := not_modified(edition, "def", format_name):
        return known
    prefixes = NAMESPACES | {"kg": edition.vocabulary}
    body = from_turtle(turtle(edition.vocabulary, edition.base), format_name, prefixes)
    response = Response(body, content_type=MEDIA_TYPES[format_name])
    response.headers["Vary"] = "Accept"
    return tagged(response, edition, "def", format_name)


@blueprint.get("/def/context/<version>.jsonld")
def context(version: str) -> Response:
    """A published JSON-LD context, to be kept by whoever fetches it; 404 for a version that there is not."""
    if version not in versions():
        raise HttpProblem(
            404, "HTTP404", "There is no such version of the context.", advice=f"Versions: {', '.join(versions())}."
        )
    edition = current_view().edition
    response = Response(
        document(edition.vocabulary, edition.base, version), content_type=MEDIA_TYPES["jsonld"]
    )
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response
