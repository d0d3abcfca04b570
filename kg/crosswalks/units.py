"""Units of description as an edition has them: what a finding aid says of each, and who its names are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.rdf.vocabulary import RECORD_DATES, ROLE_PROPERTIES, SET_DATES
from kg.store.base import Reader
from ontology.terms import RDF, RDFS, RICO

AT_ONCE = 200
"""Units asked for in one query."""

Statements = Mapping[str, tuple[str, ...]]
"""Predicate to objects, sorted."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of a unit: its property, words, EDTF, bounds (ISO days) and type (bulk, …), each empty where unknown."""

    property: str
    expressed: str
    edtf: str
    earliest: str
    latest: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Index:
    """A person, body, place or event that a unit names.

    kind         PERSON, ORG, PLACE or EVENT
    role         creator, subject, mention, ...
    entity       IRI of the entity that it is held to be, empty for none
    identifiers  of outside registries, as scheme:value
    """

    kind: str
    name: str
    role: str
    local: str
    entity: str
    identifiers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit; said holds its plain statements by predicate, nodes what the nodes say that describe it."""

    iri: str
    said: Statements
    dates: tuple[Dated, ...]
    index: tuple[Index, ...]
    nodes: Mapping[str, Statements]

    def first(self, predicate: str) -> str:
        """The first object of a predicate; empty for none."""
        return self.said.get(predicate, ("",))[0]


_DETAILS = (
    RICO.hasOrHadIdentifier, RICO.hasExtent, RICO.hasOrHadAnalogueInstantiation, RICO.hasOrHadDigitalInstantiation,
    RICO.hasOrHadInstantiation, RICO.hasOrHadSubject, RICO.hasDocumentaryFormType,
    RICO.hasOrHadSomeMembersWithDocumentaryFormType, RICO.documents,
)  # fmt: skip
"""Properties that lead to nodes which only describe the unit."""
_THEIRS = (RICO.hasIdentifierType, RICO.hasActivityType)
KINDS = {RICO.Person: "PERSON", RICO.CorporateBody: "ORG", RICO.Family: "ORG", RICO.Place: "PLACE", RICO.Event: "EVENT"}
_DATES = frozenset((*RECORD_DATES.values(), *SET_DATES.values(), RICO.isAssociatedWithDate))


def roots(store: Reader) -> list[tuple[str, str, str]]:
    """(unit, holder, call number) of every set that stands in no other, by holder and call number."""
    query = f"""SELECT DISTINCT ?u ?h ?n {{ ?u a <{RICO.RecordSet}> ; <{RICO.identifier}> ?n
      OPTIONAL {{ ?u <{RICO.hasOrHadHolder}>/<{RICO.identifier}> ?h }}
      FILTER NOT EXISTS {{ ?u <{RICO.isDirectlyIncludedIn}> ?above }} }}"""
    return sorted((row["u"], row.get("h", ""), row["n"]) for row in store.select(query))


def children(store: Reader, unit: str) -> list[str]:
    """Units directly in a unit, by their rank, then by call number."""
    query = f"""SELECT DISTINCT ?c ?rank ?n {{ ?c <{RICO.isDirectlyIncludedIn}> <{unit}>
      OPTIONAL {{ ?c <{RICO.rankInSequence}> ?rank }} OPTIONAL {{ ?c <{RICO.identifier}> ?n }} }}"""
    ranked = {(int(row.get("rank", "0")), row.get("n", ""), row["c"]) for row in store.select(query)}
    return list(dict.fromkeys(iri for _, _, iri in sorted(ranked)))


def units(store: Reader, iris: Iterable[str], mentions: str, member_of: str, external_id: str) -> Iterator[Unit]:
    """The units in the order asked for.

    mentions, member_of, external_id  our own terms in this edition's vocabulary
    """
    wanted = list(iris)
    roles = {property_: role for role, property_ in ROLE_PROPERTIES.items()} | {mentions: "mention"}
    for at in range(0, len(wanted), AT_ONCE):
        part = wanted[at : at + AT_ONCE]
        said = _statements(store, part)
        wished = (*roles, *_DATES, *_DETAILS)
        ends = sorted({value for unit in part for key in wished for value in said[unit].get(key, ())})
        about = _statements(store, ends)
        types = sorted({value for end in ends for key in _THEIRS for value in about[end].get(key, ())})
        about |= _statements(store, [node for node in types if node not in about])
        entities = sorted({value for end in ends for value in about[end].get(member_of, ())})
        known = _statements(store, entities)
        for unit in part:
            index = []
            for property_, role in roles.items():
                for end in said[unit].get(property_, ()):
                    if made := _index(end, role, about[end], known, member_of, external_id):
                        index.append(made)
            dates = [_dated(key, about[end]) for key in sorted(_DATES) for end in said[unit].get(key, ())]
            yield Unit(unit, said[unit], tuple(dates), tuple(sorted(index, key=_order)), about)


def _order(index: Index) -> tuple[str, str, str, str]:
    return index.role, index.kind, index.name, index.local


def _statements(store: Reader, subjects: list[str]) -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    if subjects:
        values = " ".join(f"<{subject}>" for subject in subjects)
        for row in store.select(f"SELECT DISTINCT ?s ?p ?o {{ VALUES ?s {{ {values} }} ?s ?p ?o }}"):
            found[row["s"]][row["p"]].add(row["o"])
    return {
        subject: {predicate: tuple(sorted(objects)) for predicate, objects in found[subject].items()}
        for subject in subjects
    }


def _index(
    end: str, role: str, about: Statements, known: Mapping[str, Statements], member_of: str, external_id: str
) -> Index | None:
    kind = next((KINDS[type_] for type_ in about.get(RDF.type, ()) if type_ in KINDS), None)
    if kind is None:
        return None
    entity = about.get(member_of, ("",))[0]
    identifiers = {*about.get(external_id, ()), *(known[entity].get(external_id, ()) if entity else ())}
    name = about.get(RDFS.label, ("",))[0] or (known[entity].get(RDFS.label, ("",))[0] if entity else "")
    return Index(kind, name, role, end, entity, tuple(sorted(identifiers)))


def _dated(property_: str, about: Statements) -> Dated:
    def one(predicate: str) -> str:
        return about.get(predicate, ("",))[0]

    kinds = [kind.rpartition("date-type-")[2] for kind in about.get(RICO.hasDateType, ())]
    return Dated(
        property_, one(RICO.expressedDate), one(RICO.normalizedDateValue), one(RICO.beginningDate), one(RICO.endDate),
        kinds[0] if kinds else "",
    )  # fmt: skip
