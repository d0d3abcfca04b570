"""What things are called: one rule for every table and every page of the client."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.client.frames import solutions
from kg.client.source import Source
from kg.client.texts import term
from kg.spelling import spelt

LANGUAGES = ("en", "ru", "kk", "ar")
_BATCH = 400
Name = tuple[str, str]


def chain(lang: str | None) -> tuple[str, ...]:
    """Languages in the order in which names are taken: the wanted one, then the others of the house."""
    first = [lang.split("-")[0].lower()] if lang else []
    return tuple(dict.fromkeys((*first, *LANGUAGES)))


def pick(names: Sequence[Name], wanted: Sequence[str]) -> Name:
    """(text, language) of the first wanted language that has one, else the first by language and text."""
    ordered = sorted(names, key=lambda name: (name[1], name[0]))
    for code in wanted:
        for name in ordered:
            if name[1].split("-")[0] == code:
                return name
    return ordered[0]


def labels(source: Source, iris: Iterable[str], wanted: Sequence[str]) -> dict[str, Name]:
    """A name for each IRI, and its language; one without any is called by the last part of its IRI."""
    todo = sorted(set(iris))
    found: dict[str, list[Name]] = {}
    for start in range(0, len(todo), _BATCH):
        values = " ".join(term(iri) for iri in todo[start : start + _BATCH])
        query = (
            f"SELECT ?s ?name {{ VALUES ?s {{ {values} }} "
            "{ ?s skos:prefLabel ?name } UNION { ?s rdfs:label ?name FILTER NOT EXISTS { ?s skos:prefLabel ?other } } }"
        )
        for row in solutions(source.ask(query).body)[1]:
            found.setdefault(row["s"]["value"], []).append((row["name"]["value"], row["name"].get("xml:lang", "")))
    return {iri: pick(found[iri], wanted) if iri in found else (spelt(iri), "") for iri in todo}
