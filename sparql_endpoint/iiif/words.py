"""Labels as IIIF has them: language to values; those of the interface in all its languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sparql_endpoint.portal.i18n import LANGUAGES, Language
from sparql_endpoint.results import Term
from sparql_endpoint.service import View, written_all

Json = dict[str, Any]
Map = dict[str, list[str]]


def said(message: str) -> Map:
    """A message of the interface in every language."""
    return {code: [Language(code).gettext(message)] for code in LANGUAGES}


def plain(*values: str) -> Map:
    """Values of no language."""
    return {"none": list(values)}


def mapped(terms: Iterable[Term]) -> Map:
    """Literals by language, sorted, each once."""
    found: dict[str, set[str]] = {}
    for term in terms:
        found.setdefault(term.lang or "none", set()).add(term.value)
    return {lang: sorted(found[lang]) for lang in sorted(found)}


def labels_of(view: View, iris: Iterable[str]) -> dict[str, Map]:
    """All labels of things, by IRI; nothing for one without any."""
    asked = sorted(set(iris))
    if not asked:
        return {}
    query = f"SELECT ?s ?label WHERE {{ VALUES ?s {{ {written_all(asked)} }} ?s rdfs:label ?label }}"
    found: dict[str, list[Term]] = {}
    for row in view.select(query):
        found.setdefault(row["s"].value, []).append(row["label"])
    return {iri: mapped(terms) for iri, terms in found.items()}
