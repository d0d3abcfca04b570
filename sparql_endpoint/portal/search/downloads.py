"""The result as a file: CSV that opens in Excel, JSON, and the statements about what was found as Turtle or JSON-LD."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from flask import Response

from kg.search import Hit
from kg.store.convert import from_nquads
from kg.store.query import QueryJob
from sparql_endpoint.responses import answer_response
from sparql_endpoint.results import MEDIA_TYPES, Term
from sparql_endpoint.service import View, written_all

FORMATS: Mapping[str, tuple[str, ...]] = {
    "json": ("application/json",),
    "csv": ("text/csv",),
    "ttl": ("text/turtle",),
    "jsonld": ("application/ld+json",),
}
COLUMNS = (
    "iri", "kind", "name", "name_language", "matched", "matched_language", "found_in", "page", "words", "archives",
    "records", "from_year", "to_year", "confidence", "score",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
_SAID = (
    "rdf:type, rdfs:label, skos:prefLabel, skos:altLabel, rico:title, rico:identifier, rico:hasOrHadHolder, "
    "rico:hasCreationDate, rico:hasDocumentaryFormType, rico:hasRecordSetType, rico:hasOrHadLanguage, "
    "rico:isDirectlyIncludedIn, rico:hasEventType, rico:occurredAtDate, rico:hasOrHadLocation, geo:hasGeometry, "
    "kg:externalId, owl:sameAs, skos:exactMatch"
)


def as_csv(hits: Iterable[Hit], names: Mapping[str, Term]) -> str:
    """Rows under a heading, with a byte order mark, so that Excel reads UTF-8 and runs nothing."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for hit in hits:
        name = names[hit.iri]
        row: tuple[Any, ...] = (
            hit.iri, hit.kind, name.value, name.lang, hit.matched, hit.matched_lang, hit.field, hit.page_number,
            hit.words, " ".join(hit.archives), hit.weight, hit.since, hit.until, hit.confidence, hit.score,
        )  # fmt: skip
        writer.writerow(safe(each) if isinstance(each, str) else each for each in row)
    return "\ufeff" + out.getvalue()


def safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula: one that begins like it gets an apostrophe before it (OWASP).

    >>> safe("=1+1"), safe("Doha")
    ("'=1+1", 'Doha')
    """
    return "'" + text if text.lstrip(" ").startswith(_FORMULA) or text.startswith(_FORMULA) else text


def as_json(hits: Iterable[Hit], names: Mapping[str, Term]) -> list[dict[str, Any]]:
    """Hits with all their fields; name and name_lang in the reader's language, or what stands in for it."""
    return [asdict(hit) | {"name": names[hit.iri].value, "name_lang": names[hit.iri].lang} for hit in hits]


def as_graph(view: View, hits: Iterable[Hit], format_name: str) -> Response:
    """What the edition says of the things themselves: kinds, names, call numbers, where they are kept, dates."""
    things = written_all(hit.iri for hit in hits)
    query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ {things} }} ?s ?p ?o FILTER(?p IN ({_SAID})) }}"
    compact = format_name == "jsonld"
    limits = view.limits
    job = QueryJob(
        query, graph="nt" if compact else format_name, max_rows=limits.max_rows, max_bytes=limits.max_bytes
    )
    response = answer_response(view.run(job), view.edition)
    if compact:
        body = from_nquads(response.get_data(), "jsonld", view.edition.vocabulary)
        response = Response(body, headers=response.headers, content_type=MEDIA_TYPES["jsonld"])
        response.content_length = len(body)
    return response
