"""What there is to find in an edition, read from its store, in an order that does not depend on the store's.

``only``: IRIs of the subjects that are asked about, a few hundred at a time; without it, all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.iri import Iris
from kg.rdf.note_kinds import AGENT_NOTES, BOTH, OWN_NOTES, RECORD_NOTES, SET_NOTES
from kg.store.base import Reader
from ontology.terms import DCTERMS, GEO, RDFS, RICO, SKOS

_NOT_DESCRIBING = frozenset({RICO.ruleFollowed, RICO.conditionsOfUse})
_POINT = re.compile(r"POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)")
_FEW = 2
"""Properties: of so few it is better asked one by one, for shared entities have many statements."""
Only = Sequence[str] | None
Holding = tuple[tuple[str, ...], int]


@dataclass(frozen=True, slots=True)
class Words:
    """Something written: of a thing, in a field, perhaps on a page."""

    iri: str
    text: str
    lang: str
    page: str = ""
    page_number: str = ""


def bound(variable: str, only: Only) -> str:
    """The part of a query that gives the variable these values; '' for None."""
    return "" if only is None else f"VALUES ?{variable} {{ {' '.join(f'<{iri}>' for iri in only)} }} "


def among(properties: Iterable[str]) -> str:
    """The part of a query that leaves ?p only these: of few things, one pass over all that is stated of them is least.

    As VALUES, the engine would go through all that is stated by the properties.
    """
    return f"FILTER(?p IN ({', '.join(f'<{one}>' for one in properties)}))"


def labels(store: Reader, iris: Iris, only: Only = None) -> dict[str, tuple[str, str]]:
    """Of every shared entity and every record: what it is called, and the language of that."""
    found: dict[str, tuple[str, str]] = {}
    for subject in _subjects(iris, only):
        for row in store.select(f"SELECT ?s ?n (LANG(?n) AS ?g) WHERE {{ {subject} ?s <{RDFS.label}> ?n }}"):
            found[row["s"]] = min(found.get(row["s"], (row["n"], row["g"])), (row["n"], row["g"]))
    return found


def names(store: Reader, iris: Iris, only: Only = None) -> set[Words]:
    """Names of shared entities."""
    return _values(store, _subjects(iris, only)[0], (SKOS.prefLabel, SKOS.altLabel))


def titles(store: Reader, iris: Iris, only: Only = None) -> set[Words]:
    """Titles and call numbers of records."""
    return _values(store, _subjects(iris, only)[1], (RICO.title, RICO.identifier))


def describing(iris: Iris) -> list[str]:
    """The properties that describe."""
    own = [iris.own(name) for name in (*OWN_NOTES.values(), *BOTH.values())]
    kinds = {RICO.generalDescription, DCTERMS.abstract, *RECORD_NOTES.values(), *SET_NOTES.values(), *own}
    return sorted((kinds | set(AGENT_NOTES.values())) - _NOT_DESCRIBING)


def descriptions(store: Reader, iris: Iris, only: Only = None) -> set[Words]:
    """What describes records."""
    return _values(store, _subjects(iris, only)[1], describing(iris))


def said_of_members(store: Reader, iris: Iris, only: Only = None, members: Only = None) -> set[Words]:
    """What describes shared entities: what is said of their members."""
    described = f"{bound('s', only)}{bound('m', members)}?m <{iris.own('memberOf')}> ?s ."
    return _values(store, described, describing(iris), "?m")


def holdings(store: Reader, iris: Iris, only: Only = None) -> dict[str, Holding]:
    """For everything, the codes of the archives whose records name it, and how many do."""
    found: dict[str, tuple[set[str], int]] = {}
    archive, given = f'FILTER(STRSTARTS(STR(?h), "{iris.archive("")}"))', bound("s", only)
    for query in (
        f"SELECT ?s ?h (COUNT(DISTINCT ?r) AS ?n) WHERE {{ {given}?s a <{iris.own('Entity')}> . "
        f"?r <{iris.own('mentions')}> ?s ; <{RICO.hasOrHadHolder}> ?h {archive} }} GROUP BY ?s ?h",
        f"SELECT ?s ?h (1 AS ?n) WHERE {{ {given}?s <{RICO.hasOrHadHolder}> ?h {archive} }}",
    ):
        for row in store.select(query):
            codes, count = found.get(row["s"], (set(), 0))
            found[row["s"]] = (codes | {row["h"].rsplit("/", 1)[1]}, count + int(row["n"]))
    return {iri: (tuple(sorted(codes)), count) for iri, (codes, count) in found.items()}


def years(store: Reader, only: Only = None) -> dict[str, tuple[int, int]]:
    """First and last year of the creation of records."""
    found: dict[str, tuple[int, int]] = {}
    for thing, (first, last) in years_of(store, [RICO.hasCreationDate], only):
        before = found.get(thing, (first, last))
        found[thing] = (min(first, before[0]), max(last, before[1]))
    return found


def years_of(
    store: Reader, properties: Sequence[str], only: Only = None
) -> Iterator[tuple[str, tuple[int, int]]]:
    """(thing, (first, last year)) for each date that a thing has by one of the properties."""
    ends = f"?d <{RICO.beginningDate}> ?a ; <{RICO.endDate}> ?b"
    if only is None:
        asked = [f"?s <{one}> ?d . {ends}" for one in properties]
    else:
        asked = [f"{bound('s', only)}?s ?p ?d {among(properties)} {ends}"]
    for pattern in asked:
        for row in store.select(f"SELECT ?s ?a ?b WHERE {{ {pattern} }}"):
            first, last = _year(row["a"]), _year(row["b"])
            if first is not None and last is not None and first <= last:
                yield row["s"], (first, last)


def points(store: Reader, iris: Iris, only: Only = None) -> list[tuple[str, float, float]]:
    """(IRI, latitude, longitude) of the shared places."""
    place = f"{_subjects(iris, only)[0]} ?s <{GEO.hasGeometry}> ?g . ?g <{GEO.asWKT}> ?w"
    rows = store.select(f"SELECT ?s ?w WHERE {{ {place} }}")
    found = {(row["s"], match) for row in rows if (match := _POINT.search(row["w"]))}
    return sorted({(iri, float(match[2]), float(match[1])) for iri, match in found})


def _subjects(iris: Iris, only: Only) -> tuple[str, str]:
    given = bound("s", only)
    return f"{given}?s a <{iris.own('Entity')}> .", f"{given}?s <{RICO.hasOrHadHolder}> ?h ."


def _values(store: Reader, subject: str, properties: Iterable[str], of: str = "?s") -> set[Words]:
    found: set[Words] = set()
    for query in _asked(subject, frozenset(properties), of):
        found |= {Words(row["s"], row["n"], row["g"]) for row in store.select(query) if row["n"].strip()}
    return found


def _asked(subject: str, properties: frozenset[str], of: str) -> Iterator[str]:
    """Of all things, a question for each property; of a few, one for many: taking it apart costs more than answers."""
    start, end = f"SELECT ?s ?n (LANG(?n) AS ?g) WHERE {{ {subject}", "FILTER(isLiteral(?n)) }"
    if "VALUES" in subject and len(properties) > _FEW:
        yield f"{start} {of} ?p ?n {among(sorted(properties))} {end}"
    else:
        yield from (f"{start} {of} <{one}> ?n {end}" for one in sorted(properties))


def _year(date: str) -> int | None:
    match = re.match(r"-?\d{4,}", date)
    return int(match[0]) if match else None
