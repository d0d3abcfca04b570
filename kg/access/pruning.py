"""Lines of a graph without certain things: without all that is said of them, and what hangs on nothing else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kg.rdf.graph import TYPE
from ontology.terms import RICO

_LINE = re.compile(r"<([^>]*)> <([^>]*)> (?:<([^>]*)>|.*) <[^<>]*> \.\n", re.DOTALL)
_ABOUT = re.compile(r"/id/(?:mention|relation|link)/")
"""Nodes that say something of a thing: they go with any of the things that they are about."""
_HANGING = re.compile(r"/id/(?:mention|relation|link|name|date|position)/|/id/[^#]*#")
"""Nodes that go with the last thing that points at them."""


@dataclass(frozen=True, slots=True)
class Triple:
    """A line with its ends. target is empty for a literal."""

    line: str
    subject: str
    predicate: str
    target: str


def triples(lines: Sequence[str]) -> Iterator[Triple]:
    """Canonical N-Quads lines taken apart."""
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None:  # our own lines only: the mapper made them
            raise ValueError(f"not a canonical N-Quad: {line!r}")
        yield Triple(line, match[1], match[2], match[3] or "")


def without(lines: Sequence[str], gone: Collection[str]) -> list[str]:
    """The lines that are left when these things leave the graph, in their order."""
    if not any(iri in gone for line in lines for iri in _mentioned(line)):
        return list(lines)
    found = list(triples(lines))
    worded = _worded_events(found)
    away = set(gone)
    size = -1
    while size != len(away):
        size = len(away)
        away |= {one.subject for one in found if one.target in away and _goes_along(one, worded)}
        kept: dict[str, bool] = {}
        for one in found:
            if one.target and one.subject != one.target:
                kept[one.target] = kept.get(one.target, False) or one.subject not in away
        away |= {target for target, stays in kept.items() if not stays and _HANGING.search(target)}
    return [one.line for one in found if one.subject not in away and one.target not in away]


def _goes_along(one: Triple, worded: Collection[str]) -> bool:
    """Whether the subject goes with its object: a quotation, a relation, or an event that only a text's words name."""
    if _ABOUT.search(one.subject):
        return one.predicate != RICO.isEvidencedBy
    return one.subject in worded and one.predicate == RICO.hasOrHadParticipant


def _worded_events(found: Sequence[Triple]) -> set[str]:
    """Events without an authority entry: their names are words of a text, which name the participants."""
    events = {one.subject for one in found if one.predicate == TYPE and one.target == RICO.Event}
    return events - {one.subject for one in found if one.predicate == RICO.identifier}


def _mentioned(line: str) -> Iterator[str]:
    match = _LINE.fullmatch(line)
    if match:
        yield match[1]
        if match[3]:
            yield match[3]
