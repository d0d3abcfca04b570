"""Pages of a METS object in the order of its physical structure, with the files of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.readers.page_text import integer
from extractors.readers.safe_xml import XLINK_HREF, Element, child, children, descend, local

_TEXT_USES = (("ALTO",), ("FULLTEXT",), ("OCR", "TRANSCR", "PAGE", "TEXT", "GT"))
_IMAGE_USES = ("DEFAULT", "MAX", "MASTER", "ARCHIVE", "PRESERVATION", "REFERENCE")
_TEXT_NAME = re.compile(r"\.(?:xml|alto|page|x?html?|hocr|txt)$", re.IGNORECASE)
_IMAGE_NAME = re.compile(r"\.(?:tiff?|jpe?g|jpe|jp2|jpx|j2k|png|gif|webp)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageFile:
    """A file of a page: its address as written, or the transcription itself where the METS file embeds it."""

    href: str
    embedded: Element | None = None

    @property
    def is_local(self) -> bool:
        """Whether it is a path, and not an address on the network or a text inside the METS file."""
        return self.embedded is None and not re.match(r"(?!file:)[A-Za-z][A-Za-z0-9+.-]+:", self.href)


@dataclass(frozen=True, slots=True)
class PhysicalPage:
    """One page: its number as printed, its texts (the best first), its image."""

    number: str
    texts: tuple[PageFile, ...]
    image: str | None


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the fileSec with its use, its group's place and its kind: text, image or other."""

    place: int
    use: str
    kind: str
    file: PageFile


def physical_pages(root: Element) -> list[PhysicalPage]:
    """Divisions of the physical structMap that have files; without such a map, every file of text is a page."""
    files = dict(_files(root))
    maps = sorted(children(root, "structMap"), key=lambda item: (item.get("TYPE") or "").upper() != "PHYSICAL")
    top = child(maps[0], "div") if maps else None
    found = list(_divisions(top, files)) if top is not None else []
    if not any(page.texts or page.image for page in found):
        texts = [file for file in files.values() if file.kind == "text"]
        best = min((_rank(file) for file in texts), default=0)
        found = [PhysicalPage("", (file.file,), None) for file in texts if _rank(file) == best]
    numbered = (_number(page.number) or str(place) for place, page in enumerate(found, 1))
    return [PhysicalPage(number, page.texts, page.image) for number, page in zip(numbered, found, strict=True)]


def _divisions(division: Element, files: dict[str, _File]) -> Iterator[PhysicalPage]:
    """Pages at and under a division, siblings by ORDER where all have it."""
    named = [item.get("FILEID") or "" for pointer in children(division, "fptr") for item in pointer.iter()]
    own = [files[name] for name in dict.fromkeys(named) if name in files]
    texts = sorted((file for file in own if file.kind == "text"), key=_rank)
    images = sorted((file for file in own if file.kind == "image"), key=_image_rank)
    if texts or images:
        label = next((value for name in ("ORDERLABEL", "LABEL", "ORDER") if (value := division.get(name))), "")
        yield PhysicalPage(label, tuple(file.file for file in texts), images[0].file.href if images else None)
    inside = children(division, "div")
    orders = [integer(item.get("ORDER")) for item in inside]
    if all(order is not None for order in orders):
        inside = [inside[at] for at in sorted(range(len(inside)), key=lambda at: orders[at] or 0)]
    for item in inside:
        yield from _divisions(item, files)


def _files(root: Element) -> Iterator[tuple[str, _File]]:
    """Every file of the fileSec by its ID."""
    groups: dict[Element, int] = {}
    section = child(root, "fileSec")
    for item in section.iter("{*}file") if section is not None else ():
        group = item.getparent()
        if group is None:
            continue
        around = (item, *item.iterancestors("{*}fileGrp"))
        use = next((value for element in around if (value := element.get("USE"))), "").upper()
        location = child(item, "FLocat")
        inside = descend(item, "FContent", "xmlData")
        href = location.get(XLINK_HREF) or location.get("LOCREF") or "" if location is not None else ""
        content = inside[0] if inside is not None and len(inside) else None
        if href or content is not None:
            file = PageFile(href.strip(), content)
            place = groups.setdefault(group, len(groups))
            yield item.get("ID") or "", _File(place, use, _kind(item.get("MIMETYPE") or "", use, file), file)


def _kind(mime: str, use: str, file: PageFile) -> str:
    if mime.lower().startswith("image/") or (_IMAGE_NAME.search(file.href) and not mime):
        return "image"
    if file.embedded is not None:
        return "text" if local(file.embedded) in ("alto", "PcGts", "html") else "other"
    told = any(sign in use for signs in _TEXT_USES for sign in signs)
    named = "xml" in mime or mime.startswith("text/") or (not mime and bool(_TEXT_NAME.search(file.href)))
    if named and (told or not use):
        return "text"
    return "image" if not mime and use in _IMAGE_USES else "other"


def _rank(file: _File) -> tuple[int, int]:
    """ALTO first, then full text, then the last step of an OCR workflow."""
    for rank, signs in enumerate(_TEXT_USES):
        if any(sign in file.use for sign in signs):
            return rank, -file.place
    return len(_TEXT_USES), -file.place


def _image_rank(file: _File) -> tuple[int, int]:
    return (_IMAGE_USES.index(file.use) if file.use in _IMAGE_USES else len(_IMAGE_USES)), file.place


def _number(label: str) -> str:
    """A label with a letter or digit in it; some systems write `` - `` for an unnumbered page."""
    label = " ".join(label.split())
    return label if any(sign.isalnum() for sign in label) else ""
