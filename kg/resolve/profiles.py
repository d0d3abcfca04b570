"""Profiles of local entities, from what the ledger keeps of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.rdf.facts import Range
from kg.resolve.candidates import Candidate
from kg.resolve.profile import Profile, Years

MOST_NAMED = 60
"""Persons that one document may name for them to count as company: longer ones are lists."""
_MOST_COMPANIONS = 40
_MOST_ROLES = 16


def profiles(candidates: Sequence[Candidate]) -> dict[str, Profile]:
    """A profile for each local entity, by IRI. Each depends on the documents that name it and on nothing else."""
    company: dict[tuple[str, str], set[str]] = defaultdict(set)
    for candidate in candidates:
        if candidate.label == "PERSON" and not candidate.described:
            for document in candidate.documents:
                company[candidate.archive, document].update(candidate.folded)
    return {candidate.iri: _profile(candidate, company) for candidate in candidates}


def _profile(candidate: Candidate, company: dict[tuple[str, str], set[str]]) -> Profile:
    facts = candidate.facts
    beside: set[str] = set()
    for document in candidate.documents:
        named = company.get((candidate.archive, document), set())
        beside |= named if len(named) <= MOST_NAMED else set()
    return Profile(
        candidate.iri,
        candidate.label,
        tuple((name, None if lang == "und" else lang) for lang, name in candidate.names),
        _years(facts.born),
        _years(facts.died),
        _years(facts.active),
        facts.roles,
        facts.places,
        tuple(sorted(beside - set(candidate.folded))[:_MOST_COMPANIONS]),
        candidate.identifiers,
        tuple(f"{candidate.archive}/{document}" for document in candidate.documents),
        candidate.archive,
        candidate.described,
    )


def pooled(members: Iterable[Profile]) -> Profile:
    """What several local entities of one document, or one described entity, say together.

    The key is that of the first one described, else of the one with the longest name; the same in any order.
    """
    ordered = sorted(members, key=lambda p: (not p.described, -max(len(name) for name, _ in p.names), p.key))
    first = ordered[0]
    if len(ordered) == 1:
        return first
    own = {name.casefold() for each in ordered for name, _ in each.names}
    active = [each.active for each in ordered if each.active]
    return Profile(
        first.key,
        first.label,
        tuple(dict.fromkeys(name for each in ordered for name in each.names)),
        next((each.born for each in ordered if each.born), None),
        next((each.died for each in ordered if each.died), None),
        Years(min(a.earliest for a in active), max(a.latest for a in active)) if active else None,
        tuple(dict.fromkeys(role for each in ordered for role in each.roles))[:_MOST_ROLES],
        tuple(dict.fromkeys(place for each in ordered for place in each.places)),
        tuple(sorted({name for each in ordered for name in each.companions} - own)[:_MOST_COMPANIONS]),
        tuple(sorted({value for each in ordered for value in each.identifiers})),
        tuple(sorted({value for each in ordered for value in each.documents})),
        first.archive if len({each.archive for each in ordered}) == 1 else "",
        first.described,
    )


def _years(years: Range | None) -> Years | None:
    return Years(*years) if years else None
