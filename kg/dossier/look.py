"""Two ways to look at a store: at all of it, read once and kept, or at some things, which are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Protocol

from kg.dossier import gather, quoted
from kg.dossier.asking import Only, Pairs, subjects
from kg.dossier.gather import Fact, Relation
from kg.dossier.quoted import Words
from kg.iri import Iris
from kg.store.base import Reader
from ontology.terms import OA, RICO

Both = list[tuple[str, str]]


class Look(Protocol):
    """What rows are made from. An answer may hold more than was asked for; it never holds less."""

    store: Reader
    iris: Iris

    def members(self, of: Collection[str]) -> Pairs:
        """Local entity -> shared entity."""

    def kinded(self, of: Collection[str]) -> set[str]:
        """Those that are shared entities with a class."""

    def records(self, of: Collection[str]) -> dict[str, tuple[str, str]]:
        """Record -> its archive, and its call number."""

    def sources(self, of: Collection[str]) -> dict[str, tuple[str, str]]:
        """Graph of a file -> its archive, and the file's id."""

    def bodies_of(self, mentions: Collection[str]) -> Both:
        """(mention, what it names), sorted."""

    def carrying(self, mentions: Only) -> set[str]:
        """Mentions that carry a relation."""

    def quotes(self, mentions: Collection[str]) -> dict[str, Words]:
        """Those of the mentions that stand in the text of a record."""

    def facts(self, locals_: Only) -> Iterable[Fact]:
        """What sources state of local entities."""

    def relations_at(self, locals_: Only) -> list[Relation]:
        """Relations of local entities that words carry, sorted."""

    def described(self, locals_: Only) -> Both:
        """(mention, local entity whose entry it is), sorted."""

    def stated(self, records: Only) -> Both:
        """(mention in the record, property of it that the mention states), sorted."""


class Whole:
    """Reads all that there is of a kind, once."""

    def __init__(self, store: Reader, iris: Iris) -> None:
        self.store, self.iris = store, iris

    @cached_property
    def _members(self) -> Pairs:
        return gather.members(self.store, self.iris)

    @cached_property
    def _kinded(self) -> set[str]:
        return {entity for entity, _ in gather.kinds(self.store, self.iris)}

    @cached_property
    def _records(self) -> dict[str, tuple[str, str]]:
        return gather.records(self.store, self.iris)

    @cached_property
    def _bodies(self) -> Both:
        return quoted.bodies(self.store)

    @cached_property
    def _relations(self) -> list[Relation]:
        return gather.relations(self.store, self.iris)

    @cached_property
    def _quotes(self) -> dict[str, Words]:
        wanted = {mention for mention, body in self._bodies if body in self._members} | self.carrying(None)
        found = quoted.words(self.store, self.iris, wanted, whole=True)
        return {mention: each for mention, each in found.items() if each.record in self._records}

    def members(self, of: Collection[str]) -> Pairs:  # noqa: D102 # as in Look
        return self._members

    def kinded(self, of: Collection[str]) -> set[str]:  # noqa: D102
        return self._kinded

    def records(self, of: Collection[str]) -> dict[str, tuple[str, str]]:  # noqa: D102
        return self._records

    def sources(self, of: Collection[str]) -> dict[str, tuple[str, str]]:  # noqa: D102
        return gather.sources(self.store)

    def bodies_of(self, mentions: Collection[str]) -> Both:  # noqa: D102
        return self._bodies

    def carrying(self, mentions: Only) -> set[str]:  # noqa: D102
        return {each.mention for each in self._relations}

    def quotes(self, mentions: Collection[str]) -> dict[str, Words]:  # noqa: D102
        return self._quotes

    def facts(self, locals_: Only) -> Iterable[Fact]:  # noqa: D102
        return gather.facts(self.store, self.iris, self._members)

    def relations_at(self, locals_: Only) -> list[Relation]:  # noqa: D102
        return self._relations

    def described(self, locals_: Only) -> Both:  # noqa: D102
        own_words = quoted.describing(self.store)
        return [(mention, body) for mention, body in self._bodies if mention in own_words]

    def stated(self, records: Only) -> Both:  # noqa: D102
        return quoted.stated_by(self.store, self.iris)


class Part:
    """Asks for what is needed of some things."""

    def __init__(self, store: Reader, iris: Iris) -> None:
        self.store, self.iris = store, iris

    def members(self, of: Collection[str]) -> Pairs:  # noqa: D102 # as in Look
        return gather.members(self.store, self.iris, of)

    def kinded(self, of: Collection[str]) -> set[str]:  # noqa: D102
        return {entity for entity, _ in gather.kinds(self.store, self.iris, of)}

    def records(self, of: Collection[str]) -> dict[str, tuple[str, str]]:  # noqa: D102
        return gather.records(self.store, self.iris, of)

    def sources(self, of: Collection[str]) -> dict[str, tuple[str, str]]:  # noqa: D102
        return gather.sources(self.store, of)

    def bodies_of(self, mentions: Collection[str]) -> Both:  # noqa: D102
        return quoted.bodies(self.store, mentions)

    def carrying(self, mentions: Only) -> set[str]:  # noqa: D102
        asked = frozenset(mentions or ())
        carriers = subjects(self.store, self.iris.own("evidence"), asked)
        return {each.mention for each in gather.relations(self.store, self.iris, carriers)} & asked

    def quotes(self, mentions: Collection[str]) -> dict[str, Words]:  # noqa: D102
        found = quoted.words(self.store, self.iris, mentions, whole=False)
        records = self.records({each.record for each in found.values() if each.record})
        return {mention: each for mention, each in found.items() if each.record in records}

    def facts(self, locals_: Only) -> Iterable[Fact]:  # noqa: D102
        return gather.facts_of(self.store, self.iris, self.members(locals_ or ()).keys())

    def relations_at(self, locals_: Only) -> list[Relation]:  # noqa: D102
        asked = frozenset(locals_ or ())
        ends = (RICO.relationHasSource, RICO.relationHasTarget, RICO.relationConnects)
        there = {relation for end in ends for relation in subjects(self.store, end, asked)}
        return gather.relations(self.store, self.iris, there)

    def described(self, locals_: Only) -> Both:  # noqa: D102
        asked = frozenset(locals_ or ())
        own_words = quoted.describing(self.store, subjects(self.store, OA.hasBody, asked))
        return [(mention, body) for mention, body in self.bodies_of(own_words) if body in asked]

    def stated(self, records: Only) -> Both:  # noqa: D102
        return quoted.stated_by(self.store, self.iris, mentions_in(self.store, self.iris, records or ()))


def mentions_in(store: Reader, iris: Iris, records: Collection[str]) -> set[str]:
    """Mentions in the texts of these records."""
    texts = subjects(store, iris.own("textOf"), records)
    return {target.partition("#")[0] for target in subjects(store, OA.hasSource, texts)}
