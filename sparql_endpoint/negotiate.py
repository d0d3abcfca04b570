"""Content negotiation (RFC 9110, section 12.5.1) over the few formats there are."""

from __future__ import annotations

from collections.abc import Mapping

SOLUTIONS: Mapping[str, tuple[str, ...]] = {
    "json": ("application/sparql-results+json", "application/json"),
    "xml": ("application/sparql-results+xml", "application/xml", "text/xml"),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
}
GRAPHS: Mapping[str, tuple[str, ...]] = {
    "ttl": ("text/turtle", "application/x-turtle"),
    "jsonld": ("application/ld+json", "application/json"),
    "nt": ("application/n-triples",),
    "rdf": ("application/rdf+xml", "application/xml", "text/xml"),
    "trig": ("application/trig",),
    "nq": ("application/n-quads",),
}
PAGE: Mapping[str, tuple[str, ...]] = {"html": ("text/html", "application/xhtml+xml")}

_LONGEST = 4096
_MOST = 100


def preferred(accept: str, offers: Mapping[str, tuple[str, ...]]) -> tuple[str | None, float]:
    """The best of the offers and its quality; None where none is acceptable. Ties go to the earlier offer.

    An empty header accepts everything. Of a header longer than 4 KiB only that much is read.

    >>> preferred("text/turtle;q=0.5, application/n-triples", GRAPHS)
    ('nt', 1.0)
    >>> preferred("application/pdf", GRAPHS)
    (None, 0.0)
    """
    ranges = _ranges(accept)
    best: tuple[str | None, float] = (None, 0.0)
    for name, media_types in offers.items():
        quality = max(_quality(media_type, ranges) for media_type in media_types)
        if quality > best[1]:
            best = (name, quality)
    return best


def _ranges(accept: str) -> dict[str, float]:
    if not accept.strip():
        return {"*/*": 1.0}
    found: dict[str, float] = {}
    for part in accept[:_LONGEST].split(",")[:_MOST]:
        media_range, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((value[2:] for value in parameters if value.startswith("q=")), "1")
        found.setdefault(media_range, _weight(weight))
    return found


def _weight(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return min(max(value, 0.0), 1.0)


def _quality(media_type: str, ranges: dict[str, float]) -> float:
    """That of the most specific range that covers the type."""
    family = media_type.split("/")[0] + "/*"
    for media_range in (media_type, family, "*/*"):
        if media_range in ranges:
            return ranges[media_range]
    return 0.0
