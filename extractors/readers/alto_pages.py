"""Pages and blocks of an ALTO file in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from extractors.readers.alto_lines import box, line
from extractors.readers.alto_units import Scale, scale
from extractors.readers.page_text import PrintedPage, PrintedRegion, integer
from extractors.readers.safe_xml import Element, children, descend, local, words

_AREAS = ("TopMargin", "LeftMargin", "PrintSpace", "RightMargin", "BottomMargin")
_BLOCK_TAGS = ("LayoutTag", "StructureTag", "RoleTag", "OtherTag")


def pages(root: Element) -> Iterator[PrintedPage]:
    """All pages of the file. Its ReadingOrder (ALTO 4) decides, then the places of the margins, then the file."""
    image = image_name(root)
    told: dict[str, int] = {}
    for reference in root.iter("{*}ElementRef"):
        told.setdefault(reference.get("REF") or "", len(told))
    tags = {
        tag.get("ID") or "": tag.get("LABEL") or tag.get("TYPE") or ""
        for tag in children(descend(root, "Tags"), *_BLOCK_TAGS)
    }
    for number, page in enumerate(root.iter("{*}Page"), 1):
        factor = scale(root, page)
        yield PrintedPage(
            page.get("PRINTED_IMG_NR") or page.get("PHYSICAL_IMG_NR") or str(number),
            tuple(_region(block, lines, told, tags, factor) for block, lines in _blocks(page, told)),
            integer(page.get("WIDTH"), factor.x) if factor else None,
            integer(page.get("HEIGHT"), factor.y) if factor else None,
            image,
        )


def image_name(root: Element) -> str | None:
    """The image's file name as the file gives it, with its folders."""
    return words(descend(root, "Description", "sourceImageInformation", "fileName")) or None


def _blocks(page: Element, told: dict[str, int]) -> list[tuple[Element, list[Element]]]:
    """Blocks with their lines; illustrations and other blocks without lines have no words to give."""
    found = [
        (block, list(lines))
        for block, lines in groupby(page.iter("{*}TextLine"), lambda item: item.getparent())
        if block is not None
    ]
    return sorted(found, key=lambda pair: _place(pair[0], pair[1], told))


def _place(block: Element, lines: list[Element], told: dict[str, int]) -> tuple[int, int]:
    """Where the reading order has the block, a block around it or its first line; then the part of the page."""
    around = [block, *block.iterancestors()]
    known = [told[item.get("ID", "")] for item in (*around, *lines) if item.get("ID") in told]
    area = next((_AREAS.index(local(item)) for item in around if local(item) in _AREAS), 2)
    return known[0] if known else len(told), area


def _region(
    block: Element, lines: list[Element], told: dict[str, int], tags: dict[str, str], factor: Scale | None
) -> PrintedRegion:
    kinds = (tags.get(reference, "") for reference in (block.get("TAGREFS") or "").split())
    margin = next((local(item) for item in block.iterancestors() if local(item).endswith("Margin")), "")
    return PrintedRegion(
        tuple(line(item, factor) for item in sorted(lines, key=lambda item: told.get(item.get("ID", ""), len(told)))),
        box(block, factor),
        block.get("TYPE") or next(filter(None, kinds), margin),
    )
