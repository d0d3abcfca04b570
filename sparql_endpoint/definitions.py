"""``/def``: our own terms and schemes, as a page in four languages or as RDF, by Accept. Terms are its fragments.

``/def/profile`` tells which terms of RiC-O an edition uses. ``/def/context/1.jsonld`` is the JSON-LD context of that
version; it never changes.
"""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from kg.publication.profile import TITLES, VERSION, describe_profile, profile
from kg.publication.vocabulary import turtle, vocabulary
from kg.publication.writing import SPACES
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
    if (format_name := _wanted()) == "html":
        return _page("definitions.html", vocabulary=vocabulary(edition.vocabulary, edition.base))
    if known := not_modified(edition, "def", format_name):
        return known
    prefixes = NAMESPACES | {"kg": edition.vocabulary}
    return _graph(from_turtle(turtle(edition.vocabulary, edition.base), format_name, prefixes), format_name, "def")


@blueprint.get("/def/<version>")
def vocabulary_version(version: str) -> Response:
    """The vocabulary under its version IRI; 404 for a version that this is not."""
    edition = current_view().edition
    now = vocabulary(edition.vocabulary, edition.base).version
    if version != now:
        raise HttpProblem(404, "HTTP404", "There is no such version of the vocabulary.", advice=f"This one is {now}.")
    return vocabulary_page()


@blueprint.get("/def/profile")
def profile_page() -> Response:
    """Which terms of RiC-O 1.1 the edition uses, with our labels and counts: HTML or RDF, as for the vocabulary."""
    edition = current_view().edition
    if (format_name := _wanted()) == "html":
        return _page("profile.html", profile=profile(edition.counts), titles=TITLES, rico=VERSION)
    if known := not_modified(edition, "profile", format_name):
        return known
    written = describe_profile(profile(edition.counts), edition.base, edition.number)
    return _graph(from_turtle(written, format_name, SPACES | {"rico": NAMESPACES["rico"]}), format_name, "profile")


def _wanted() -> str:
    """html, or the RDF format that is asked for; HttpProblem 406 for anything else."""
    accept, explicit = request.headers.get("Accept", ""), request.args.get("format")
    graph, quality = preferred(accept, GRAPHS)
    page_quality = preferred(accept, PAGE)[1] if "html" in accept else 0.0
    if explicit not in (None, "html", *GRAPHS) or (explicit is None and graph is None and not page_quality):
        raise HttpProblem(406, "HTTP406", "That is no format of this.", advice=f"Formats: html, {', '.join(GRAPHS)}.")
    if explicit == "html" or (explicit is None and page_quality >= quality and page_quality):
        return "html"
    return str(explicit or graph)


def _page(template: str, **values: object) -> Response:
    response = Response(render_template(template, **values), content_type="text/html; charset=utf-8")
    response.headers["Vary"] = "Accept, Accept-Language"
    return tagged(response, current_view().edition)


def _graph(body: bytes, format_name: str, name: str) -> Response:
    response = Response(body, content_type=MEDIA_TYPES[format_name])
    response.headers["Vary"] = "Accept"
    return tagged(response, current_view().edition, name, format_name)


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
