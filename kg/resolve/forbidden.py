"""What forbids that two local entities are one: two lives, two ids of one registry, two kinds of thing.

No machine may pass it. A person may, by name: his judgement then holds the words of what he overrules.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from kg.rdf.facts import Facts, Range
from kg.resolve.candidates import Candidate
from kg.resolve.judgements import EVEN_SO, Judgement

REGISTRIES = ("wikidata", "viaf", "geonames", "isni", "gnd", "lcnaf", "orcid", "tgn", "ulan", "bnf")
"""Schemes in which one thing has one id."""
TOLERANCE = 5
"""Years by which sources may differ on one birth or death."""

Waived = Set[str]


@dataclass(frozen=True, slots=True)
class Traits:
    """Of a local entity, all that can forbid."""

    label: str
    identifiers: frozenset[str] = frozenset()
    born: Range | None = None
    died: Range | None = None


def traits_of(candidates: Iterable[Candidate]) -> dict[str, Traits]:
    """By IRI."""
    shared: dict[Traits, Traits] = {}
    made = ((each.iri, traits_from(each.label, each.identifiers, each.facts)) for each in candidates)
    return {iri: shared.setdefault(traits, traits) for iri, traits in made}


def traits_from(label: str, identifiers: Iterable[str], facts: Facts | None) -> Traits:
    """Of a thing of that kind, its identifiers (``scheme:id``) and what a source says of it."""
    life = facts if label == "PERSON" else None
    return Traits(
        label,
        frozenset(id_ for id_ in identifiers if id_.split(":", 1)[0] in REGISTRIES),
        life.born if life else None,
        life.died if life else None,
    )


def forbids(one: Traits, other: Traits) -> str | None:
    """Why the two cannot be one, in the same words whichever comes first; None where nothing forbids."""
    if one.label != other.label:
        return _versus("kind", one.label, other.label)
    if one.identifiers and other.identifiers:
        here, there = _by_registry(one.identifiers), _by_registry(other.identifiers)
        for registry in REGISTRIES:
            mine, theirs = here.get(registry, set()), there.get(registry, set())
            if mine and theirs and not mine & theirs:
                return _versus(registry, ", ".join(sorted(mine)), ", ".join(sorted(theirs)))
    if _apart(one, other) or _apart(other, one):
        return _versus("life", _life(one), _life(other))
    return None


def waived(judgements: Iterable[Judgement]) -> frozenset[str]:
    """What people overruled, in the words of ``forbids``."""
    return frozenset(words for j in judgements if j.by_person and j.verdict == "SAME" for words in j.words(EVEN_SO))


def classes(members: Iterable[str], traits: Mapping[str, Traits]) -> dict[Traits, list[str]]:
    """Members by what can forbid; those that say nothing but their kind stand together as well."""
    found: dict[Traits, list[str]] = {}
    for member in members:
        if member in traits:
            found.setdefault(traits[member], []).append(member)
    return found


def _apart(one: Traits, other: Traits) -> bool:
    """Two lives that do not meet, or two births or deaths further apart than sources differ on one."""
    return bool(
        (one.died and other.born and one.died[1] < other.born[0])
        or (one.born and other.born and one.born[1] + TOLERANCE < other.born[0])
        or (one.died and other.died and one.died[1] + TOLERANCE < other.died[0])
    )


def _life(traits: Traits) -> str:
    return f"{_years(traits.born)}–{_years(traits.died)}"


def _years(years: Range | None) -> str:
    if years is None:
        return "?"
    return str(years[0]) if years[0] == years[1] else f"{years[0]}/{years[1]}"


def _by_registry(identifiers: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for identifier in identifiers:
        registry, _, value = identifier.partition(":")
        found.setdefault(registry, set()).add(value)
    return found


def _versus(kind: str, one: str, other: str) -> str:
    first, second = sorted((one, other))
    return f"{kind}: {first} ≠ {second}"
