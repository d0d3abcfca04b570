"""A IIIF Presentation manifest of version 2 or 3 as one description and its canvases."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from extractors.document import DateExpression, Note
from extractors.readers.iiif_fields import language_code, meaning
from extractors.readers.iiif_json import Json, identifier, objects, string, strings
from extractors.readers.iiif_words import Words, first, said
from extractors.readers.machine_dates import dated, edtf_normal

_GENERIC = frozenset(("manifest", "index", "presentation", "iiif", "v2", "v3", "2", "3", "object", ""))


@dataclass(frozen=True, slots=True)
class Manifest:
    """The description as far as it fits a Document; fields as there. languages as BCP 47."""

    call_number: str
    title: Words
    notes: tuple[Note, ...]
    dates: tuple[DateExpression, ...]
    languages: tuple[str, ...]
    extent: str | None
    licence: str | None
    url: str | None


def describe(manifest: Json) -> Manifest:
    """From labels, metadata, rights and provider. The first title is the title; those in other languages are notes."""
    address = identifier(manifest)
    titles = said(manifest.get("label"))
    pairs = [
        (said(pair.get("label")), value, meaning(first(pair.get("label"))))
        for pair in objects(manifest.get("metadata"))
        for value in said(pair.get("value"))
    ]
    pairs = [
        (labels, value, next(filter(None, map(meaning, (w.text for w in labels))), key)) for labels, value, key in pairs
    ]
    found = {key: [value.text for _, value, other in pairs if other == key] for key in {key for _, _, key in pairs}}
    dates = [
        dated(value.text, edtf_normal(value.text), role=key, method="catalogue")
        for _, value, key in pairs
        if key in ("creation", "publication")
    ]
    shown = string(manifest.get("navDate"))
    if not dates and shown:
        dates.append(dated(shown, edtf_normal(shown), role="existence", method="catalogue"))
    codes = {code for value in found.get("language", ()) for part in value.split(",") if (code := language_code(part))}
    rights = strings(manifest.get("rights")) or strings(manifest.get("license"))
    homepage = next((identifier(item) for item in objects(manifest.get("homepage"))), "")
    return Manifest(
        call_number=next(iter(found.get("call-number", ())), "") or _last_part(address),
        title=titles[0] if titles else Words(""),
        notes=(*(Note("title", words.text, words.lang) for words in titles[1:]), *_notes(manifest, pairs)),
        dates=tuple(dates),
        languages=tuple(sorted(codes)),
        extent=next(iter(found.get("extent", ())), None),
        licence=next(iter(rights), None),
        url=next((url for url in (homepage, address) if url.startswith(("http://", "https://"))), None),
    )


def _notes(manifest: Json, pairs: list[tuple[list[Words], Words, str | None]]) -> list[Note]:
    """Summary, metadata with their labels, attribution, provider, and the names of the ranges."""
    told = [*said(manifest.get("summary")), *said(manifest.get("description"))]
    notes = [Note("scope", words.text, words.lang) for words in told]
    for labels, value, key in pairs:
        label = next((words.text for words in labels if words.lang == value.lang), labels[0].text if labels else "")
        notes.append(
            Note(key or "metadata", f"{label.rstrip(' :')}: {value.text}" if label else value.text, value.lang)
        )
    for statement in objects(manifest.get("requiredStatement")):
        notes += [Note("use", words.text, words.lang) for words in said(statement.get("value"))]
    notes += [Note("use", words.text, words.lang) for words in said(manifest.get("attribution"))]
    for provider in objects(manifest.get("provider")):
        notes += [Note("provider", words.text, words.lang) for words in said(provider.get("label"))]
    ranges = [name for item in objects(manifest.get("structures")) if (name := first(item.get("label")))]
    return [*notes, Note("arrangement", "; ".join(ranges))] if ranges else notes


def _last_part(address: str) -> str:
    """The last part of an address that names something: ``…/QA-12/manifest.json`` is ``QA-12``."""
    for part in reversed(PurePosixPath(urlsplit(address).path).parts):
        name = unquote(part).removesuffix(".json").strip("/")
        if name.lower() not in _GENERIC:
            return name
    return ""
