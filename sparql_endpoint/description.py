"""What the endpoint and the data set say of themselves: SPARQL service description, VoID with DCAT."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request, url_for

from kg.store.convert import from_turtle
from sparql_endpoint.negotiate import GRAPHS, PAGE, preferred
from sparql_endpoint.problems import HttpProblem
from sparql_endpoint.responses import current_view, not_modified, tagged
from sparql_endpoint.results import MEDIA_TYPES
from sparql_endpoint.service import View

blueprint = Blueprint("description", __name__)

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULT_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads",
)  # fmt: skip


def service_description(view: View, format_name: str) -> Response:
    """SPARQL 1.1 Service Description of /sparql in the given RDF format."""
    endpoint = view.edition.base + url_for("sparql.sparql")
    formats = " , ".join(f"<{_FORMATS}{name}>" for name in _RESULT_FORMATS)
    turtle = f"""@prefix sd: <{_SD}> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
<{endpoint}> a sd:Service ; sd:endpoint <{endpoint}> ;
  sd:supportedLanguage sd:SPARQL11Query ; sd:feature sd:UnionDefaultGraph ;
  sd:resultFormat {formats} ;
  sd:defaultDataset <{view.edition.base}/dataset#default> .
<{view.edition.base}/dataset#default> a sd:Dataset ; sd:defaultGraph <{view.edition.base}/dataset#union> .
<{view.edition.base}/dataset#union> a sd:Graph ; void:triples {_triples(view)} .
"""
    return _as(view, turtle, format_name, "sd")


@blueprint.get("/.well-known/void")
def void() -> Response:
    """VoID description of the edition."""
    view = current_view()
    format_name = preferred(request.headers.get("Accept", ""), GRAPHS)[0] or "ttl"
    return _as(view, _void(view), format_name, "void")


@blueprint.get("/dataset")
def dataset() -> Response:
    """The same for people, or as RDF where that is asked for."""
    view = current_view()
    accept = request.headers.get("Accept", "")
    graph, quality = preferred(accept, GRAPHS)
    page_quality = preferred(accept, PAGE)[1] if "html" in accept else 0.0
    explicit = request.args.get("format")
    if explicit in GRAPHS or (explicit is None and graph and quality > page_quality):
        return _as(view, _void(view), str(explicit or graph), "dataset")
    page = render_template("dataset.html", edition=view.edition, stats=view.edition.stats, triples=_triples(view))
    response = Response(page, content_type="text/html; charset=utf-8")
    response.headers["Vary"] = "Accept, Accept-Language"
    return tagged(response, view.edition)


def _void(view: View) -> str:
    edition, base = view.edition, view.edition.base
    licences = sorted({iri for iri in _licences(edition.manifest.get("licences")) if iri.startswith("http")})
    licence = "".join(f" ;\n  dcterms:license <{iri}>" for iri in licences)
    stats = edition.stats
    classes = [("https://www.ica.org/standards/RiC/ontology#Record", stats.get("records", 0))]
    partitions = "".join(
        f" ;\n  void:classPartition <{base}/dataset#class-{number}>" for number, _ in enumerate(classes)
    )
    described = "".join(
        f"<{base}/dataset#class-{number}> void:class <{iri}> ; void:entities {count} .\n"
        for number, (iri, count) in enumerate(classes)
    )
    return f"""@prefix void: <http://rdfs.org/ns/void#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<{base}/dataset> a void:Dataset , dcat:Dataset ;
  dcterms:title "Sunqar: a knowledge graph of the history that two archives share"@en ;
  dcterms:issued "{edition.manifest["created"]}"^^xsd:dateTime ; owl:versionInfo "{edition.number}" ;
  void:sparqlEndpoint <{base}/sparql> ; void:uriSpace "{base}/id/" ; void:triples {_triples(view)} ;
  void:vocabulary <https://www.ica.org/standards/RiC/ontology#> , <http://www.w3.org/ns/oa#> , <{edition.vocabulary}> ;
  dcat:landingPage <{base}/dataset>{partitions}{licence} .
{described}"""


def _licences(value: object) -> list[str]:
    """The manifest names them as a table; IRIs may be its keys or its values."""
    if isinstance(value, dict):
        return [str(part) for pair in value.items() for part in pair]
    return [str(part) for part in value] if isinstance(value, list) else []


def _triples(view: View) -> int:
    counts = view.edition.manifest.get("counts", {})
    return int(counts.get("triples", 0))


def _as(view: View, turtle: str, format_name: str, name: str) -> Response:
    if known := not_modified(view.edition, name, format_name):
        return known
    if format_name not in GRAPHS:
        raise HttpProblem(406, "HTTP406", "That is no RDF format.", advice=f"Formats: {', '.join(GRAPHS)}.")
    body = turtle.encode() if format_name == "ttl" else from_turtle(turtle, format_name)
    response = Response(body, content_type=MEDIA_TYPES[format_name])
    response.headers["Vary"] = "Accept"
    return tagged(response, view.edition, name, format_name)
