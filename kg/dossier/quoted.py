"""Mentions with their words, as a dossier quotes them, read from the store of an edition."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kg.dossier.asking import Only, Pairs, pairs, rows
from kg.iri import Iris
from kg.store.base import Reader
from ontology.terms import ITSRDF, OA, PROV, RDFS, RICO

LONGEST = 600
"""Characters of a quote that are kept; an authority entry may be quoted whole."""


@dataclass(frozen=True, slots=True)
class Words:
    """A mention with all that a page shows of it; record empty for one that no record's text holds."""

    record: str
    page: str
    start: int
    before: str
    exact: str
    after: str
    cut: bool
    method: str
    confidence: float
    agent: str


def bodies(store: Reader, only: Only = None) -> list[tuple[str, str]]:
    """(mention, what it names)."""
    return sorted({(row["s"], row["o"]) for row in rows(store, "?s ?o", f"?s <{OA.hasBody}> ?o", only)})


def describing(store: Reader, only: Only = None) -> frozenset[str]:
    """Mentions that are an authority entry's own words."""
    return frozenset(row["s"] for row in rows(store, "?s", f"?s <{OA.motivatedBy}> <{OA.describing}>", only))


def stated_by(store: Reader, iris: Iris, only: Only = None) -> list[tuple[str, str]]:
    """(mention, property of its record that it states)."""
    return sorted((row["s"], row["o"]) for row in rows(store, "?s ?o", f"?s <{iris.own('states')}> ?o", only))


def words(store: Reader, iris: Iris, wanted: Collection[str], *, whole: bool) -> dict[str, Words]:
    """Everything about these mentions; their parts are called ``#target``, ``#quote`` and ``#position``.

    whole: whether they are most of those that there are, so that it pays to read all
    """

    def of(part: str, property_: str) -> Pairs:
        end = f"#{part}" if part else ""
        if not whole:
            found = pairs(store, f"?s <{property_}> ?o", [mention + end for mention in wanted])
        else:
            found = pairs(store, f"?s <{property_}> ?o", wanted=wanted, part=end)
        return {name.partition("#")[0]: value for name, value in found.items()}

    def some(of_them: Pairs) -> Only:
        return None if whole else frozenset(of_them.values())

    texts, pages = of("target", OA.hasSource), of("target", iris.own("page"))
    exact, before, after = of("quote", OA.exact), of("quote", OA.prefix), of("quote", OA.suffix)
    start, method, confidence = of("position", OA.start), of("", iris.own("method")), of("", ITSRDF.taConfidence)
    activity = of("", PROV.wasGeneratedBy)
    record_of, number_of = text_records(store, iris, some(texts)), page_numbers(store, iris, some(pages))
    made_by = makers(store, some(activity))
    return {
        name: Words(
            record_of.get(texts.get(name, ""), ""), number_of.get(pages.get(name, ""), ""), int(start.get(name, 0)),
            before.get(name, ""), quoted[:LONGEST], "" if len(quoted) > LONGEST else after.get(name, ""),
            len(quoted) > LONGEST, method.get(name, "").rsplit("method-", 1)[-1], float(confidence.get(name, 1)),
            made_by.get(activity.get(name, ""), ""),
        )
        for name, quoted in exact.items()
    }  # fmt: skip


def text_records(store: Reader, iris: Iris, only: Only = None) -> Pairs:
    """Text -> the record that it is of."""
    return pairs(store, f"?s <{iris.own('textOf')}> ?o", only)


def page_numbers(store: Reader, iris: Iris, only: Only = None) -> Pairs:
    """Page -> what it is numbered."""
    return pairs(store, f"?s <{iris.own('rank')}> ?r ; <{RICO.identifier}> ?o", only)


def makers(store: Reader, only: Only = None) -> Pairs:
    """Activity -> name of who or what did it."""
    return pairs(store, f"?s <{PROV.wasAssociatedWith}> ?a . ?a <{RDFS.label}> ?o", only)
