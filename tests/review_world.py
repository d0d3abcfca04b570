"""A small ledger of persons for tests of judgements and review, with its file of decisions."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from extractors.errors import CodedError
from kg.iri import Iris
from kg.ledger import SCHEMA
from kg.rdf.facts import Facts
from kg.resolve.candidates import load_candidates
from kg.resolve.identity import identify
from kg.resolve.judgements import Judgement
from kg.resolve.log import append, live, read_log, settle
from kg.resolve.registry_graph import registry_graph
from kg.review.decision import Decision, enter
from kg.review.situation import Situation, situation

IRIS = Iris("http://x", "http://x/def#")
SIZE = 24
MEMBERS = [IRIS.local("a", f"k{number:02}") for number in range(SIZE)]
ENTITY = (
    "INSERT INTO entity(iri, graph, label, name, lang, folded, identifiers, document, reference, described, archive, "
    "facts) VALUES (?, 'g', 'PERSON', ?, 'en', ?, ?, ?, NULL, 1, ?, ?)"
)
State = dict[str, str]


class World:
    """A ledger of a few persons, some with outside ids, some with dates, and the file of decisions beside it."""

    def __init__(self, size: int = SIZE, *, plain: bool = False, linked: bool = True) -> None:
        """plain: nothing forbids anything.  linked: each is an entity of its own at first."""
        self._folder = TemporaryDirectory()
        self.file = Path(self._folder.name) / "judgements.jsonl"
        self.db = sqlite3.connect(":memory:")
        self.db.executescript(SCHEMA)
        self.members = [*MEMBERS, *(IRIS.local("a", f"k{number}") for number in range(SIZE, size))][:size]
        for number, member in enumerate(self.members):
            ids = json.dumps([f"wikidata:Q{number % 4}"] if number % 3 == 0 and not plain else [])
            life = Facts(born=(1900 + number % 2 * 60,) * 2) if number % 5 == 0 and not plain else Facts()
            names = (f"N{number}", f"n{number}")
            self.db.execute(ENTITY, (member, *names, ids, f"d{number}", "ab"[number % 2], life.as_json()))
        self.candidates = load_candidates(self.db)
        self.given: set[str] = set()
        if linked:
            self.link()

    def link(self) -> State:
        """Member -> entity, after the registry was brought up to date."""
        identity = identify(self.db, self.candidates, live(self.db))
        self.given |= {cluster.entity for cluster in identity.clusters}
        self.clusters = identity.clusters
        return {member: cluster.entity for cluster in identity.clusters for member in cluster.members}

    def now(self) -> Situation:
        return situation(self.db, IRIS)

    def do(self, plan: Callable[[Situation], Decision]) -> Decision | None:
        """Enter a decision; None where it is refused."""
        try:
            decision = plan(self.now())
        except CodedError:
            return None
        return enter(self.db, self.file, decision)

    def machine(self, proposed: list[Judgement]) -> None:
        settle(self.db, proposed)

    def check(self) -> None:
        """What must hold at any time."""
        state = self.link()
        clone = sqlite3.connect(":memory:")
        clone.executescript(SCHEMA)
        entries = read_log(self.db)
        for entry in entries:
            j = entry.judgement
            if entry.withdrawn:
                original = next(e.judgement for e in entries if e.of == entry.of and not e.withdrawn)
                append(clone, [original], withdrawn=True, by=j.actor, words=j.evidence)
            else:
                append(clone, [j])
        assert live(clone) == live(self.db)
        groups = identify(clone, self.candidates, live(clone)).clusters
        assert {c.members for c in groups} == {c.members for c in self.clusters}
        nodes = {line.split("> <")[0][1:] for line in registry_graph(self.db, self.clusters, IRIS).lines}
        alive = set(state.values())
        assert all(entity in alive or IRIS.entity("PERSON", entity) in nodes for entity in self.given)
        lines = self.file.read_text("utf-8").splitlines() if self.file.exists() else []
        assert len(lines) == sum(entry.judgement.by_person for entry in entries)
