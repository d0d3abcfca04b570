"""From standing judgements to clusters with their lasting ids, in one step."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from kg.resolve.candidates import Candidate
from kg.resolve.clusters import divide
from kg.resolve.conflicts import Conflict
from kg.resolve.forbidden import traits_of
from kg.resolve.judgements import Judgement
from kg.resolve.registry import Cluster, register


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is who. conflicts: the SAME that something forbids; they wait for review."""

    clusters: list[Cluster]
    conflicts: tuple[Conflict, ...]


def identify(db: sqlite3.Connection, candidates: Sequence[Candidate], judgements: Sequence[Judgement]) -> Identity:
    """Clusters of the candidates by the standing judgements; the registry is brought up to date."""
    division = divide((c.iri for c in candidates), judgements, traits_of(candidates))
    labels = {candidate.iri: candidate.label for candidate in candidates}
    return Identity(register(db, division.groups, labels), division.conflicts)
