"""The registry of entities: which IRI a cluster bears, through every merge, split and return.

An entity is minted for a founder, its oldest member, and goes with it for ever: where two founders meet, the entity
that was minted first names both and the other redirects; where they part, each has its own back. Where a founder's
document is gone, most of its last companions inherit. No id is used for a second thing, none is ever removed.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.iri import stable_id

SCHEMA = """
CREATE TABLE IF NOT EXISTS registry (
  entity TEXT PRIMARY KEY, label TEXT NOT NULL, founder TEXT NOT NULL UNIQUE, survivor TEXT);
CREATE TABLE IF NOT EXISTS member (iri TEXT PRIMARY KEY, entity TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS split (
  part TEXT NOT NULL, whole TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (part, whole, state));
"""

Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Local entities held to be one. entity is the registered id, label the kind of thing."""

    entity: str
    label: str
    members: Group


def register(db: sqlite3.Connection, groups: Iterable[Group], labels: Mapping[str, str]) -> list[Cluster]:
    """Give every group its entity and write down what changed, in one transaction. labels: kind of thing by member.

    Depends on the groups and on the history of the registry alone.
    """
    groups = list(groups)
    entries = db.execute("SELECT entity, founder, label, survivor FROM registry ORDER BY rowid").fetchall()
    before: dict[str, str] = dict(db.execute("SELECT iri, entity FROM member"))
    claims = _claims(groups, [(entity, founder) for entity, founder, *_ in entries], before)
    known = {entity: label for entity, _, label, _ in entries}
    survivors: dict[str, str | None] = {}
    clusters, new = [], []
    for number, members in enumerate(groups):
        claimed = claims.get(number)
        entity = claimed[0] if claimed else stable_id("entity", members[0])
        if not claimed:
            new.append((entity, labels[members[0]], members[0]))
        else:
            survivors |= {entity: None} | dict.fromkeys(claimed[1:], entity)
        clusters.append(Cluster(entity, known.get(entity, labels[members[0]]), members))
    old = {entity: survivor for entity, *_, survivor in entries}
    moved = [(m, c.entity) for c in clusters for m in c.members if before.get(m) != c.entity]
    with db:
        db.executemany("INSERT INTO registry(entity, label, founder) VALUES (?, ?, ?)", new)
        db.executemany(
            "UPDATE registry SET survivor = ? WHERE entity = ?",
            [(survivor, entity) for entity, survivor in survivors.items() if old[entity] != survivor],
        )
        db.executemany("INSERT OR REPLACE INTO member(iri, entity) VALUES (?, ?)", moved)
        db.executemany("INSERT OR IGNORE INTO split VALUES (?, ?, ?)", _splits(clusters, set(known), before))
    return clusters


def _claims(
    groups: Sequence[Group], entries: Sequence[tuple[str, str]], before: Mapping[str, str]
) -> dict[int, list[str]]:
    """Number of a group -> entities whose founder or heirs are in it, the one minted first in front."""
    home = {member: number for number, members in enumerate(groups) for member in members}
    orphaned = {entity for entity, founder in entries if founder not in home}
    heirs: dict[str, Counter[int]] = defaultdict(Counter)
    for member, entity in before.items() if orphaned else ():
        if entity in orphaned and member in home:
            heirs[entity][home[member]] += 1
    claims: dict[int, list[str]] = defaultdict(list)
    for entity, founder in entries:
        if founder in home:
            claims[home[founder]].append(entity)
        elif entity in heirs:
            claims[min(heirs[entity].items(), key=lambda item: (-item[1], item[0]))[0]].append(entity)
    return claims


def _splits(
    clusters: Sequence[Cluster], known: set[str], before: Mapping[str, str]
) -> list[tuple[str, str, str]]:
    """Newly minted entities whose members stood under one that lives on: part, whole, id of the whole as it was.

    An entity that comes back is no part: its merge was undone.
    """
    alive = {cluster.entity for cluster in clusters}
    found = [
        (cluster.entity, whole)
        for cluster in clusters
        if cluster.entity not in known
        for whole in sorted({before[member] for member in cluster.members if member in before} & alive)
    ]
    if not found:
        return []
    wholes: dict[str, list[str]] = {whole: [] for _, whole in found}
    for member, entity in before.items():
        if entity in wholes:
            wholes[entity].append(member)
    states = {whole: stable_id("state", whole, *sorted(members)) for whole, members in wholes.items()}
    return [(part, whole, states[whole]) for part, whole in found]
