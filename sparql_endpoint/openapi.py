"""``/openapi.json``: the HTTP interface in OpenAPI 3.1, made of one short table."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from flask import Blueprint, Response, jsonify

from kg.publication.citing_things import MEDIA_TYPES as STYLES
from sparql_endpoint.negotiate import GRAPHS, SOLUTIONS
from sparql_endpoint.portal.review.description import review_operations
from sparql_endpoint.problems import MEDIA_TYPE
from sparql_endpoint.responses import current_view, not_modified, tagged
from sparql_endpoint.writing import writing

blueprint = Blueprint("openapi", __name__)

Schema = dict[str, Any]
_RDF = tuple(types[0] for types in GRAPHS.values())
_TABLES = tuple(types[0] for types in SOLUTIONS.values())
_WRITTEN = _RDF[:4]
_PAGE = "text/html"
_JSON = "application/json"
_LINKED = "application/ld+json"
_TEXT: Schema = {"type": "string"}
_IRI: Schema = {"type": "string", "format": "iri"}
_FAILURES = (400, 401, 403, 404, 405, 406, 408, 409, 410, 412, 413, 414, 415, 429, 500, 502, 503, 504)


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """The description of this server: with the operations that write where it takes them."""
    view = current_view()
    key = ("openapi", version("sunqar"), str(bool(writing())))
    known = not_modified(view.edition, *key)
    return known or tagged(jsonify(describe(writable=writing() is not None)), view.edition, *key)


def describe(*, writable: bool) -> Schema:
    """The document; without a server's address, so that it holds wherever it is served."""
    paths = _reading()
    if writable:
        for path, operations in _writing().items():
            paths.setdefault(path, {}).update(operations)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Sunqar",
            "version": version("sunqar"),
            "description": "SPARQL 1.1 endpoint and portal of an edition.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Problem": _PROBLEM},
            "responses": {
                "Problem": {
                    "description": "What is wrong, where, and what to do (RFC 9457).",
                    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}, _PAGE: {}},
                }
            },
        },
    }


_PROBLEM: Schema = {
    "type": "object",
    "required": ["type", "title", "status", "code"],
    "properties": {
        "type": {"type": "string", "pattern": "^urn:sunqar:error:"},
        "title": _TEXT,
        "detail": _TEXT,
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "code": {"type": "string", "pattern": "^[A-Z]+[0-9]+$"},
        "where": _TEXT,
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
        "pointer": _TEXT,
    },
}


def _reading() -> Schema:
    dataset = [_many("default-graph-uri"), _many("named-graph-uri")]
    answers = (*_TABLES, *_RDF, _PAGE)
    asked = {"type": "object", "required": ["query"], "properties": {"query": _TEXT, "format": _TEXT}}
    name, kind = _in_path("name"), _in_path("kind")
    graph = [_asked("graph", _IRI), _asked("default", {"type": "string", "maxLength": 0}), _asked("format")]
    return {
        "/": {"get": _operation("Home page", (_PAGE,))},
        "/questions/{key}": {"get": _operation("Answer to a question that connects the archives",
                                               (_PAGE, _JSON, "text/csv"), [_in_path("key"), _asked("format")])},
        "/help": {"get": _operation("How to read the pages", (_PAGE,))},
        "/sparql": {
            "get": _operation("Query; without one, the editor or the service description", answers,
                              [_asked("query"), *dataset, _asked("format")]),
            "post": _operation("Query", answers, dataset, {
                "application/sparql-query": _TEXT, "application/x-www-form-urlencoded": asked}),
        },
        "/graph-store": {"get": _operation("A graph, by ?default or ?graph=", _RDF, graph)},
        "/graph-store/direct/{name}": {"get": _operation("The graph that the address names", _RDF, [name])},
        "/id/{kind}/{name}": {"get": _operation("A thing: redirects to page or data", (), [kind, name], ok=303)},
        "/page/{kind}/{name}": {"get": _operation("Page about a thing", (_PAGE,), [kind, name])},
        "/data/{kind}/{name}.{format_name}": {
            "get": _operation("Statements about a thing", _RDF, [kind, name, _in_path("format_name", list(GRAPHS))])},
        "/search": {"get": _operation(
            "Search, narrowed by facets", (_PAGE, _JSON, "text/csv", "text/turtle", "application/ld+json"), [
                *(_repeated(one) for one in ("lang", "archive", "type", "place", "form", "reviewed")),
                *(_asked(one) for one in (
                    "q", "from", "to", "confidence", "sort", "view", "ego", "page", "limit", "format"))])},
        "/sparql/terms": {"get": _operation("Prefixes, classes and properties for completion", (_JSON,))},
        "/sparql/notebook": {"get": _operation("The query as a Jupyter notebook", ("application/x-ipynb+json",), [
            _asked(one) for one in ("query", "example", "kind")])},
        "/q": {"post": _operation("Make a short link to a query", (_JSON, _PAGE), [], {
            "application/x-www-form-urlencoded": {"type": "object", "properties": {"query": _TEXT}}})},
        "/q/{key}": {"get": _operation("Short link: redirects to the query page", (), [_in_path("key")], ok=302)},
        "/reconcile": {
            "get": _operation("Reconciliation API 0.2: manifest, or what is asked for", (_JSON,),
                              [_asked("queries"), _asked("extend")]),
            "post": _operation("Candidates for queries, or values of properties", (_JSON,), [], {
                "application/x-www-form-urlencoded": {
                    "type": "object", "properties": {"queries": _TEXT, "extend": _TEXT}}}),
        },
        "/reconcile/suggest/entity": {"get": _operation("Entities by the beginning of a name", (_JSON,), _typed())},
        "/reconcile/suggest/type": {"get": _operation("Types by the beginning of a name", (_JSON,), _typed())},
        "/reconcile/suggest/property": {"get": _operation("Properties that narrow", (_JSON,), _typed())},
        "/reconcile/properties": {"get": _operation("Properties that can be asked for", (_JSON,), [_asked("type")])},
        "/reconcile/preview": {"get": _operation("Some lines about an entity, to be framed", (_PAGE,), [_asked("id")])},
        **_scans(),
        **_entities(),
        "/dataset": {"get": _operation("Description of the data set", (_PAGE, *_RDF), [_asked("format")])},
        "/dataset/dump/{name}": {"get": _operation("Dump of the edition", ("application/gzip",), [name])},
        "/dataset/citation/{name}": {"get": _operation("How to cite the edition", ("text/plain",), [name])},
        "/.well-known/void": {"get": _operation("VoID and DCAT", _RDF)},
        "/def": {"get": _operation("Our own vocabulary", (_PAGE, *_RDF), [_asked("format")])},
        "/def/{version}": {"get": _operation("A version of it", (_PAGE, *_RDF), [_in_path("version")])},
        "/def/profile": {"get": _operation("Terms of RiC-O in use", (_PAGE, *_RDF), [_asked("format")])},
        "/healthz": {"get": _operation("Whether the server runs", ("application/json",))},
        "/readyz": {"get": _operation("Whether it can answer", ("application/json",))},
        "/metrics": {"get": _operation("Counts and present states for Prometheus", ("text/plain",))},
        "/openapi.json": {"get": _operation("This document", ("application/json",))},
        **review_operations(_operation, _asked, _in_path),
    }  # fmt: skip


def _entities() -> Schema:
    kind, name = _in_path("kind"), _in_path("name")
    written = {"type": "object", "required": ["about", "reason", "words"], "properties": {
        one: _TEXT for one in ("about", "reason", "words", "statement")}}
    return {
        "/cite/{kind}/{name}.{ending}": {
            "get": _operation("How to cite a thing", tuple(STYLES.values()),
                              [kind, name, _in_path("ending", list(STYLES))])},
        "/path": {"get": _operation("How two things are connected", (_PAGE,), [
            _asked(one) for one in ("from", "to", "q", "hubs")])},
        "/compare": {"get": _operation("A thing or a period in the words of each archive", (_PAGE,), [
            _asked(one) for one in ("thing", "from", "to")])},
        "/report": {
            "get": _operation("Form to say that something looks wrong", (_PAGE,), [
                _asked("about"), _asked("statement")]),
            "post": _operation("Say it; Location has the number", (), [], {
                "application/x-www-form-urlencoded": written}, ok=303)},
        "/report/{number}": {"get": _operation("How a report stands", (_PAGE,), [_in_path("number")])},
    }  # fmt: skip


def _scans() -> Schema:
    record, page = _in_path("record"), _in_path("page")
    sheet = _asked("sheet", {"type": "integer", "minimum": 1})
    return {
        "/iiif/{record}/manifest.json": {"get": _operation("IIIF Presentation 3 manifest", (_LINKED, _JSON), [record])},
        "/iiif/{record}/{page}/{kind}.json": {
            "get": _operation("Annotations of a canvas", (_LINKED, _JSON),
                              [record, page, _in_path("kind", ["mentions", "text", "painting"])])},
        "/iiif/{record}/search": {
            "get": _operation("IIIF Content Search 2", (_LINKED, _JSON), [record, _asked("q"), _asked("page")])},
        "/iiif/{record}/{page}": {
            "get": _operation("To the description of a scan", (), [record, page], ok=303)},
        "/iiif/{record}/{page}/info.json": {
            "get": _operation("IIIF Image 3, level 0", (_LINKED, _JSON), [record, page])},
        "/iiif/{record}/{page}/full/{size}/0/default.jpg": {
            "get": _operation("Scan of a page", ("image/jpeg",), [record, page, _in_path("size")])},
        "/iiif/{record}/text.txt": {"get": _operation("Words of a record", ("text/plain",), [record, sheet])},
        "/iiif/{record}/alto.xml": {
            "get": _operation("Words with their places", ("application/xml",), [record, sheet])},
    }  # fmt: skip


def _writing() -> Schema:
    data = {media_type: _TEXT for media_type in _WRITTEN}
    several = data | {"multipart/form-data": {"type": "object"}}
    graph = [_asked("graph", _IRI), _asked("default", {"type": "string", "maxLength": 0})]
    form = {"type": "object", "required": ["update"], "properties": {"update": _TEXT}}
    found: Schema = {
        "/update": {
            "post": _operation("Update", (), [_many("using-graph-uri"), _many("using-named-graph-uri")], {
                "application/sparql-update": _TEXT, "application/x-www-form-urlencoded": form}, ok=204),
        }
    }  # fmt: skip
    for path, parameters in (("/graph-store", graph), ("/graph-store/direct/{name}", [_in_path("name")])):
        found[path] = {
            "put": _operation("Replace a graph", (), parameters, several, ok=204),
            "post": _operation("Add to a graph, or make a new one", (), parameters, several, ok=204),
            "delete": _operation("Remove a graph", (), parameters, ok=204),
        }
    for operations in found.values():
        for operation in operations.values():
            operation["security"] = [{"token": []}]
            operation["responses"]["201"] = {"description": "A new graph was made; Location names it."}
    return found


def _operation(
    summary: str,
    gives: tuple[str, ...],
    parameters: list[Schema] | None = None,
    takes: dict[str, Schema] | None = None,
    *,
    ok: int = 200,
) -> Schema:
    made: Schema = {"summary": summary, "parameters": parameters or []}
    if takes:
        content = {media_type: {"schema": schema} for media_type, schema in takes.items()}
        made["requestBody"] = {"required": True, "content": content}
    responses: Schema = {str(ok): {"description": summary, "content": {media_type: {} for media_type in gives}}}
    responses["304"] = {"description": "The client has it already."}
    responses["301"] = responses["308"] = {"description": "It has another address."}
    responses |= {str(status): {"$ref": "#/components/responses/Problem"} for status in _FAILURES}
    return made | {"responses": responses}


def _asked(name: str, schema: Schema | None = None) -> Schema:
    return {"name": name, "in": "query", "schema": schema or _TEXT}


def _typed() -> list[Schema]:
    return [_asked(name) for name in ("prefix", "cursor", "type")]


def _repeated(name: str) -> Schema:
    return {"name": name, "in": "query", "schema": {"type": "array", "items": _TEXT}}


def _many(name: str) -> Schema:
    return {"name": name, "in": "query", "schema": {"type": "array", "items": _IRI}}


def _in_path(name: str, values: list[str] | None = None) -> Schema:
    schema = {"type": "string", "enum": values} if values else _TEXT
    return {"name": name, "in": "path", "required": True, "schema": schema}
