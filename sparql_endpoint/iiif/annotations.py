"""What is said about a canvas: the mentions on it, and its words line by line, as W3C annotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sparql_endpoint.iiif.addresses import Addresses
from sparql_endpoint.iiif.canvases import Canvas
from sparql_endpoint.iiif.words import Json
from sparql_endpoint.portal.record.mentions import Mentioned, mentions_in
from sparql_endpoint.portal.record.scans import Box, Leaf, around, boxes_of, words_in
from sparql_endpoint.service import View

PRESENTATION = "http://iiif.io/api/presentation/3/context.json"


def mentions_page(view: View, to: Addresses, canvas: Canvas, leaf: Leaf | None, wanted: tuple[str, ...]) -> Json:
    """Each mention with the thing it names, the words, how sure and who found it. Whole entries are left out."""
    found = [one for one in mentions_in(view, canvas.text, canvas.start, canvas.end, wanted) if not one.whole]
    placed = boxes_of(view, leaf, [one.iri for one in found]) if leaf else {}
    items = [_mention(to.canvas(canvas.key), one, placed.get(one.iri, ())) for one in found]
    return _page(to.part(canvas.key, "mentions"), items)


def text_page(to: Addresses, canvas: Canvas, leaf: Leaf | None) -> Json:
    """The words of the page: a line each where the places of words are known, else all at once."""
    place = to.canvas(canvas.key)
    address = to.part(canvas.key, "text")
    items = []
    for start, end, box in lines_of(canvas, leaf):
        body: Json = {"type": "TextualBody", "value": canvas.text.content[start:end], "format": "text/plain"}
        if canvas.text.lang:
            body["language"] = canvas.text.lang
        items.append(
            {"id": f"{address}#{start},{end}", "type": "Annotation", "motivation": "supplementing", "body": body,
             "target": targets(place, (box,) if box else ())}
        )  # fmt: skip
    return _page(address, items)


def lines_of(canvas: Canvas, leaf: Leaf | None) -> Iterator[tuple[int, int, Box | None]]:
    """Start and end of each line of the page with its box, but blank ones; the whole page where none has a place."""
    content = canvas.text.content
    if leaf is None or not leaf.layout:
        if content[canvas.start : canvas.end].strip():
            yield canvas.start, canvas.end, None
        return
    at = canvas.start
    for line in content[canvas.start : canvas.end].splitlines(keepends=True):
        words = line.rstrip()
        if words:
            yield at, at + len(words), around(words_in(leaf, at, at + len(words)))
        at += len(line)


def targets(canvas: str, boxes: Sequence[Box]) -> str | list[str]:
    """The canvas, or the rectangles on it."""
    places = [f"{canvas}#xywh={box.x},{box.y},{box.width},{box.height}" for box in boxes]
    return places[0] if len(places) == 1 else places or canvas


def _mention(canvas: str, mention: Mentioned, boxes: Sequence[Box]) -> Json:
    body: list[Json] = []
    if mention.target:
        body.append({"type": "SpecificResource", "source": mention.target, "purpose": "identifying"})
        if mention.label.value:
            label: Json = {
                "type": "TextualBody", "value": mention.label.value, "format": "text/plain", "purpose": "tagging",
            }  # fmt: skip
            body.append(label | ({"language": mention.label.lang} if mention.label.lang else {}))
    found = f"{mention.kind}; {mention.method}; {mention.confidence:.2f}" + (
        f"; {mention.agent}" if mention.agent else ""
    )
    body.append({"type": "TextualBody", "value": mention.words, "format": "text/plain", "purpose": "highlighting"})
    body.append({"type": "TextualBody", "value": found, "format": "text/plain", "purpose": "describing"})
    return {
        "id": mention.iri,
        "type": "Annotation",
        "motivation": "tagging",
        "body": body,
        "target": targets(canvas, boxes),
    }


def _page(address: str, items: Sequence[Json]) -> Json:
    return {"@context": PRESENTATION, "id": address, "type": "AnnotationPage", "items": list(items)}
