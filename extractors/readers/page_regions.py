"""Text regions of a PAGE file in reading order, and their lines."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.readers.page_text import Points, PrintedLine, bounds, points
from extractors.readers.safe_xml import Element, child, children, descend, local, words


def order(page: Element) -> list[Element]:
    """Text regions as ReadingOrder has them, then those it leaves out in the order of the file; each once."""
    regions = {item.get("id") or f"#{number}": item for number, item in enumerate(page.iter("{*}TextRegion"))}
    told = [name for name in _references(descend(page, "ReadingOrder")) if name in regions]
    names = dict.fromkeys([*told, *regions])
    return [regions[name] for name in names]


def lines(region: Element) -> Iterator[PrintedLine]:
    """The lines of one region, without those of regions inside it; of a region with text but no lines, its text."""
    own = children(region, "TextLine")
    for item in own:
        text, sure = _equivalent(item)
        baseline = child(item, "Baseline")
        yield PrintedLine(text, bounds(_outline(item)), _points(baseline), sure)
    if not own:
        text, sure = _equivalent(region)
        for line in text.split("\n"):
            yield PrintedLine(line, bounds(_outline(region)), (), sure)


def _references(group: Element | None) -> Iterator[str]:
    """Region ids of a reading order, groups in groups; indexed members by index."""
    members = list(group) if group is not None else []
    indexed = all((item.get("index") or "").isdigit() for item in members)
    for item in sorted(members, key=lambda item: int(item.get("index") or 0)) if indexed else members:
        if item.get("regionRef"):
            yield item.get("regionRef") or ""
        if local(item).endswith(("Group", "GroupIndexed")):
            yield from _references(item)


def _equivalent(element: Element) -> tuple[str, float | None]:
    """Text and confidence of the first TextEquiv, by @index where given; of the words where the line has none."""
    found = children(element, "TextEquiv")
    if not found:
        return " ".join(part for word in children(element, "Word") if (part := _equivalent(word)[0])), None
    first = min(found, key=lambda item: int(item.get("index") or 0) if (item.get("index") or "0").isdigit() else 0)
    unicode = child(first, "Unicode")
    text = "".join(map(str, unicode.itertext())) if unicode is not None else words(child(first, "PlainText"))
    try:
        return text, float(first.get("conf") or "")
    except ValueError:
        return text, None


def _outline(element: Element) -> Points:
    return _points(child(element, "Coords"))


def _points(element: Element | None) -> Points:
    """From @points (2013 on) or Point children (2010)."""
    if element is None:
        return ()
    told = " ".join(f"{item.get('x')},{item.get('y')}" for item in children(element, "Point"))
    return points(element.get("points") or told)
