"""``…/service/search``: full text over names, titles, descriptions and page texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.search import FIELDS, KINDS, Wanted, search
from sparql_endpoint.results import Row, Term
from sparql_endpoint.services.arguments import bad, last_part, limit_of, number_of, text_of, truth_of
from sparql_endpoint.services.local import THING, Context, decimal, iri, text

_LONGEST = 400


class SearchService:
    """The subject is what is found: a shared entity or a record, the best first."""

    inputs = frozenset(
        ("searchFor", "ofKind", "inArchive", "inLanguage", "inField", "fromYear", "toYear", "byPage", "limit")
    )
    required = frozenset(("searchFor",))
    outputs = frozenset(("score", "snippet", "matched", "matchedLanguage", "foundIn", "foundOn"))

    def answer(self, context: Context, given: Mapping[str, Term]) -> Iterator[Row]:
        """One row a thing, or a page with kg:byPage."""
        kind, field = last_part(given, "ofKind"), text_of(given, "inField")
        if kind and kind not in KINDS:
            raise bad("ofKind", f"one of {', '.join(KINDS)}")
        if field and field not in FIELDS:
            raise bad("inField", f"one of {', '.join(FIELDS)}")
        wanted = Wanted(
            kind=kind,
            archive=last_part(given, "inArchive"),
            lang=text_of(given, "inLanguage"),
            fields=(field,) if field else (),
            since=_year(given, "fromYear"),
            until=_year(given, "toYear"),
            pages=truth_of(given, "byPage"),
        )
        asked = text_of(given, "searchFor")[:_LONGEST]
        for hit in search(context.edition.search_path, asked, wanted, limit=limit_of(given)):
            row = {
                THING: iri(hit.iri),
                "score": decimal(hit.score),
                "snippet": text(hit.words, hit.matched_lang),
                "matched": text(hit.matched, hit.matched_lang),
                "foundIn": text(hit.field),
            }
            if hit.matched_lang:
                row["matchedLanguage"] = text(hit.matched_lang)
            if hit.page:
                row["foundOn"] = iri(hit.page)
            yield row


def _year(given: Mapping[str, Term], name: str) -> int | None:
    return int(number_of(given, name, 0, -9999, 9999)) if name in given else None
