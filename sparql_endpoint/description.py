"""What the endpoint and the data set say of themselves: service description, VoID with DCAT, dumps, citations."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request, send_file, url_for

from kg.publication.citing import MEDIA_TYPES as CITATIONS
from kg.publication.citing import cite
from kg.publication.description import describe
from kg.publication.dumps import dumps_of
from kg.publication.quality import MEASURES, METRICS, TASKS
from kg.publication.service import describe_service
from kg.publication.writing import SPACES
from kg.store.convert import from_turtle
from sparql_endpoint.negotiate import GRAPHS, PAGE, preferred
from sparql_endpoint.own.edition import LiveEdition
from sparql_endpoint.portal.context import gettext, language
from sparql_endpoint.portal.dataset.coverage import coverage, methods
from sparql_endpoint.portal.dataset.interfaces import INTERFACES
from sparql_endpoint.problems import HttpProblem
from sparql_endpoint.responses import current_view, not_modified, tagged
from sparql_endpoint.results import MEDIA_TYPES
from sparql_endpoint.service import View
from sparql_endpoint.writing import writing

blueprint = Blueprint("description", __name__)


def service_description(view: View, format_name: str) -> Response:
    """SPARQL 1.1 Service Description of /sparql in the given RDF format."""
    endpoint = view.edition.base + url_for("sparql.sparql")
    if known := not_modified(view.edition, "sd", format_name):
        return known
    update = view.edition.base + url_for("update.update") if writing() else ""
    union = not isinstance(view.edition, LiveEdition) or view.edition.union
    described = describe_service(view.edition, endpoint, update=update, union=union)
    return _as(view, described, format_name, "sd")


@blueprint.get("/.well-known/void")
def void() -> Response:
    """VoID description of the edition."""
    view = current_view()
    format_name = preferred(request.headers.get("Accept", ""), GRAPHS)[0] or "ttl"
    return _described(view, format_name, "void")


@blueprint.get("/dataset")
def dataset() -> Response:
    """The same for people, or as RDF where that is asked for."""
    view = current_view()
    accept = request.headers.get("Accept", "")
    graph, quality = preferred(accept, GRAPHS)
    page_quality = preferred(accept, PAGE)[1] if "html" in accept else 0.0
    explicit = request.args.get("format")
    if explicit in GRAPHS or (explicit is None and graph and quality > page_quality):
        return _described(view, str(explicit or graph), "dataset")
    edition = view.edition
    key = ("dataset", language().code, request.query_string.decode("ascii", "replace"))
    if known := not_modified(edition, *key):
        return known
    page = render_template(
        "dataset/dataset.html",
        edition=edition,
        stats=edition.stats,
        triples=int(edition.manifest["counts"]["triples"]),
        dumps=[
            (name, path.stat().st_size, checksum, _dump_name(view, name))
            for name, (path, checksum) in dumps_of(edition).items()
        ],
        citation=cite(edition, "text"),
        styles=tuple(CITATIONS),
        coverage=coverage(edition),
        methods=methods(edition),
        measures=MEASURES,
        metrics=METRICS,
        tasks=TASKS,
        interfaces=[(address, gettext(words)) for address, words in INTERFACES],
    )
    response = Response(page, content_type="text/html; charset=utf-8")
    response.headers["Vary"] = "Accept, Accept-Language"
    return tagged(response, edition, *key)


@blueprint.get("/dataset/dump/<name>")
def dump(name: str) -> Response:
    """A dump of the current edition; 404 for a name of another edition, which may hold what is closed by now."""
    view = current_view()
    for format_name, (path, checksum) in dumps_of(view.edition).items():
        if name == _dump_name(view, format_name):
            response = send_file(path, "application/gzip", as_attachment=True, download_name=name, conditional=True)
            response.set_etag(checksum)
            response.headers["X-Sunqar-Edition"] = str(view.edition.number)
            response.headers["X-Checksum-Sha256"] = checksum
            response.make_conditional(request)
            return response
    raise HttpProblem(404, "HTTP404", "There is no such dump.", advice="/dataset lists those of the current edition.")


@blueprint.get("/dataset/citation/<name>")
def citation(name: str) -> Response:
    """How to cite the current edition: text, bibtex, ris, csl or cff."""
    view = current_view()
    if name not in CITATIONS:
        raise HttpProblem(404, "HTTP404", "There is no such style.", advice=f"Styles: {', '.join(CITATIONS)}.")
    if known := not_modified(view.edition, "citation", name):
        return known
    response = Response(cite(view.edition, name), content_type=f"{CITATIONS[name]}; charset=utf-8")
    return tagged(response, view.edition, "citation", name)


def _dump_name(view: View, format_name: str) -> str:
    return f"edition-{view.edition.number}.{format_name}.gz"


def _described(view: View, format_name: str, name: str) -> Response:
    return not_modified(view.edition, name, format_name) or _as(view, describe(view.edition), format_name, name)


def _as(view: View, turtle: str, format_name: str, name: str) -> Response:
    if format_name not in GRAPHS:
        raise HttpProblem(406, "HTTP406", "That is no RDF format.", advice=f"Formats: {', '.join(GRAPHS)}.")
    response = Response(from_turtle(turtle, format_name, SPACES), content_type=MEDIA_TYPES[format_name])
    response.headers["Vary"] = "Accept"
    return tagged(response, view.edition, name, format_name)
