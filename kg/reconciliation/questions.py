"""What services are asked: each distinct name of a person, body or place that nobody has identified, once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.readers.registry_ids import is_registered
from kg.reconciliation.client import Query
from kg.resolve.candidates import Candidate
from kg.resolve.rules import ReconciliationRule

_LONGEST = 200
_SHORTEST = 3


def questions(candidates: Iterable[Candidate], rule: ReconciliationRule) -> dict[Query, Candidate]:
    """Query -> the local entity that stands for all of that name: an authority entry before mentions, then by IRI.

    A person is asked about by two words or more: a bare surname or given name means too many.
    """
    found: dict[Query, Candidate] = {}
    for one in sorted(candidates, key=lambda each: (not each.described, each.iri)):
        if one.label not in rule.types or any(is_registered(identifier) for identifier in one.identifiers):
            continue
        for name in _names(one):
            found.setdefault(Query(one.label, name), one)
    return dict(sorted(found.items()))


def unasked(asked: Iterable[Query], known: Iterable[Query], most: int) -> Sequence[Query]:
    """The queries that have no answer yet, at most so many, in order."""
    return sorted(set(asked) - set(known))[:most]


def _names(one: Candidate) -> Iterable[str]:
    """Its preferred name alone: its other names would ask for the same thing again."""
    for _, name in one.names[:1]:
        text = " ".join(name.split())
        if _SHORTEST <= len(text) <= _LONGEST and (one.label != "PERSON" or len(text.split()) > 1):
            yield text
