"""Canvases of a manifest as pages, with the text of annotations and of files beside the manifest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.errors import InputRejected
from extractors.readers.iiif_annotations import Annotation, readable, regions
from extractors.readers.iiif_json import Json, identifier, kind, load, objects, string
from extractors.readers.iiif_words import first
from extractors.readers.page_files import Transcription, transcription
from extractors.readers.page_text import Direction, PrintedPage, PrintedRegion, integer
from extractors.source import Source

MAX_CANVASES = 20_000
_REMOTE = re.compile(r"(?!file:)[A-Za-z][A-Za-z0-9+.-]+:")
_TRANSCRIPTS = re.compile(r"alto|hocr|page\+?xml|pagecontent|text/plain|text/vnd|\.xml$|\.hocr$|\.html?$|\.txt$", re.I)


@dataclass(frozen=True, slots=True)
class Gathered:
    """All pages in order, languages that annotations and files name, and what could not be had."""

    pages: tuple[PrintedPage, ...]
    languages: tuple[str, ...]
    warnings: tuple[str, ...]


def canvases(manifest: Json) -> list[Json]:
    """Of version 3 (items) or 2 (the first sequence)."""
    sequence = objects(manifest.get("sequences"))[:1]
    found = objects(manifest.get("items")) or [item for one in sequence for item in objects(one.get("canvases"))]
    return [item for item in found if kind(item) in ("Canvas", "")]


def gather(manifest: Json, source: Source) -> Gathered:
    """Pages of all canvases. A page's text is that of a transcript beside the manifest, else of its annotations.

    InputRejected IIIF006 for more than MAX_CANVASES.
    """
    found = canvases(manifest)
    if len(found) > MAX_CANVASES:
        raise InputRejected(
            "IIIF006", f"The manifest has {len(found)} canvases, more than {MAX_CANVASES}.", where=source.name
        )
    told = string(manifest.get("viewingDirection")) or next(
        (string(one.get("viewingDirection")) for one in objects(manifest.get("sequences"))), ""
    )
    direction: Direction | None = "rtl" if told == "right-to-left" else None
    whole: dict[str, list[Annotation]] = {}
    for page in objects(manifest.get("annotations")):
        for item in readable(page, None, None):
            whole.setdefault(item.canvas, []).append(item)
    warnings: list[str] = []
    languages: set[str] = set()
    pages = []
    for number, canvas in enumerate(found, 1):
        made, spoken = _page(canvas, number, whole.get(identifier(canvas), []), source, warnings)
        pages.append(replace(made, direction=made.direction or direction))
        languages.update(spoken)
    return Gathered(tuple(pages), tuple(sorted(languages)), tuple(warnings))


def references(manifest: Json) -> tuple[str, ...]:
    """Local files that canvases refer to for their text: transcripts and annotation pages, each once."""
    found = [name for canvas in canvases(manifest) for name in (*_transcripts(canvas), *_outside(canvas))]
    return tuple(dict.fromkeys(name for name in found if not _REMOTE.match(name)))


def _page(
    canvas: Json, number: int, whole: list[Annotation], source: Source, warnings: list[str]
) -> tuple[PrintedPage, set[str]]:
    width, height = integer(str(canvas.get("width"))), integer(str(canvas.get("height")))
    found = list(whole)
    for page in _annotation_pages(canvas, source, warnings):
        found += readable(page, width, height)
    files = [*_transcripts(canvas), *(item.file for item in found if item.file)]
    read = next(_read(files, source, warnings), Transcription(()))
    printed = read.pages[0] if read.pages else None
    comments = [item for item in found if item.comment]
    own: tuple[PrintedRegion, ...] = tuple(regions(found if printed is None else comments))
    page_ = PrintedPage(
        first(canvas.get("label")) or str(number),
        (*(printed.regions if printed else ()), *own),
        (printed.width if printed else None) or width,
        (printed.height if printed else None) or height,
        _image(canvas) or (printed.image if printed else None),
        printed.direction if printed else None,
    )
    return page_, {*read.languages, *(item.lang for item in found if item.lang)}


def _annotation_pages(canvas: Json, source: Source, warnings: list[str]) -> Iterator[Json]:
    """Embedded ones, and those in files beside the manifest."""
    for page in objects(canvas.get("annotations", canvas.get("otherContent"))):
        if "items" in page or "resources" in page:
            yield page
    for name in _outside(canvas):
        try:
            yield load(_beside(name, source))
        except InputRejected as error:
            warnings.append(_warning(name, error))


def _outside(canvas: Json) -> list[str]:
    """Addresses of annotation pages that are not embedded."""
    listed = canvas.get("annotations", canvas.get("otherContent"))
    items = listed if isinstance(listed, list) else [listed]
    bare = [item for item in items if not isinstance(item, dict) or not ("items" in item or "resources" in item)]
    return [name for item in bare if (name := identifier(item))]


def _transcripts(canvas: Json) -> list[str]:
    """Addresses of ALTO, PAGE, hOCR or plain text that seeAlso or rendering names."""
    found = []
    for item in (*objects(canvas.get("seeAlso")), *objects(canvas.get("rendering"))):
        told = " ".join((string(item.get("format")), string(item.get("profile")), identifier(item)))
        if _TRANSCRIPTS.search(told):
            found.append(identifier(item))
    return [name for name in found if name]


def _read(names: list[str], source: Source, warnings: list[str]) -> Iterator[Transcription]:
    for name in names:
        try:
            yield transcription(_beside(name, source))
        except InputRejected as error:
            warnings.append(_warning(name, error))


def _beside(name: str, source: Source) -> Source:
    if _REMOTE.match(name):
        raise InputRejected("IIIF012", "it is on the network, where nothing is fetched from", where=name)
    return source.beside(name.split("#")[0])


def _warning(name: str, error: InputRejected) -> str:
    if error.code == "IIIF012":
        return f"IIIF012 line 1: {name} is left out: {error.message}"
    return f"IIIF011 line 1: {name} is left out: {error.code}: {error.message}"


def _image(canvas: Json) -> str | None:
    """Address of the image painted on the canvas, else of its image service."""
    painted = [
        body
        for page in objects(canvas.get("items"))
        for item in objects(page.get("items"))
        for body in objects(item.get("body"))
    ] or [body for item in objects(canvas.get("images")) for body in objects(item.get("resource"))]
    for body in painted:
        chosen = next(iter((*objects(body.get("default")), *objects(body.get("items")))), body)
        service = next((identifier(item) for item in objects(chosen.get("service"))), "")
        if address := identifier(chosen) or service:
            return address
    return None
