"""What there is to find in an edition, read from its store, in an order that does not depend on the store's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.iri import Iris
from kg.rdf.note_kinds import AGENT_NOTES, BOTH, OWN_NOTES, RECORD_NOTES, SET_NOTES
from kg.store.base import Reader
from ontology.terms import DCTERMS, GEO, RDFS, RICO, SKOS

_NOT_DESCRIBING = frozenset({RICO.ruleFollowed, RICO.conditionsOfUse})
_POINT = re.compile(r"POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)")
_PASSAGE = 400
"""Letters of a page that one passage holds, as far as lines allow."""


@dataclass(frozen=True, slots=True)
class Words:
    """Something written: of a thing, in a field, perhaps on a page."""

    iri: str
    text: str
    lang: str
    page: str = ""
    page_number: str = ""


def labels(store: Reader, iris: Iris) -> dict[str, tuple[str, str]]:
    """Of every shared entity and every record: what it is called, and the language of that."""
    found: dict[str, tuple[str, str]] = {}
    for subject in _subjects(iris):
        for row in store.select(f"SELECT ?s ?n (LANG(?n) AS ?g) WHERE {{ {subject} ?s <{RDFS.label}> ?n }}"):
            found[row["s"]] = min(found.get(row["s"], (row["n"], row["g"])), (row["n"], row["g"]))
    return found


def names(store: Reader, iris: Iris) -> list[Words]:
    """Names of shared entities."""
    return _values(store, _subjects(iris)[0], (SKOS.prefLabel, SKOS.altLabel))


def titles(store: Reader, iris: Iris) -> list[Words]:
    """Titles and call numbers of records."""
    return _values(store, _subjects(iris)[1], (RICO.title, RICO.identifier))


def descriptions(store: Reader, iris: Iris) -> list[Words]:
    """What describes records, and shared entities by what is said of their members."""
    own = [iris.own(name) for name in (*OWN_NOTES.values(), *BOTH.values())]
    kinds = {RICO.generalDescription, DCTERMS.abstract, *RECORD_NOTES.values(), *SET_NOTES.values(), *own}
    kinds |= set(AGENT_NOTES.values())
    described = f"?m <{iris.own('memberOf')}> ?s ."
    properties = sorted(kinds - _NOT_DESCRIBING)
    found = _values(store, _subjects(iris)[1], properties) + _values(store, described, properties, "?m")
    return sorted(set(found), key=_order)


def texts(store: Reader, iris: Iris) -> Iterator[Words]:
    """The texts of records, page by page, in passages of some lines."""
    nodes = sorted(
        {(row["r"], row["t"]) for row in store.select(f"SELECT ?r ?t WHERE {{ ?t <{iris.own('textOf')}> ?r }}")}
    )
    pages = _pages(store, iris)
    for record, node in nodes:
        found = f"<{node}> <{iris.own('text')}> ?x OPTIONAL {{ <{node}> <{DCTERMS.language}> ?l }}"
        rows = store.select(f"SELECT ?x ?l WHERE {{ {found} }}")
        row = min(rows, key=lambda each: each.get("l", ""), default=None)
        if row is None:
            continue
        spans = pages.get(node) or [(0, len(row["x"]), "", "")]
        for start, end, page, number in spans:
            for passage in passages(row["x"][start:end]):
                yield Words(record, passage, row.get("l", ""), page, number)


def passages(text: str) -> Iterator[str]:
    """A page in stretches of whole lines; a line longer than a stretch is cut between words."""
    held = ""
    for line in text.split("\n"):
        while len(line) > 2 * _PASSAGE:
            cut = line.rfind(" ", 0, _PASSAGE) + 1 or _PASSAGE
            yield from (each for each in (held, line[:cut]) if each.strip())
            held, line = "", line[cut:]
        if held and len(held) + len(line) > _PASSAGE:
            yield held
            held = ""
        # A word broken at the end of a line is one word.
        joined = held[:-1] + line if held.endswith("-") and line[:1].islower() else f"{held}\n{line}"
        held = joined if held else line
    if held.strip():
        yield held


def holdings(store: Reader, iris: Iris) -> dict[str, tuple[tuple[str, ...], int]]:
    """For everything, the codes of the archives whose records name it, and how many do."""
    found: dict[str, tuple[set[str], int]] = {}
    archive = f'FILTER(STRSTARTS(STR(?h), "{iris.archive("")}"))'
    for query in (
        f"SELECT ?s ?h (COUNT(DISTINCT ?r) AS ?n) WHERE {{ ?s a <{iris.own('Entity')}> . "
        f"?r <{iris.own('mentions')}> ?s ; <{RICO.hasOrHadHolder}> ?h {archive} }} GROUP BY ?s ?h",
        f"SELECT ?s ?h (1 AS ?n) WHERE {{ ?s <{RICO.hasOrHadHolder}> ?h {archive} }}",
    ):
        for row in store.select(query):
            codes, count = found.get(row["s"], (set(), 0))
            found[row["s"]] = (codes | {row["h"].rsplit("/", 1)[1]}, count + int(row["n"]))
    return {iri: (tuple(sorted(codes)), count) for iri, (codes, count) in found.items()}


def years(store: Reader) -> dict[str, tuple[int, int]]:
    """First and last year of the creation of records."""
    found: dict[str, tuple[int, int]] = {}
    for thing, (first, last) in years_of(store, RICO.hasCreationDate):
        before = found.get(thing, (first, last))
        found[thing] = (min(first, before[0]), max(last, before[1]))
    return found


def years_of(store: Reader, property_: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """(thing, (first, last year)) for each date that a thing has by the property."""
    query = (
        f"SELECT ?s ?a ?b WHERE {{ ?s <{property_}> ?d . ?d <{RICO.beginningDate}> ?a ; <{RICO.endDate}> ?b }}"
    )
    for row in store.select(query):
        first, last = _year(row["a"]), _year(row["b"])
        if first is not None and last is not None and first <= last:
            yield row["s"], (first, last)


def points(store: Reader, iris: Iris) -> list[tuple[str, float, float]]:
    """(IRI, latitude, longitude) of the shared places."""
    query = f"SELECT ?s ?w WHERE {{ {_subjects(iris)[0]} ?s <{GEO.hasGeometry}> ?g . ?g <{GEO.asWKT}> ?w }}"
    found = {(row["s"], match) for row in store.select(query) if (match := _POINT.search(row["w"]))}
    return sorted({(iri, float(match[2]), float(match[1])) for iri, match in found})


def _subjects(iris: Iris) -> tuple[str, str]:
    return f"?s a <{iris.own('Entity')}> .", f"?s <{RICO.hasOrHadHolder}> ?h ."


def _values(store: Reader, subject: str, properties: tuple[str, ...] | list[str], of: str = "?s") -> list[Words]:
    found: set[Words] = set()
    for property_ in properties:
        query = f"SELECT ?s ?n (LANG(?n) AS ?g) WHERE {{ {subject} {of} <{property_}> ?n FILTER(isLiteral(?n)) }}"
        found |= {Words(row["s"], row["n"], row["g"]) for row in store.select(query) if row["n"].strip()}
    return sorted(found, key=_order)


def _order(words: Words) -> tuple[str, str, str]:
    return words.iri, words.lang, words.text


def _pages(store: Reader, iris: Iris) -> dict[str, list[tuple[int, int, str, str]]]:
    query = (
        f"SELECT ?t ?p ?a ?b ?n WHERE {{ ?t <{RICO.hasOrHadComponent}> ?p . ?p <{iris.own('start')}> ?a ; "
        f"<{iris.own('end')}> ?b ; <{RICO.identifier}> ?n }}"
    )
    found: dict[str, set[tuple[int, int, str, str]]] = {}
    for row in store.select(query):
        found.setdefault(row["t"], set()).add((int(row["a"]), int(row["b"]), row["p"], row["n"]))
    return {node: sorted(spans) for node, spans in found.items()}


def _year(date: str) -> int | None:
    match = re.match(r"-?\d{4,}", date)
    return int(match[0]) if match else None
