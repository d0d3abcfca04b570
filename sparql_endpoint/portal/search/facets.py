"""Facets as a page shows them: every value with its label, its count and the address that chooses it or lets it go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from babel import Locale

from kg.search import KINDS, Found, Value
from kg.search.facets import EDITED, MACHINE, REVIEWER, SEVERAL
from sparql_endpoint.portal.context import gettext as _
from sparql_endpoint.portal.context import language
from sparql_endpoint.portal.search.asked import Asked
from sparql_endpoint.portal.search.names import names
from sparql_endpoint.results import Term
from sparql_endpoint.service import View

SHOWN = 8
MOST = 24
"""Values of a facet that a page offers; the rest are found by other words or other facets."""
ORDER = ("type", "archive", "date", "place", "form", "language", "confidence", "reviewed")
_STEADY = {"type": KINDS, "reviewed": (REVIEWER, EDITED, MACHINE)}
"""Facets of few values: all of them stay in view and in place, those of nothing as 0 and without a link."""


@dataclass(frozen=True)
class Offer:
    """One value: change chooses it, or lets go of it where it is chosen; None where it would find nothing."""

    value: str
    label: Term
    count: int
    chosen: bool
    change: Asked | None


@dataclass(frozen=True)
class Facet:
    """One facet. offers: first those in view, then more; cut: whether there are more than a page offers."""

    name: str
    title: str
    offers: tuple[Offer, ...]
    more: tuple[Offer, ...]
    cut: bool


def facets_shown(view: View, found: Found, asked: Asked, values: Mapping[str, tuple[Value, ...]]) -> tuple[Facet, ...]:
    """Those that have anything to choose or to let go of."""
    trimmed = {name: _trimmed(name, values[name], view) for name in ORDER}
    named = _labels(view, found, trimmed)
    titles = titles_of_facets()
    shown = []
    for name, held in trimmed.items():
        offers = tuple(_offer(asked, name, one, named[name, one.value]) for one in held)
        if any(one.change for one in offers):
            # What is chosen stays in view, however far down it stands.
            first = [one for at, one in enumerate(offers) if at < SHOWN or one.chosen]
            rest = tuple(one for one in offers if one not in first)
            shown.append(Facet(name, titles[name], tuple(first), rest, len(values[name]) > len(held)))
    return tuple(shown)


def chosen_labels(view: View, found: Found, asked: Asked) -> list[tuple[str, Term, Asked]]:
    """(name of the facet, label, address without it) of all that is chosen."""
    choice = asked.choice
    held = {facet: tuple(Value(value, 0, True) for value in values) for facet, values in choice.values().items()}
    named, titles = _labels(view, found, held), titles_of_facets()
    chosen = [
        (titles[facet], named[facet, one.value], asked.choosing(facet, one.value, chosen=False))
        for facet in ORDER
        for one in held.get(facet, ())
    ]
    if choice.dated:
        ends = ["" if year is None else str(year) for year in (choice.since, choice.until)]
        chosen.append((titles["date"], Term("literal", "–".join(ends)), asked.between(None, None)))
    if choice.confidence is not None:
        without = asked.choosing("confidence", "0", chosen=False)
        chosen.append((titles["confidence"], Term("literal", _at_least(round(choice.confidence * 100))), without))
    return chosen


def titles_of_facets() -> dict[str, str]:
    """Their names in the reader's language."""
    return {
        "type": _("Kind"), "archive": _("Archive"), "date": _("Date"), "place": _("Place"), "form": _("Form"),
        "language": _("Language"), "confidence": _("Confidence"), "reviewed": _("Reviewed"),
    }  # fmt: skip


def kinds() -> dict[str, str]:
    """Kinds of things in the reader's language, in the plural."""
    return {
        "person": _("Persons"), "body": _("Bodies"), "place": _("Places"), "event": _("Events"), "term": _("Terms"),
        "record": _("Records"),
    }  # fmt: skip


def _trimmed(name: str, values: tuple[Value, ...], view: View) -> tuple[Value, ...]:
    there = {one.value: one for one in values}
    if name in _STEADY:
        return tuple(there.get(value, Value(value, 0, False)) for value in _STEADY[name])
    if name == "archive":
        known = sorted(view.edition.manifest["archives"])
        order = [*known, *(one.value for one in values if one.value not in (*known, SEVERAL)), SEVERAL]
        return tuple(there.get(value, Value(value, 0, False)) for value in order)
    if name == "date" and len(values) > MOST:
        largest = sorted(values, key=lambda one: (not one.chosen, -one.count))[:MOST]
        return tuple(one for one in values if one in largest)
    return tuple(one for at, one in enumerate(values) if at < MOST or one.chosen)


def _offer(asked: Asked, facet: str, one: Value, label: Term) -> Offer:
    # Where other values of the facet are chosen, one more only adds to the result.
    more = bool(one.count or one.chosen)
    change = asked.choosing(facet, one.value, chosen=not one.chosen) if more else None
    return Offer(one.value, label, one.count, one.chosen, change)


def _labels(view: View, found: Found, held: Mapping[str, tuple[Value, ...]]) -> dict[tuple[str, str], Term]:
    iris = {
        one.value: (f"{view.edition.base}/id/archive/{one.value}" if facet == "archive" else one.value)
        for facet in ("archive", "place", "form") for one in held.get(facet, ()) if one.value != SEVERAL
    }  # fmt: skip
    places = {one.value for one in held.get("place", ())}
    named = names(found, (iri for iri in iris.values() if iri in places), language().fallback)
    named |= names(found, (iri for iri in iris.values() if iri not in places), language().interface)
    fixed = {("type", kind): name for kind, name in kinds().items()}
    fixed |= {("reviewed", state): name for state, name in reviewed_names().items()}
    fixed["archive", SEVERAL] = _("more than one archive")
    fixed |= {("language", one.value): language_name(one.value) for one in held.get("language", ())}
    fixed |= {("date", one.value): f"{one.value}–{int(one.value) + 9}" for one in held.get("date", ())}
    fixed |= {("confidence", one.value): _at_least(int(one.value)) for one in held.get("confidence", ())}
    made = {key: Term("literal", text) for key, text in fixed.items()}
    made |= {(facet, one.value): named[iris[one.value]] for facet in held for one in held[facet] if one.value in iris}
    spoken = {(facet, one.value) for facet in held for one in held[facet]}
    return made | {key: Term("literal", key[1]) for key in spoken - made.keys()}


def reviewed_names() -> dict[str, str]:
    """The states of the facet reviewed in the reader's language."""
    return {
        REVIEWER: _("decided by a reviewer"),
        EDITED: _("marked by editors or the catalogue"),
        MACHINE: _("found by machine only"),
    }


def language_name(code: str) -> str:
    """A language in the reader's language, its code where no name is known."""
    return str(Locale.parse(language().code).languages.get(code, code))


def _at_least(hundredths: int) -> str:
    return f"≥ {hundredths / 100:.2f}"

