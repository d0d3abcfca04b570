"""Annotations of a canvas that carry text: lines and words with their boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from extractors.document import Box
from extractors.readers.iiif_json import Json, identifier, kind, objects, string, strings
from extractors.readers.iiif_words import without_markup
from extractors.readers.language_codes import language_tag
from extractors.readers.page_text import PrintedLine, PrintedRegion, PrintedWord, line_of_words
from extractors.readers.page_words import line_with_words

_XYWH = re.compile(r"xywh=(?:(pixel|percent|pct):)?" + ",".join([r"(\d{1,9}(?:\.\d{1,9})?)"] * 4))
_TEXTUAL = frozenset(("TextualBody", "ContentAsText", "EmbeddedContent", "Text"))
_TRANSCRIBING = frozenset(("supplementing", "transcribing", "painting"))
_COMMENTING = frozenset(("commenting", "describing"))
_LEVELS = ("line", "paragraph", "block", "page", "word", "glyph")
_MOST = 4_000_000


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation's words. level: line, word, … where it says so; file: an address where its words lie elsewhere."""

    canvas: str
    text: str
    box: Box | None
    comment: bool
    level: str = ""
    lang: str | None = None
    file: str = ""


def readable(page: Json, width: int | None, height: int | None) -> Iterator[Annotation]:
    """Those of an annotation page (3) or list (2) that give words to read; boxes in the canvas's pixels."""
    for item in objects(page.get("items", page.get("resources"))):
        motives = {motive.rsplit(":", 1)[-1] for motive in strings(item.get("motivation"))}
        if not motives & (_TRANSCRIBING | _COMMENTING):
            continue
        bodies = [body for body in objects(item.get("body", item.get("resource"))) if kind(body) in _TEXTUAL]
        texts = [text for body in bodies if (text := _text(body))]
        files = [name for body in bodies if not _text(body) and (name := identifier(body))]
        canvas, box = _target(item.get("target", item.get("on")), width, height)
        if texts or files:
            yield Annotation(
                canvas,
                "\n".join(texts),
                box,
                not motives & _TRANSCRIBING,
                string(item.get("textGranularity")).lower(),
                next((tag for body in bodies if (tag := language_tag(string(body.get("language"))))), None),
                "" if texts else files[0],
            )


def regions(found: Sequence[Annotation]) -> list[PrintedRegion]:
    """Transcriptions at their finest level from the line up, with words in their lines; then comments."""
    written = [item for item in found if not item.comment and item.text]
    levels = {item.level for item in written} & set(_LEVELS)
    level = next((name for name in _LEVELS if name in levels), "")
    own = [item for item in written if item.level in (level, "")]
    words = [item for item in written if item.level == "word"]
    made = _grouped(words) if level == "word" else _regions(own, words)
    comments = [item for item in found if item.comment and item.text]
    return made + [replace(region, kind="commenting") for region in _regions(comments, [])]


def _regions(found: list[Annotation], words: list[Annotation]) -> list[PrintedRegion]:
    """One region for a run of single lines, one for each annotation of several lines."""
    made = []
    if len(found) * len(words) > _MOST:
        words = []
    for several, run in groupby(found, lambda item: "\n" in item.text):
        if several:
            made += [PrintedRegion(tuple(map(PrintedLine, item.text.split("\n"))), item.box) for item in run]
        else:
            made.append(PrintedRegion(tuple(_line(item, words) for item in run)))
    return made


def _line(item: Annotation, words: list[Annotation]) -> PrintedLine:
    inside = [PrintedWord(word.text, word.box) for word in words if _within(word.box, item.box)]
    return line_with_words(item.text, inside, item.box, (), None)


def _within(inner: Box | None, outer: Box | None) -> bool:
    """Whether the middle of one box lies in the other."""
    if inner is None or outer is None:
        return False
    across, down = 2 * (inner.x - outer.x) + inner.width, 2 * (inner.y - outer.y) + inner.height
    return 0 <= across <= 2 * outer.width and 0 <= down <= 2 * outer.height


def _grouped(words: list[Annotation]) -> list[PrintedRegion]:
    """Words alone: a line goes on as long as the next word stands at the height of the one before."""
    lines: list[list[PrintedWord]] = []
    last: Box | None = None
    for word in words:
        box = word.box
        level = (
            last is not None
            and box is not None
            and abs(2 * (box.y - last.y) + box.height - last.height) < max(box.height, last.height)
        )
        if lines and level:
            lines[-1].append(PrintedWord(word.text, box))
        else:
            lines.append([PrintedWord(word.text, box)])
        last = box
    return [PrintedRegion(tuple(map(line_of_words, lines)))]


def _text(body: Json) -> str:
    """The words of a textual body, its lines kept."""
    text = string(body.get("value")) or string(body.get("chars")) or string(body.get("cnt:chars"))
    return without_markup(text, always="html" in string(body.get("format"))).strip()


def _target(value: object, width: int | None, height: int | None) -> tuple[str, Box | None]:
    """Canvas and box of a target: an address with a fragment, or a resource with a selector."""
    if isinstance(value, list):
        value = value[0] if value else None
    if not isinstance(value, dict):
        address, _, fragment = string(value).partition("#")
        return address, _box(fragment, width, height)
    source = value.get("source", value.get("full"))
    address, _, fragment = (identifier(source) or identifier(value)).partition("#")
    for selector in objects(value.get("selector")):
        for choice in (selector, *objects(selector.get("default")), *objects(selector.get("item"))):
            fragment = string(choice.get("value")) if "xywh=" in string(choice.get("value")) else fragment
    return address, _box(fragment, width, height)


def _box(fragment: str, width: int | None, height: int | None) -> Box | None:
    """xywh of a media fragment, in pixels or in per cent of the canvas."""
    match = _XYWH.search(fragment)
    if match is None:
        return None
    x, y, w, h = (float(number) for number in match.group(2, 3, 4, 5))
    if match.group(1) in ("percent", "pct"):
        if not width or not height:
            return None
        x, y, w, h = x * width / 100, y * height / 100, w * width / 100, h * height / 100
    return Box(round(x), round(y), round(w), round(h))
