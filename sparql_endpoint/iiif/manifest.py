"""A record as a manifest of IIIF Presentation API 3.0."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.page_images.index import PageImage
from sparql_endpoint.iiif.addresses import Addresses, last
from sparql_endpoint.iiif.canvases import Canvas, measured, size_of
from sparql_endpoint.iiif.words import Json, Map, labels_of, mapped, plain, said
from sparql_endpoint.portal.catalogues import N_
from sparql_endpoint.portal.i18n import direction
from sparql_endpoint.portal.record.facts import facts_of, licences_of
from sparql_endpoint.portal.record.scans import Leaf
from sparql_endpoint.portal.statements import LABEL, RICO, Statement
from sparql_endpoint.service import View, archive_iris

CONTEXT = ["http://iiif.io/api/search/2/context.json", "http://iiif.io/api/presentation/3/context.json"]
_RIGHTS = re.compile(
    r"https?://(creativecommons\.org/(?:licenses|publicdomain)/|rightsstatements\.org/(?:vocab|page)/)"
)
_MOST_FACTS = 40
_UNSHOWN = frozenset(
    RICO + name
    for name in ("title", "identifier", "hasOrHadHolder", "directlyIncludes", "hasOrHadDigitalInstantiation",
                 "isOrWasIncludedIn", "rankInSequence")
)  # fmt: skip
_TURTLE = {"type": "Dataset", "format": "text/turtle", "profile": "https://www.ica.org/standards/RiC/ontology"}


def manifest_of(view: View, record: str, canvases: Sequence[Canvas]) -> Json:
    """The manifest of a record, its canvases known. Annotations stand in pages of their own, by address."""
    to = Addresses(view.edition.base, last(record))
    facts = facts_of(view, record, ("en",)).said
    archives = [each.value.term.value for each in facts if each.predicate == RICO + "hasOrHadHolder"]
    archive = next((iri for iri in archives if iri.startswith(archive_iris(view))), "")
    number = next((each.value.term.value for each in facts if each.predicate == RICO + "identifier"), "")
    names = labels_of(view, [archive, *_named(facts)] if archive else _named(facts))
    known = measured(view, canvases, layout=False)
    made: Json = {
        "@context": CONTEXT,
        "id": to.manifest,
        "type": "Manifest",
        "label": mapped(each.value.term for each in facts if each.predicate == LABEL) or plain(number or record),
        "metadata": [
            {"label": said(N_("Call number")), "value": plain(number)},
            {"label": said(N_("Archive")), "value": names.get(archive) or plain(last(archive))},
            *_metadata(facts, names, view.edition.vocabulary),
        ],
        "viewingDirection": _direction(canvases, known),
        **_rights(view, facts),
        "provider": [_provider(view, archive, names)],
        "homepage": [
            {"id": f"{to.base}/page/record/{to.record}", "type": "Text", "format": "text/html",
             "label": said(N_("Page of the record"))}
        ],
        "seeAlso": [
            {"id": f"{to.base}/data/record/{to.record}.ttl", **_TURTLE, "label": said(N_("Description as linked data"))}
        ],
        "rendering": [
            {"id": f"{to.own}/text.txt", "type": "Text", "format": "text/plain", "label": said(N_("All of the text"))}
        ],
        "service": [{"id": to.search, "type": "SearchService2"}],
        "items": [canvas_of(to, canvas, known.get(canvas.key)) for canvas in canvases],
    }  # fmt: skip
    shown = next((leaf.image for leaf in known.values() if leaf.image), None)
    if shown:
        made["thumbnail"] = [thumbnail(to, shown)]
    return made


def canvas_of(to: Addresses, canvas: Canvas, leaf: Leaf | None) -> Json:
    """A canvas with its image, and the addresses of its mentions and of its words."""
    width, height = size_of(leaf)
    items = [painting(to, canvas, leaf.image)] if leaf and leaf.image else []
    made: Json = {
        "id": to.canvas(canvas.key),
        "type": "Canvas",
        "label": plain(canvas.number) if canvas.number else said(N_("Text")),
        "width": width,
        "height": height,
        "items": [{"id": to.part(canvas.key, "painting"), "type": "AnnotationPage", "items": items}],
        "annotations": [
            {"id": to.part(canvas.key, kind), "type": "AnnotationPage", "label": said(label)}
            for kind, label in (("mentions", N_("Mentions")), ("text", N_("Text")))
        ],
    }
    if leaf and leaf.image:
        made["thumbnail"] = [thumbnail(to, leaf.image)]
    return made


def painting(to: Addresses, canvas: Canvas, image: PageImage) -> Json:
    """The annotation that puts the scan on the canvas."""
    service = to.image(canvas.key)
    largest = image.sizes[0]
    return {
        "id": f"{to.part(canvas.key, 'painting')}#image",
        "type": "Annotation",
        "motivation": "painting",
        "body": {
            "id": f"{service}/full/max/0/default.jpg",
            "type": "Image",
            "format": "image/jpeg",
            "width": largest.width,
            "height": largest.height,
            "service": [{"id": service, "type": "ImageService3", "profile": "level0"}],
        },
        "target": to.canvas(canvas.key),
    }


def thumbnail(to: Addresses, image: PageImage) -> Json:
    """The smallest copy of a scan."""
    size = image.sizes[-1]
    return {
        "id": f"{to.image(last(image.page))}/full/{size.width},{size.height}/0/default.jpg",
        "type": "Image",
        "format": "image/jpeg",
        "width": size.width,
        "height": size.height,
    }


def _named(facts: Sequence[Statement]) -> list[str]:
    targets = [each.value.term.value for each in facts if each.value.term.kind == "uri"]
    return [each.predicate for each in facts] + targets


def _metadata(facts: Sequence[Statement], names: Mapping[str, Map], own: str) -> list[Json]:
    """The description, property by property."""
    hidden = {*_UNSHOWN, LABEL, own + "mentions"}
    said_of: dict[str, list[Statement]] = {}
    for each in facts:
        target = each.value.term.value
        if each.predicate not in hidden and each.predicate in names and "/id/instantiation/" not in target:
            said_of.setdefault(each.predicate, []).append(each)
    found = []
    for predicate, values in said_of.items():
        merged: dict[str, set[str]] = {}
        for each in values:
            term = each.value.term
            value = names.get(term.value, plain(each.value.label.value)) if term.kind == "uri" else mapped([term])
            for lang, words in value.items():
                merged.setdefault(lang, set()).update(words)
        found.append({"label": names[predicate], "value": {lang: sorted(merged[lang]) for lang in sorted(merged)}})
    return found[:_MOST_FACTS]


def _direction(canvases: Sequence[Canvas], known: Mapping[str, Leaf]) -> str:
    """Of turning pages: as the pages say, else that of the language of the first text."""
    told = next((leaf.direction for leaf in known.values() if leaf.direction), "")
    told = told or direction(canvases[0].text.lang)
    return "right-to-left" if told == "rtl" else "left-to-right"


def _rights(view: View, facts: Sequence[Statement]) -> Json:
    """``rights`` takes licences of Creative Commons and RightsStatements.org only; others are shown as words."""
    licences = licences_of(view, facts)
    known = [f"http://{licence.partition('://')[2]}" for licence in licences if _RIGHTS.match(licence)]
    made: Json = {"rights": known[0]} if known else {}
    if licences:
        made["requiredStatement"] = {"label": said(N_("Licence")), "value": plain(*licences)}
    return made


def _provider(view: View, archive: str, names: Mapping[str, Map]) -> Json:
    label = names.get(archive) or plain(last(archive) or view.edition.base)
    page = archive.replace("/id/", "/page/", 1) or view.edition.base
    home = {"id": page, "type": "Text", "format": "text/html", "label": label}
    return {"id": archive or view.edition.base, "type": "Agent", "label": label, "homepage": [home]}
