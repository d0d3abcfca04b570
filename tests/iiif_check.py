"""What IIIF Presentation 3.0, Image 3.0 and Content Search 2.0 demand of the structures that are served here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

PRESENTATION = "http://iiif.io/api/presentation/3/context.json"
SEARCH = "http://iiif.io/api/search/2/context.json"
IMAGE = "http://iiif.io/api/image/3/context.json"
_LANGUAGE = re.compile(r"none|[A-Za-z]{2,3}(-[A-Za-z0-9]+)*")
_REGION = re.compile(r"xywh=\d+,\d+,\d+,\d+")
_NEEDED = {
    "Manifest": {"id", "type", "label", "items"},
    "Canvas": {"id", "type", "items", "width", "height"},
    "AnnotationPage": {"id", "type"},
    "Annotation": {"id", "type", "motivation", "target"},
    "Agent": {"id", "type", "label"},
    "Image": {"id", "type", "format"},
    "Dataset": {"id", "type", "label", "format"},
    "Text": {"id", "type", "label", "format"},
    "ImageService3": {"id", "type", "profile"},
    "SearchService2": {"id", "type"},
    "AnnotationCollection": {"id", "type"},
    "TextualBody": {"type", "value"},
    "SpecificResource": {"type", "source"},
}
_LISTS = {
    "items",
    "annotations",
    "metadata",
    "provider",
    "homepage",
    "seeAlso",
    "rendering",
    "thumbnail",
    "service",
    "ignored",
}
_RIGHTS = ("http://creativecommons.org/", "http://rightsstatements.org/vocab/")


def faults(made: Any, *, context: str) -> list[str]:
    """What breaks the specifications, a sentence each."""
    contexts = made.get("@context")
    last = contexts[-1] if isinstance(contexts, list) else contexts
    found = [] if last == context else [f"the last context is {last}"]
    ids: dict[str, str] = {}
    for path, thing in _things(made, ""):
        found += [f"{path}: {message}" for message in _thing(thing)]
        name = thing.get("id")
        # Canvases, services and pages are named again where they are meant; what is written out in full is so once.
        whole = isinstance(name, str) and thing.get("type") in ("Manifest", "Canvas", "Annotation")
        if whole and ids.setdefault(name, path) != path:
            found.append(f"{path}: {name} is described at {ids[name]} already")
    return found


def _things(value: Any, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        if "type" in value:
            yield path or "/", value
        for key, part in value.items():
            yield from _things(part, f"{path}/{key}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _things(part, f"{path}/{number}")


def _thing(thing: dict[str, Any]) -> Iterator[str]:
    kind = thing["type"]
    if kind not in _NEEDED and not kind.endswith("Selector"):
        yield f"{kind} is no type of these specifications"
    for key in sorted(_NEEDED.get(kind, set()) - thing.keys()):
        yield f"{kind} lacks {key}"
    for key in _LISTS & thing.keys():
        if not isinstance(thing[key], list):
            yield f"{key} is no list"
    if "id" in thing and urlsplit(thing["id"]).scheme not in ("http", "https"):
        yield f"the id {thing['id']} is no HTTP address"
    for key in {"label"} & thing.keys():
        yield from _language_map(thing[key], key)
    for part in (*thing.get("metadata", ()), *([thing["requiredStatement"]] if "requiredStatement" in thing else ())):
        if set(part) != {"label", "value"}:
            yield "a pair of metadata has other keys than label and value"
        for key in part:
            yield from _language_map(part[key], key)
    if kind == "Canvas" and not (thing["width"] > 0 and thing["height"] > 0 and "#" not in thing["id"]):
        yield "a canvas has a measure, and no fragment in its id"
    if kind == "Manifest":
        if not thing["items"] or any(one["type"] != "Canvas" for one in thing["items"]):
            yield "a manifest holds canvases and at least one"
        if thing.get("viewingDirection") not in (None, "left-to-right", "right-to-left"):
            yield f"no direction is called {thing['viewingDirection']}"
        if "rights" in thing and not thing["rights"].startswith(_RIGHTS):
            yield f"{thing['rights']} is none of the statements of rights"
    if kind == "Annotation":
        yield from _annotation(thing)


def _annotation(thing: dict[str, Any]) -> Iterator[str]:
    targets = thing["target"] if isinstance(thing["target"], list) else [thing["target"]]
    for target in targets:
        if isinstance(target, str) and "#" in target and not _REGION.fullmatch(target.partition("#")[2]):
            yield f"{target} is no region of a canvas"
    if thing["motivation"] != "contextualizing" and "body" not in thing:
        yield "it says nothing"
    if thing["motivation"] == "painting" and thing["body"]["type"] != "Image":
        yield "only content is painted"


def _language_map(value: Any, key: str) -> Iterator[str]:
    if not isinstance(value, dict) or not value:
        yield f"{key} is no language map"
        return
    for lang, words in value.items():
        if not _LANGUAGE.fullmatch(lang):
            yield f"{key}: {lang} is no language"
        if not isinstance(words, list) or not words or not all(isinstance(word, str) for word in words):
            yield f"{key}: the words in {lang} are no list of strings"
