"""What speaks for and against an item, with weights, and its names part by part: computed for the one that is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from extractors.languages.fold import fold
from kg.resolve.comparison import Comparison, Evidence
from kg.resolve.judgements import Judgement
from kg.resolve.names.explain import Explanation
from kg.resolve.profiles import pooled, profiles
from kg.review.situation import Situation

_NAMES = 3
"""Names of each side that are laid side by side."""
_COMPARED = ("PERSON", "ORG", "EVENT")
Documents = Mapping[tuple[str, str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Weight:
    """One kind of evidence. added: log odds in sum;  words: what was found;  parts: the features, strongest first."""

    kind: str
    added: float
    words: tuple[str, ...]
    parts: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """All of it. comparison: None for kinds of things that are not compared so;  names: the two most alike, or None."""

    comparison: Comparison | None
    weights: tuple[Weight, ...]
    names: Explanation | None


def weighed(now: Situation, judgement: Judgement, documents: Documents) -> Weighed:
    """How the two compare today, as ``sunqar link`` compares them. documents: from ``naming``."""
    left, right = (now.candidates[end] for end in judgement.pair)
    if left.label != right.label:
        return Weighed(None, (), None)
    comparison = _comparison(now, judgement, documents) if left.label in _COMPARED else None
    return Weighed(comparison, _weights(comparison) if comparison else (), _names(now, judgement))


def naming(now: Situation) -> Documents:
    """(archive, call number) -> local persons that the document names; for all of the ledger, once."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for iri, rows in now.candidates.rows.items():
        if rows[0][1] == "PERSON" and not any(row[9] for row in rows):
            for row in rows:
                found.setdefault((row[2], row[7]), {})[iri] = None
    return {document: tuple(named) for document, named in found.items()}


def _comparison(now: Situation, judgement: Judgement, documents: Documents) -> Comparison:
    from kg.resolve.evidence import compare

    sides = [_chained(now, end) for end in judgement.pair]
    ends = [now.candidates[member] for side in sides for member in side]
    company = {iri for end in ends for document in end.documents for iri in documents.get((end.archive, document), ())}
    known = {end.iri: end for end in ends} | {iri: now.candidates[iri] for iri in sorted(company)}
    made = profiles(list(known.values()))
    one, other = (pooled(made[member] for member in sorted(side)) for side in sides)
    return compare(one, other)


def _chained(now: Situation, end: str) -> set[str]:
    """The local entity with those of its document that are one with it by a chain of mentions."""
    group, waiting = {end}, [end]
    while waiting:
        for judgement in now.touching.get(waiting.pop(), ()):
            if judgement.verdict == "SAME" and judgement.method.endswith("/chain"):
                waiting += [each for each in judgement.pair if each not in group]
                group.update(judgement.pair)
    return group


def _weights(comparison: Comparison) -> tuple[Weight, ...]:
    by_kind: dict[str, list[Evidence]] = {}
    for each in comparison.evidence:
        if each.added or each.words:
            by_kind.setdefault(each.kind, []).append(each)
    found = [
        Weight(
            kind,
            sum(each.added for each in parts),
            tuple(dict.fromkeys(each.words for each in parts if each.words)),
            tuple(sorted((each for each in parts if each.added), key=lambda each: -abs(each.added))),
        )
        for kind, parts in by_kind.items()
    ]
    return tuple(sorted(found, key=lambda weight: (-weight.added, weight.kind)))


def _names(now: Situation, judgement: Judgement) -> Explanation | None:
    """The two names that go together best; the same form on both sides only where no others do."""
    from kg.resolve.names.explain import explain

    left, right = (now.candidates[end] for end in judgement.pair)
    best: tuple[bool, float] = (False, 0.0)
    chosen: Explanation | None = None
    for (lang, name), (other_lang, other) in product(left.names[:_NAMES], right.names[:_NAMES]):
        found = explain((name, _tag(lang)), (other, _tag(other_lang)), left.label.lower())
        worth = (fold(name) != fold(other) and found.score >= 0.5, found.score) if found else (False, 0.0)
        if found is not None and (chosen is None or worth > best):
            best, chosen = worth, found
    return chosen


def _tag(lang: str) -> str | None:
    return None if lang == "und" else lang
