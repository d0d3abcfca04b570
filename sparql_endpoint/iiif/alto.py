"""The words of pages with their places, as ALTO 4.4."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as Tree  # written only; strangers' XML is read elsewhere

from sparql_endpoint.iiif.annotations import lines_of
from sparql_endpoint.iiif.canvases import Canvas, size_of
from sparql_endpoint.portal.record.scans import Box, Leaf, around

SPACE = "http://www.loc.gov/standards/alto/ns-v4#"
_ALLOWED = frozenset("\t\n\r")


def alto(name: str, pages: Sequence[tuple[Canvas, Leaf | None]]) -> bytes:
    """A file of these pages. name: what the images are called in it, by their record."""
    root = Tree.Element("alto", {"xmlns": SPACE, "SCHEMAVERSION": "4.4"})
    described = Tree.SubElement(root, "Description")
    Tree.SubElement(described, "MeasurementUnit").text = "pixel"
    source = Tree.SubElement(described, "sourceImageInformation")
    Tree.SubElement(source, "fileName").text = _sound(name)
    layout = Tree.SubElement(root, "Layout")
    for place, (canvas, leaf) in enumerate(pages, 1):
        _page(layout, canvas, leaf, place)
    Tree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Tree.tostring(root, encoding="unicode")}\n'.encode()


def _page(layout: Tree.Element, canvas: Canvas, leaf: Leaf | None, place: int) -> None:
    width, height = size_of(leaf)
    about = {"ID": f"p{place}", "PHYSICAL_IMG_NR": str(place), "WIDTH": str(width), "HEIGHT": str(height)}
    if canvas.number:
        about["PRINTED_IMG_NR"] = _sound(canvas.number)
    page = Tree.SubElement(layout, "Page", about)
    space = Tree.SubElement(page, "PrintSpace", _place(Box(0, 0, width, height)))
    lines = list(lines_of(canvas, leaf))
    if not lines or leaf is None or not leaf.layout:
        return
    whole = around(box for _, _, box in lines if box)
    block = Tree.SubElement(space, "TextBlock", {"ID": f"p{place}b", **_place(whole)})
    for number, (start, end, box) in enumerate(lines, 1):
        line = Tree.SubElement(block, "TextLine", {"ID": f"p{place}l{number}", **_place(box)})
        at = start
        for first, past, word in leaf.layout:
            if first >= start and past <= end:
                if first > at and line.find("String") is not None:
                    Tree.SubElement(line, "SP")
                words = {"CONTENT": _sound(canvas.text.content[first:past]), **_place(word)}
                Tree.SubElement(line, "String", words)
                at = past


def _place(box: Box | None) -> dict[str, str]:
    if box is None:
        return {}
    names = ("HPOS", "VPOS", "WIDTH", "HEIGHT")
    return dict(zip(names, map(str, (box.x, box.y, box.width, box.height)), strict=True))


def _sound(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return "".join(
        sign
        for sign in text
        if sign in _ALLOWED or (sign >= " " and sign not in "\ufffe\uffff" and not "\ud800" <= sign <= "\udfff")
    )
