"""The piece of a page's scan that shows a mention."""

from __future__ import annotations

import io
import re

from kg.client.source import Source
from kg.client.texts import term
from kg.client.things import rows

_BOX = re.compile(r"xywh=(?:pixel:)?(\d+),(\d+),(\d+),(\d+)")
_MARGIN = 1.2
"""Around the words, in heights of their line."""
_WIDEST = 1200
_MARK = (214, 120, 0)
Box = tuple[int, int, int, int]


def crop_of(source: Source, record: str, page: str, mention: str) -> bytes | None:
    """PNG of the words and what is around them, with a frame round each line of the words.

    None where the edition has no scan of the page, or the places of the words on it are not known. The same edition
    gives the same picture. At most 1200 pixels wide.
    """
    found = rows(
        source,
        f"""SELECT ?box ?width ?height {{ {term(mention)} oa:hasTarget ?area . ?area oa:hasSource {term(page)} ;
        oa:hasSelector/rdf:value ?box . {term(page)} kg:width ?width ; kg:height ?height }} ORDER BY ?box""",
    )
    boxes = [tuple(map(int, place.groups())) for row in found if (place := _BOX.search(row["box"]["value"]))]
    data = source.image(record, page) if boxes else None
    if data is None:
        return None
    size = int(found[0]["width"]["value"]), int(found[0]["height"]["value"])
    return _cut(data, size, [(box[0], box[1], box[2], box[3]) for box in boxes])


def _cut(data: bytes, size: tuple[int, int], boxes: list[Box]) -> bytes:
    from PIL import Image, ImageDraw

    with Image.open(io.BytesIO(data)) as opened:
        scan = opened.convert("RGB")
    across, down = scan.width / max(1, size[0]), scan.height / max(1, size[1])
    framed = [
        (x * across, y * down, (x + width) * across, (y + height) * down) for x, y, width, height in boxes
    ]
    line = max(8.0, max(bottom - top for _, top, _, bottom in framed))
    draw = ImageDraw.Draw(scan)
    for left, top, right, bottom in framed:
        gap = line * 0.12
        frame = (left - gap, top - gap, right + gap, bottom + gap)
        draw.rectangle(frame, outline=_MARK, width=max(2, round(line / 16)))
    margin = line * _MARGIN
    edges = (
        max(0, round(min(one[0] for one in framed) - margin * 3)),
        max(0, round(min(one[1] for one in framed) - margin)),
        min(scan.width, round(max(one[2] for one in framed) + margin * 3)),
        min(scan.height, round(max(one[3] for one in framed) + margin)),
    )
    piece = scan.crop(edges)
    if piece.width > _WIDEST:
        piece = piece.resize((_WIDEST, max(1, round(piece.height * _WIDEST / piece.width))))
    out = io.BytesIO()
    piece.save(out, "PNG")
    return out.getvalue()
