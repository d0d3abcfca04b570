"""Units of comparison: an authority entry, or all that one document calls one person, body or event by."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.resolve.candidates import Candidate, Sighting
from kg.resolve.chains import ChainMention, chain
from kg.resolve.judgements import Judgement, judge
from kg.resolve.profile import Profile
from kg.resolve.profiles import pooled, profiles

LABELS = frozenset({"PERSON", "ORG", "EVENT"})
"""What names alone can tell apart, with other evidence; places are the gazetteer's."""
CHAIN = "names/chain"
_MOST_DESCRIBED = 5
"""Entries that a document may have for its other names to be read as a text's."""
_CHAIN_CONFIDENCE = 0.97
"""Share of chained pairs that editors hold to be one person, on documents that no table was made from."""


@dataclass(frozen=True, slots=True)
class Units:
    """profiles  one a unit, sorted by key;  members  IRIs of each;  chains  why those of a document are together."""

    profiles: tuple[Profile, ...]
    members: tuple[tuple[str, ...], ...]
    chains: tuple[Judgement, ...]


def units(candidates: Sequence[Candidate], different: frozenset[tuple[str, str]] = frozenset()) -> Units:
    """The units of persons, bodies and events. different: pairs of IRIs in order that people hold apart."""
    there = {c.iri: c for c in candidates if c.label in LABELS and any(c.folded)}
    home = {iri: iri for iri in there}
    held: dict[str, list[str]] = {iri: [iri] for iri in there}
    chains: list[Judgement] = []
    for document, group in _chained(there):
        best = min(group, key=lambda iri: (-_fullness(there[iri]), iri))
        for iri in sorted(group):
            one, other = home[iri], home[best]
            if one == other or _kept_apart(held[one], held[other], there, different):
                continue
            evidence = (("name", _names(there[iri], there[best])), ("document", f"only one bearer in {document}"))
            chains.append(judge(iri, best, "SAME", CHAIN, _CHAIN_CONFIDENCE, *evidence))
            for moved in held[one]:
                home[moved] = other
            held[other] += held.pop(one)
    known = profiles(list(there.values()))
    found = sorted(
        ((pooled(known[iri] for iri in members), tuple(sorted(members))) for members in held.values()),
        key=lambda each: each[0].key,
    )
    return Units(tuple(p for p, _ in found), tuple(m for _, m in found), tuple(sorted(chains)))


def _chained(there: dict[str, Candidate]) -> Iterator[tuple[str, set[str]]]:
    """Local entities that a document names by one chain, document by document. Lists are no discourse: none there."""
    described = Counter((c.archive, document) for c in there.values() if c.described for document in c.documents)
    rows: dict[tuple[str, str], list[tuple[Sighting, Candidate]]] = defaultdict(list)
    for candidate in there.values():
        for sighting in () if candidate.described else candidate.sightings:
            if described[candidate.archive, sighting.document] <= _MOST_DESCRIBED:
                rows[candidate.archive, sighting.document].append((sighting, candidate))
    for (_, document), row in sorted(rows.items()):
        row.sort(key=lambda each: (each[0].first or 0, each[1].iri, each[0].name))
        mentions = [
            ChainMention(s.name, c.label, s.lang, s.first or 0, (s.first or 0) + len(s.name), s.before) for s, c in row
        ]
        for numbers in chain(mentions):
            group = {row[number][1].iri for number in numbers}
            if len(group) > 1:
                yield document, group


def _kept_apart(
    one: list[str], other: list[str], there: dict[str, Candidate], different: frozenset[tuple[str, str]]
) -> bool:
    """Whether people, or an editor who refers to them differently, hold two groups apart."""
    if any((min(a, b), max(a, b)) in different for a in one for b in other):
        return True
    left, right = ({ref for iri in group for ref in there[iri].references} for group in (one, other))
    return bool(left and right and not left & right)


def _fullness(candidate: Candidate) -> int:
    return max(len(name.split()) * 100 + len(name) for _, name in candidate.names)


def _names(one: Candidate, other: Candidate) -> str:
    return " / ".join(dict.fromkeys(c.names[0][1] for c in (one, other)))
