"""``/iiif/{record}/…``: manifest, annotations, image service, search, and the words as files."""

from __future__ import annotations

import json
from urllib.parse import quote

from flask import Blueprint, Response, redirect, request, send_file, url_for

from kg.page_images.index import PageImage, copy_path, images_mark, page_images
from sparql_endpoint.dereference import state_of, successor_url, thing_iri, unknown, withdrawn
from sparql_endpoint.iiif.addresses import Addresses, last
from sparql_endpoint.iiif.alto import alto as alto_of
from sparql_endpoint.iiif.annotations import PRESENTATION, mentions_page, text_page
from sparql_endpoint.iiif.canvases import Canvas, canvases_of, measured
from sparql_endpoint.iiif.image_info import info_of, place_of_size
from sparql_endpoint.iiif.manifest import manifest_of, painting
from sparql_endpoint.iiif.search import search_page
from sparql_endpoint.iiif.words import Json
from sparql_endpoint.portal.context import language
from sparql_endpoint.portal.record.finding import LONGEST_QUERY
from sparql_endpoint.portal.record.page import images_of
from sparql_endpoint.portal.record.sheets import Sheet, sheets_of
from sparql_endpoint.portal.record.texts import texts_of
from sparql_endpoint.problems import HttpProblem
from sparql_endpoint.responses import current_view, not_modified, tagged
from sparql_endpoint.service import View

blueprint = Blueprint("iiif", __name__, url_prefix="/iiif")


@blueprint.get("/<record>/manifest.json")
def manifest(record: str) -> Response:
    """The record as a manifest."""
    view, iri, key = _record(record, "manifest")
    if known := not_modified(view.edition, *key):
        return known
    return _json(view, manifest_of(view, iri, _canvases(view, iri)), PRESENTATION, key)


@blueprint.get("/<record>/<page>/<any(painting, mentions, text):kind>.json")
def annotation_page(record: str, page: str, kind: str) -> Response:
    """The scan, the mentions or the words of one canvas."""
    view, iri, key = _record(record, page, kind, language().content_code)
    if known := not_modified(view.edition, *key):
        return known
    to = Addresses(view.edition.base, record)
    canvas = next((one for one in _canvases(view, iri) if one.key == page), None)
    if canvas is None:
        raise unknown(to.canvas(page))
    leaf = measured(view, [canvas], layout=kind == "text").get(page)
    if kind == "mentions":
        made = mentions_page(view, to, canvas, leaf, language().fallback)
    elif kind == "text":
        made = text_page(to, canvas, leaf)
    else:
        items = [painting(to, canvas, leaf.image)] if leaf and leaf.image else []
        made = {"@context": PRESENTATION, "id": to.part(page, kind), "type": "AnnotationPage", "items": items}
    return _json(view, made, PRESENTATION, key)


@blueprint.get("/<record>/search")
def search(record: str) -> Response:
    """Words in the record, by ?q=; ?page= for those after the first hundred."""
    view, iri, key = _record(record, "search", request.query_string.decode("ascii", "replace"))
    if known := not_modified(view.edition, *key):
        return known
    query = " ".join(request.args.get("q", "").split())[:LONGEST_QUERY]
    page = request.args.get("page", 1, type=int)
    to = Addresses(view.edition.base, record)
    made = search_page(view, to, _canvases(view, iri), query, page, frozenset(request.args))
    return _json(view, made, "http://iiif.io/api/search/2/context.json", key)


@blueprint.get("/<record>/<page>")
def image(record: str, page: str) -> Response:
    """The name of an image service: its description."""
    return redirect(url_for("iiif.info", record=record, page=page), 303)  # type: ignore[return-value] # one of Flask's


@blueprint.get("/<record>/<page>/info.json")
def info(record: str, page: str) -> Response:
    """Which sizes of the scan there are."""
    view, found = _image(record, page)
    key = ("info", found.image, page)
    if known := not_modified(view.edition, *key):
        return known
    service = Addresses(view.edition.base, record).image(page)
    return _json(view, info_of(service, found), "http://iiif.io/api/image/3/context.json", key)


@blueprint.get("/<record>/<page>/full/<size>/0/default.jpg")
def picture(record: str, page: str, size: str) -> Response:
    """The scan in one of its sizes; by parts too (Range)."""
    view, found = _image(record, page)
    place = place_of_size(found, size)
    if place is None:
        sizes = ", ".join(f"{one.width},{one.height}" for one in found.sizes)
        raise HttpProblem(404, "HTTP404", f"The scan has no size {size[:40]}.", advice=f"Ask for max, or {sizes}.")
    response = send_file(
        copy_path(view.edition.path, found, place),
        mimetype="image/jpeg",
        conditional=True,
        etag=found.sizes[place].sha256,
        download_name=f"{record}-{page}-{place}.jpg",
        last_modified=None,
    )
    response.headers.pop("Last-Modified", None)  # of the copy on this disk: it says nothing of the scan
    return tagged(response, view.edition)


@blueprint.get("/<record>/text.txt")
def words(record: str) -> Response:
    """The words of the record, or of one ?sheet= of its page, as a file."""
    view, iri, key = _record(record, "words", request.args.get("sheet", ""))
    if known := not_modified(view.edition, *key):
        return known
    sheets = _sheets(view, iri)
    if not sheets:
        raise unknown(iri)
    number = request.args.get("sheet", 0, type=int)
    chosen = sheets[number - 1 : number] if 0 < number <= len(sheets) else sheets
    parts: dict[str, str] = {}
    for piece in (piece for sheet in chosen for piece in sheet.pieces):
        parts[piece.text.iri] = parts.get(piece.text.iri, "") + piece.text.content[piece.start : piece.end]
    name = f"{record}-{number}.txt" if chosen is not sheets else f"{record}.txt"
    body = "\n\n".join(parts.values()).rstrip("\n") + "\n"
    return _file(view, body.encode("utf-8", "replace"), "text/plain; charset=utf-8", name, key)


@blueprint.get("/<record>/alto.xml")
def alto(record: str) -> Response:
    """The words with their places, of the record or of one ?sheet=, as ALTO."""
    view, iri, key = _record(record, "alto", request.args.get("sheet", ""))
    if known := not_modified(view.edition, *key):
        return known
    number = request.args.get("sheet", 0, type=int)
    canvases = _canvases(view, iri)
    sheets = _sheets(view, iri)
    if 0 < number <= len(sheets):
        shown = {last(piece.page.iri) for piece in sheets[number - 1].pieces if piece.page}
        canvases = tuple(one for one in canvases if one.key in shown)
    leaves = measured(view, canvases, layout=True)
    if not any(leaf.layout for leaf in leaves.values()):
        raise HttpProblem(404, "HTTP404", "Nobody said where the words of this text stand.", advice="Take text.txt.")
    body = alto_of(record, [(canvas, leaves.get(canvas.key)) for canvas in canvases])
    return _file(view, body, "application/xml", f"{record}.alto.xml", key)


def _record(record: str, *parts: str) -> tuple[View, str, tuple[str, ...]]:
    """The edition, the IRI of the record, and what an entity tag is made of. 404, 410, or 301 to what replaced it."""
    view = current_view()
    iri = thing_iri(view, "record", record)
    if successor := state_of(view, iri):
        place = successor_url(view, successor)
        raise HttpProblem(404, "HTTP404", "This record has another name now.", advice=f"See {place}.")
    return view, iri, ("iiif", iri, images_mark(view.edition), *parts)


def _image(record: str, page: str) -> tuple[View, PageImage]:
    """The scan of a page of an edition. 404 where there is none, 410 where its record was withdrawn."""
    view = current_view()
    iri = thing_iri(view, "record", record)
    if iri in view.edition.withdrawn:
        raise withdrawn()
    leaf = thing_iri(view, "instantiation", page)
    found = page_images(view.edition.path, [leaf]).get(leaf)
    if found is None or found.record != iri:
        raise unknown(leaf)
    return view, found


def _sheets(view: View, iri: str) -> tuple[Sheet, ...]:
    texts = texts_of(view, iri)
    return sheets_of(texts, images_of(view, texts).keys())


def _canvases(view: View, iri: str) -> tuple[Canvas, ...]:
    found = canvases_of(view, iri)
    if not found:
        raise HttpProblem(
            404, "HTTP404", "This unit has no text and no pages of its own.", where=iri, advice="Look at what it holds."
        )
    return found


def _json(view: View, made: Json, context: str, key: tuple[str, ...]) -> Response:
    """As JSON-LD with its profile, or as plain JSON for who names that alone."""
    accepted = request.headers.get("Accept", "")
    bare = "application/json" in accepted and "application/ld+json" not in accepted
    kind = "application/json" if bare else f'application/ld+json;profile="{context}"'
    response = Response(json.dumps(made, ensure_ascii=False, indent=1) + "\n", content_type=kind)
    response.headers["Vary"] = "Accept, Accept-Language"
    return tagged(response, view.edition, *key)


def _file(view: View, body: bytes, media_type: str, name: str, key: tuple[str, ...]) -> Response:
    response = Response(body, content_type=media_type)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return tagged(response, view.edition, *key)
