"""The names of an edition's entities, and which entities a name may mean: ``sunqar match`` over the search index."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.languages.fold import fold
from kg.resolve.bodies import likeness
from kg.resolve.names.index import Match, NameIndex
from kg.resolve.profile import Profile
from kg.search.query import opened

KINDS = ("person", "body", "place", "event", "term")
MOST = 20
"""Candidates that are told one by one; the others count only in the scores."""
_COMPARED = 200
_LABELS = {"person": "PERSON", "body": "ORG", "place": "PLACE", "event": "EVENT", "term": "TERM"}
_NAMED_BY_WORDS = frozenset({"body", "event", "term"})
_ITSELF = 20.0
_EQUAL, _SAME_WORDS = 4.0, 3.0
"""Log odds, at least, of a name that is equal and enough, and of a body or the like that has the same words."""
_OPEN, _OTHER = 0.0, -2.0
"""Log odds, at most, of one of these that ``kg.resolve.bodies`` leaves open, and of one that it holds to be another."""
_AGAINST = 6.0
_LEAST = -6.0
"""Candidates with lower log odds are none."""
_BEFORE = 3.0
"""Log odds by which an equal name comes before those that are not."""
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a name may mean.

    matched  the name of it that fits best;  logit  log odds by the names alone
    equal    the two names are equal, but for case, marks and spaces;  sure  whether a name of this kind can be enough
    records  number of records that name it;  archives  whose they are
    """

    iri: str
    kind: str
    matched: str
    logit: float
    equal: bool
    sure: bool
    records: int
    archives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The likeliest candidates, the best first; others: log of the summed odds of all that are not told."""

    candidates: tuple[Candidate, ...]
    others: float


@dataclass(frozen=True, slots=True)
class _Entity:
    iri: str
    kind: str
    records: int
    archives: tuple[str, ...]


class NamedEntities:
    """Immutable after it is made. Its name matchers are those of ``sunqar match``, one for each kind."""

    def __init__(self, search_index: Path) -> None:
        """Read the names; RunAborted where the index cannot be read."""
        self._entities: dict[str, _Entity] = {}
        self._names: dict[str, list[tuple[str, str | None, str]]] = {kind: [] for kind in KINDS}
        database = opened(search_index)
        try:
            self._read(database)
        finally:
            database.close()
        self._indexes = {
            kind: NameIndex((text, lang) for text, lang, _ in names) for kind, names in self._names.items()
        }

    def __len__(self) -> int:
        """How many entities there are."""
        return len(self._entities)

    def match(self, name: str, lang: str | None = None, kinds: Sequence[str] = KINDS, archive: str = "") -> Found:
        """The entities of these kinds that a name may mean; archive: only those that its records name.

        An IRI of an entity means that entity. Of more than 1,000 letters the rest does not count.
        """
        itself = self._entities.get(name.strip())
        if itself is not None and itself.kind in kinds and archive in ("", *itself.archives):
            found = [self._known(itself, itself.iri, _ITSELF, equal=True, sure=True)]
        else:
            found = [each for kind in kinds for each in self._of_kind(name[:_LONGEST], lang, kind, archive)]
        # Equal names first: models of different pairs of scripts weigh the same letters differently.
        floor = max((each.logit for each in found if each.equal), default=math.inf)
        capped = [each if each.equal else replace(each, logit=min(each.logit, floor - _BEFORE)) for each in found]
        order = sorted(capped, key=lambda each: (-each.logit, -each.records, each.iri))
        return Found(tuple(order[:MOST]), _log_sum(each.logit for each in order[MOST:]))

    def _read(self, database: sqlite3.Connection) -> None:
        rows = database.execute(
            "SELECT t.iri, t.kind, t.weight, t.archives, p.lang, p.text FROM passage p JOIN thing t ON t.id = p.thing "
            "WHERE p.field = 0 ORDER BY p.id"
        )
        for iri, kind, weight, archives, lang, text in rows:
            if kind in self._names:
                self._entities.setdefault(iri, _Entity(iri, kind, weight, tuple(archives.split())))
                self._names[kind].append((text, lang.split("-")[0].lower() or None, iri))

    def _of_kind(self, name: str, lang: str | None, kind: str, archive: str) -> list[Candidate]:
        asked = kind if kind in ("person", "place") else None
        best: dict[str, Candidate] = {}
        for match in self._indexes[kind].match(name, lang, asked, _COMPARED):
            each = self._candidate(name, kind, match)
            known = best.get(each.iri)
            there = each.logit > _LEAST and archive in ("", *each.archives)
            if there and (known is None or _worth(each) > _worth(known)):
                best[each.iri] = each
        return list(best.values())

    def _candidate(self, name: str, kind: str, match: Match) -> Candidate:
        text, _, iri = self._names[kind][match.number]
        entity = self._entities[iri]
        equal, logit, sure = fold(text) == fold(name), match.logit, True
        if kind == "person":
            sure = len(fold(name).split()) > 1  # a bare surname or given name means too many
        elif kind in _NAMED_BY_WORDS:
            alike = likeness(_profile(kind, name), _profile(kind, text))
            sure = equal or alike == "same"
            # The weights are learned from persons and places; such a name says by its words what it names.
            if sure:
                logit = max(logit, _SAME_WORDS)
            else:
                logit = min(logit, _OPEN) if alike == "open" else min(logit - _AGAINST, _OTHER)
        logit = max(logit, _EQUAL) if equal and sure else logit
        return self._known(entity, text, logit, equal=equal, sure=sure)

    @staticmethod
    def _known(entity: _Entity, matched: str, logit: float, *, equal: bool, sure: bool) -> Candidate:
        return Candidate(entity.iri, entity.kind, matched, logit, equal, sure, entity.records, entity.archives)


def shares(logits: Sequence[float], others: float) -> list[float]:
    """The probability that each is meant, where at most one is; that none is has log odds 0, as in ``sunqar match``.

    others: log of the summed odds of candidates that are not among them
    """
    total = _log_sum((*logits, others, 0.0))
    return [math.exp(each - total) for each in logits]


def _worth(candidate: Candidate) -> tuple[bool, float]:
    return candidate.equal, candidate.logit


def _profile(kind: str, name: str) -> Profile:
    return Profile("", _LABELS[kind], ((name, None),))


def _log_sum(logits: Iterable[float]) -> float:
    found = [each for each in logits if each > -math.inf]
    top = max(found, default=-math.inf)
    return top if top == -math.inf else top + math.log(sum(math.exp(each - top) for each in found))
