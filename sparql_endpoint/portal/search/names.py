"""What things are called on a page of search: from the index, in the reader's language or what stands in for it."""

from __future__ import annotations

from collections.abc import Iterable

from kg.search import Found
from kg.spelling import spelt
from sparql_endpoint.portal.labels import pick
from sparql_endpoint.results import Term


def names(found: Found, iris: Iterable[str], wanted: tuple[str, ...]) -> dict[str, Term]:
    """The preferred name in the first wanted language, or another name in it; else as ``labels.pick`` has it.

    What has no name at all is called by the last part of its IRI.
    """
    order = list(dict.fromkeys(iris))
    known = found.labels(order)
    named = {}
    for iri in order:
        held = [(each.other, Term("literal", each.text, each.lang)) for each in known.get(iri, ())]
        named[iri] = _name(held, wanted) if held else Term("literal", spelt(iri))
    return named


def _name(held: list[tuple[bool, Term]], wanted: tuple[str, ...]) -> Term:
    preferred = [term for other, term in held if not other]
    if any(term.lang.split("-")[0] == wanted[0] for term in preferred):
        return pick(preferred, wanted)
    in_language = [term for _, term in held if term.lang.split("-")[0] == wanted[0]]
    return pick(in_language or preferred or [term for _, term in held], wanted)
