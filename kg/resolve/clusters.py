"""Clusters from judgements, and the registry that gives each one its lasting IRI."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.iri import stable_id
from kg.resolve.candidates import Candidate
from kg.resolve.judgements import Judgement


@dataclass(frozen=True, slots=True)
class Cluster:
    """Local entities held to be one. entity is the registered id, label the kind of thing."""

    entity: str
    label: str
    members: tuple[str, ...]


def partition(members: Iterable[str], judgements: Sequence[Judgement]) -> list[tuple[str, ...]]:
    """Connected components over SAME, strongest first; a join that would put two DIFFERENT ones together is left out.

    Sorted, and independent of the order of its input.
    """
    parent = {member: member for member in members}
    groups = {member: {member} for member in parent}
    apart: dict[str, set[str]] = {}
    for judgement in judgements:
        if judgement.verdict == "DIFFERENT":
            apart.setdefault(judgement.left, set()).add(judgement.right)
            apart.setdefault(judgement.right, set()).add(judgement.left)
    same = [j for j in judgements if j.verdict == "SAME" and j.left in parent and j.right in parent]
    for judgement in sorted(same, key=lambda j: (j.actor == "machine", -j.confidence, j.id)):
        left, right = _root(parent, judgement.left), _root(parent, judgement.right)
        if left == right or any(apart.get(member, set()) & groups[right] for member in groups[left]):
            continue
        if len(groups[left]) < len(groups[right]) or (
            len(groups[left]) == len(groups[right]) and right < left
        ):
            left, right = right, left
        parent[right] = left
        groups[left] |= groups.pop(right)
    return sorted(tuple(sorted(group)) for group in groups.values())


def _root(parent: dict[str, str], member: str) -> str:
    while parent[member] != member:
        parent[member] = parent[parent[member]]
        member = parent[member]
    return member


def register(
    db: sqlite3.Connection, groups: Iterable[tuple[str, ...]], candidates: Sequence[Candidate]
) -> list[Cluster]:
    """Give every group its entity: the earliest registered one whose founder it holds, else a new one.

    An entity whose founder moved into another's group points to its survivor for ever; ids are never used again.
    """
    labels = {candidate.iri: candidate.label for candidate in candidates}
    by_founder = {
        founder: (number, entity)
        for number, (entity, founder) in enumerate(
            db.execute("SELECT entity, founder FROM registry ORDER BY rowid")
        )
    }
    clusters: list[Cluster] = []
    new: list[tuple[str, str, str]] = []
    survivors: list[tuple[str | None, str]] = []
    for members in groups:
        label = labels[members[0]]
        known = sorted(by_founder[member] for member in members if member in by_founder)
        entity = known[0][1] if known else stable_id("entity", members[0])
        if not known:
            new.append((entity, label, members[0]))
        survivors += [(None, entity)] if known else []
        survivors += [(entity, lost) for _, lost in known[1:]]
        clusters.append(Cluster(entity, label, members))
    with db:
        db.executemany("INSERT INTO registry(entity, label, founder) VALUES (?, ?, ?)", new)
        db.executemany("UPDATE registry SET survivor = ? WHERE entity = ?", survivors)
    return clusters
