"""Which things a change of the graph touches, so that only their rows are made anew.

Each row of a dossier is made from a few triples around one thing (``Units``). From what changed it is followed back to
these things, in the store before and in the one after. Too many are named rather than too few: a thing whose rows stay
as they were costs time, nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property
from typing import TypeVar

from kg.dossier import gather, quoted
from kg.dossier.asking import pairs, subjects
from kg.dossier.units import Units
from kg.iri import Iris
from kg.store.base import Reader
from kg.updates.delta import Delta
from ontology.terms import DCTERMS, GEO, ITSRDF, OA, PROV, RDF, RDFS, RICO, SKOS

_Found = TypeVar("_Found")
_ABOUT_ENTITIES = (SKOS.prefLabel, SKOS.altLabel, RDFS.label, *gather.NAME_NODES[:2], GEO.hasGeometry)
_OF_MENTIONS = (OA.hasBody, OA.hasSource, OA.exact, OA.start)
"""What has one of these is a mention or a part of one, so no local entity."""
_ENDS = (RICO.relationHasSource, RICO.relationHasTarget, RICO.relationConnects)


def affected(delta: Delta, store: Reader, old: Reader, iris: Iris) -> Units:
    """store is the new one."""
    return _Change(delta, store, old, iris).units()


def retold(delta: Delta, store: Reader, old: Reader, iris: Iris) -> frozenset[str]:
    """Of which a label, or what it is as a record or as a date, may differ."""
    change = _Change(delta, store, old, iris)
    dates = change.told(*gather.of_dates(iris))
    told = change.told(RDFS.label, RICO.hasOrHadHolder, RICO.identifier, RICO.hasCreationDate)
    return frozenset(told | dates | change.back(RICO.hasCreationDate, dates))


class _Change:
    def __init__(self, delta: Delta, store: Reader, old: Reader, iris: Iris) -> None:
        self._delta, self._iris, self._stores = delta, iris, (old, store)

    def told(self, *properties: str) -> set[str]:
        """Of what one of the properties came or went."""
        quads = (quad for property_ in properties for side in self._delta.of(property_) for quad in side)
        return {quad[0][1:-1] for quad in quads}

    def back(self, property_: str, objects: Collection[str]) -> set[str]:
        """What has, or had, one of these as a value of the property."""
        return {subject for store in self._stores for subject in subjects(store, property_, objects)}

    def _differing(self, ask: Callable[[Reader, Collection[str]], dict[str, _Found]], things: set[str]) -> set[str]:
        """Those of the things of which the stores answer differently."""
        old, new = (ask(store, things) for store in self._stores)
        return {thing for thing in {*old, *new} if old.get(thing) != new.get(thing)}

    def units(self) -> Units:
        """All six."""
        mentions = self._mentions()
        return Units(
            subjects=frozenset(self._subjects()),
            mentions=frozenset(mentions),
            locals=frozenset(self._locals(mentions)),
            roles=frozenset(self._roles(mentions)),
            naming=frozenset(self._naming()),
            links=frozenset(self._links()),
        )

    @cached_property
    def _moved(self) -> set[str]:
        """Local entities that joined or left an entity."""
        return self.told(self._iris.own("memberOf"))

    @cached_property
    def _labelled(self) -> set[str]:
        return self.told(RDFS.label)

    @cached_property
    def _records(self) -> set[str]:
        """Records that came, went, or have another archive or call number."""
        told = self.told(RICO.hasOrHadHolder, RICO.identifier)
        return self._differing(lambda store, only: gather.records(store, self._iris, only), told)

    def _subjects(self) -> set[str]:
        own = self._iris.own
        found = self.told(*_ABOUT_ENTITIES, own("externalId")) | self._moved | self._typed
        classes = {f"<{own('Entity')}>", f"<{own('LocalEntity')}>"}
        found |= {quad[0][1:-1] for side in self._delta.of(RDF.type) for quad in side if quad[2] in classes}
        for property_ in gather.NAME_NODES[:2]:
            found |= self.back(property_, self._labelled)
        found |= self.back(GEO.hasGeometry, self.told(GEO.asWKT))
        turned = self._turned()
        return found | turned | self.back(own("memberOf"), turned)

    @cached_property
    def _typed(self) -> set[str]:
        """Shared entities with other classes."""
        graph = self._iris.graph("resolved")
        return {quad[0][1:-1] for side in self._delta.of(RDF.type) for quad in side if quad[3] == graph}

    def _turned(self) -> set[str]:
        """Shared entities of which there is a dossier in one of the two editions only."""
        return self._differing(lambda store, only: dict.fromkeys(self._kinded(store, only), True), self._typed)

    def _kinded(self, store: Reader, only: Collection[str]) -> set[str]:
        return {entity for entity, _ in gather.kinds(store, self._iris, only)}

    def _mentions(self) -> set[str]:
        own = self._iris.own
        parts = self.told(OA.hasSource, own("page"), OA.exact, OA.prefix, OA.suffix, OA.start)
        found = {part.partition("#")[0] for part in parts}
        found |= self.told(OA.hasBody, OA.motivatedBy, own("method"), ITSRDF.taConfidence, PROV.wasGeneratedBy)
        found |= self.back(OA.hasBody, self._moved)
        found |= self._carrying(self.told(own("evidence"), *_ENDS))
        texts = self.told(own("textOf")) | self.back(own("textOf"), self._records)
        pages = self._differing(
            lambda store, only: quoted.page_numbers(store, self._iris, only), self.told(own("rank"), RICO.identifier)
        )
        targets = self.back(OA.hasSource, texts) | self.back(own("page"), pages)
        found |= {target.partition("#")[0] for target in targets}
        renamed = self._differing(lambda store, only: pairs(store, f"?s <{RDFS.label}> ?o", only), self._labelled)
        acts = self.told(PROV.wasAssociatedWith) | self.back(PROV.wasAssociatedWith, renamed)
        return found | self.back(PROV.wasGeneratedBy, self._differing(quoted.makers, acts))

    def _carrying(self, relations: set[str]) -> set[str]:
        return {each.mention for store in self._stores for each in gather.relations(store, self._iris, relations)}

    def _locals(self, mentions: set[str]) -> set[str]:
        """Those of which sources state something else than before, or for whose statements other words stand."""
        own, start = self._iris.own, self._iris.graph("source/")
        found = {quad[0][1:-1] for quad in self._delta if quad[3].startswith(start)} | self._moved
        relations = self.told(own("evidence"), RICO.relationHasDate, *_ENDS) | self.back(own("evidence"), mentions)
        for store in self._stores:
            found |= subjects(store, None, self._moved)
            for each in gather.relations(store, self._iris, relations):
                found |= {each.one, each.other}
            found.update(body for _, body in quoted.bodies(store, quoted.describing(store, mentions)))
        graphs = self.told(PROV.wasAttributedTo, DCTERMS.identifier, RDF.type)
        for graph in self._differing(gather.sources, {graph for graph in graphs if graph.startswith(start)}):
            found |= {subject for store in self._stores for subject in _within(store, graph)}
        found -= self.told(*_OF_MENTIONS)
        there = {one for store in self._stores for one in gather.members(store, self._iris, found)}
        return found & there

    def _roles(self, mentions: set[str]) -> set[str]:
        """Records to which somebody is something else than before, or that say so in other words."""
        graph, start = self._iris.graph("resolved"), f"{self._iris.base}/id/record/"
        left_out = f"<{self._iris.own('mentions')}>"
        found = {
            quad[0][1:-1]
            for quad in self._delta
            if quad[3] == graph and quad[1] != left_out and quad[0].startswith(f"<{start}")
        }
        stating = mentions | self.told(self._iris.own("states"))
        for store in self._stores:
            said = {mention for mention, _ in quoted.stated_by(store, self._iris, stating)}
            words = quoted.words(store, self._iris, said, whole=False)
            found.update(each.record for each in words.values() if each.record)
        return found | self._records

    def _naming(self) -> set[str]:
        graph = self._iris.graph("resolved")
        named = self._delta.of(self._iris.own("mentions"))
        found = {quad[0][1:-1] for side in named for quad in side if quad[3] == graph}
        return found | self.back(self._iris.own("mentions"), self._turned())

    def _links(self) -> set[str]:
        told = self.told(*gather.of_judgements(self._iris))
        return told.union(*(self.back(end, self._moved) for end in gather.of_judgements(self._iris)[:2]))


def _within(store: Reader, graph: str) -> set[str]:
    """Of what a graph states something."""
    return {row["s"] for row in store.select(f"SELECT DISTINCT ?s {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")}
