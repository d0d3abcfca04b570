"""The piece of a scan around the words of a mention: what a source mark can show in place of quoted words alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sparql_endpoint.iiif.addresses import last
from sparql_endpoint.portal.record.scans import Box, Leaf, around, boxes_of, leaves
from sparql_endpoint.service import View, written_all

_ROOM = 0.35
"""Of the page's width: what is shown beside the words, at least in part."""
_LINES = 2.2
_LARGE_ENOUGH = 1000


@dataclass(frozen=True)
class Crop:
    """A rectangle of a page to show, and those of the words in it. width, height: of the whole page, in its measure."""

    record: str
    page: str
    size: str
    width: int
    height: int
    shown: Box
    boxes: tuple[Box, ...]


def crops(view: View, mentions: Iterable[str]) -> dict[str, Crop]:
    """By the IRI of the mention; nothing for one whose page has no scan here, or whose place on it nobody knows."""
    asked = list(dict.fromkeys(mentions))
    if not asked:
        return {}
    query = f"""SELECT ?mention ?page WHERE {{ VALUES ?mention {{ {written_all(asked)} }}
      ?mention oa:hasTarget ?target . ?target kg:page ?page }} ORDER BY ?mention ?page"""
    pages = {row["mention"].value: row["page"].value for row in reversed(view.select(query))}
    found = {}
    for page, leaf in leaves(view, pages.values(), layout=False).items():
        if leaf.image is None:
            continue
        for mention, boxes in boxes_of(view, leaf, [one for one in asked if pages.get(one) == page]).items():
            found[mention] = _crop(leaf, boxes)
    return found


def _crop(leaf: Leaf, boxes: tuple[Box, ...]) -> Crop:
    whole = around(boxes) or Box(0, 0, leaf.width, leaf.height)
    beside, above = round(leaf.width * _ROOM / 2), round(max(box.height for box in boxes) * _LINES / 2)
    x, y = max(0, whole.x - beside), max(0, whole.y - above)
    shown = Box(
        x,
        y,
        min(leaf.width, whole.x + whole.width + beside) - x,
        min(leaf.height, whole.y + whole.height + above) - y,
    )
    image = leaf.image
    sizes = image.sizes if image else ()
    size = next((one for one in reversed(sizes) if one.width >= _LARGE_ENOUGH), sizes[0])
    record = last(image.record) if image else ""
    return Crop(record, last(leaf.iri), f"{size.width},{size.height}", leaf.width, leaf.height, shown, boxes)
