"""Words found in a record, as Content Search API 2.0 answers: annotations on canvases, and the words around them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence

from sparql_endpoint.iiif.addresses import Addresses
from sparql_endpoint.iiif.annotations import targets
from sparql_endpoint.iiif.canvases import Canvas, measured
from sparql_endpoint.iiif.words import Json
from sparql_endpoint.portal.record.finding import Found, find
from sparql_endpoint.portal.record.scans import Box, Leaf, around, words_in
from sparql_endpoint.service import View

CONTEXT = "http://iiif.io/api/search/2/context.json"
AT_ONCE = 100
_UNKNOWN = ("motivation", "date", "user")
"""Parameters of the API that this service does not narrow by."""


def search_page(
    view: View, to: Addresses, canvases: Sequence[Canvas], query: str, page: int, given: Collection[str]
) -> Json:
    """The page, from 1, of the answer. given: names of the parameters of the request."""
    texts = {canvas.text.iri: canvas.text for canvas in canvases}
    found = find(tuple(texts.values()), query)
    pages = max(1, -(-len(found) // AT_ONCE))
    page = min(max(page, 1), pages)
    shown = [(one, _canvas(canvases, one)) for one in found[(page - 1) * AT_ONCE : page * AT_ONCE]]
    known = measured(view, list({canvas.key: canvas for _, canvas in shown}.values()), layout=True)
    address = to.asked(query, page)
    made: Json = {"@context": CONTEXT, "id": address, "type": "AnnotationPage"}
    if ignored := [name for name in _UNKNOWN if name in given]:
        made["ignored"] = ignored
    made["partOf"] = {
        "id": to.asked(query, 0),
        "type": "AnnotationCollection",
        "total": len(found),
        "first": {"id": to.asked(query, 1), "type": "AnnotationPage"},
        "last": {"id": to.asked(query, pages), "type": "AnnotationPage"},
    }
    made["startIndex"] = (page - 1) * AT_ONCE
    if page > 1:
        made["prev"] = {"id": to.asked(query, page - 1), "type": "AnnotationPage"}
    if page < pages:
        made["next"] = {"id": to.asked(query, page + 1), "type": "AnnotationPage"}
    made["items"] = [_hit(to, one, canvas, known.get(canvas.key)) for one, canvas in shown]
    if shown:
        around_them = [_context(to, one) for one, _ in shown]
        made["annotations"] = [{"id": f"{address}#around", "type": "AnnotationPage", "items": around_them}]
    return made


def _canvas(canvases: Sequence[Canvas], found: Found) -> Canvas:
    """The last canvas of the text that begins at or before the place."""
    own = [canvas for canvas in canvases if canvas.text.iri == found.text.iri]
    return own[max(0, bisect_right(own, found.start, key=lambda canvas: canvas.start) - 1)]


def _address(to: Addresses, found: Found) -> str:
    return f"{to.search}#{found.text.iri.rsplit('/', 1)[-1]},{found.start},{found.end}"


def _hit(to: Addresses, found: Found, canvas: Canvas, leaf: Leaf | None) -> Json:
    body: Json = {"type": "TextualBody", "value": found.quote[1], "format": "text/plain"}
    if found.text.lang:
        body["language"] = found.text.lang
    boxes = _by_line(words_in(leaf, found.start, found.end)) if leaf else []
    return {
        "id": _address(to, found),
        "type": "Annotation",
        "motivation": "highlighting",
        "body": body,
        "target": targets(to.canvas(canvas.key), boxes),
    }


def _by_line(words: Sequence[Box]) -> list[Box]:
    """One box for the words of each line: those that overlap in height."""
    lines: list[list[Box]] = []
    for box in words:
        before = lines[-1][-1] if lines else None
        if before and box.y < before.y + before.height and before.y < box.y + box.height:
            lines[-1].append(box)
        else:
            lines.append([box])
    return [whole for line in lines if (whole := around(line))]


def _context(to: Addresses, found: Found) -> Json:
    prefix, exact, suffix = found.quote
    address = _address(to, found)
    return {
        "id": f"{address},around",
        "type": "Annotation",
        "motivation": "contextualizing",
        "target": {
            "type": "SpecificResource",
            "source": address,
            "selector": [{"type": "TextQuoteSelector", "prefix": prefix, "exact": exact, "suffix": suffix}],
        },
    }
