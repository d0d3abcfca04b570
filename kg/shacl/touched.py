"""Which focus nodes a change of the graph can touch, so that only they are validated again.

Whether a focus node keeps a rule depends on the triples along the rule's path, on the classes of what the path leads
to, and on nothing else. So of a graph that kept all rules before the change, no focus can break one now unless it, or a
node on its path, stands in a changed triple. What cannot be bounded so (repeated paths, queries that go further, new
subclasses, blank nodes) is validated whole.

Those nodes are first asked about in a small store that holds what lies near them: a look-up in memory is cheap, and a
small graph is read whole for each rule. Who breaks a rule there is asked again in the store itself, which decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property

from kg.shacl.changed import Changes
from kg.shacl.compile import Frame
from kg.shacl.conditions import Subclasses
from kg.shacl.model import Rule, Shape
from kg.shacl.near import Reader, chain, lumps, near, nodes_of, rows_of
from kg.shacl.plan import Planner
from kg.shacl.reach import GRAPH, Unbounded, Way, backwards, targets_of, ways
from kg.shacl.screen import left_over
from kg.store.small import SmallStore


class Touched:
    """Answers for one store (its state after the change) which foci of a rule to look at.

    shapes: all that will be asked about
    """

    def __init__(self, store: Reader, changes: Changes, shapes: Sequence[Shape], subclasses: Subclasses) -> None:
        self._store = store
        self._changes = changes
        self._shapes = shapes
        self._subclasses = subclasses
        self._before: dict[Way, frozenset[str]] = {}

    def frame(self, shape: Shape, rule: Rule) -> Frame | None:
        """How to check the rule: on few nodes; None where there is nothing to check.

        Raises Unbounded where the whole graph has to be looked at.
        """
        foci = self._foci(rule) | self._literals(shape)
        if any(GRAPH in way.steps for way in ways(rule)):  # the small store knows no graphs
            hits = set(self._hits(shape, foci))
        else:
            hits = set(self._suspects(shape, rule, foci))
        if not hits:
            return None
        return Frame(shape.targets, rule.path, self._subclasses, scan=False, repeated=False, only=tuple(sorted(hits)))

    def _suspects(self, shape: Shape, rule: Rule, foci: frozenset[str]) -> Iterator[str]:
        """Those of the foci that break the rule in the small store."""
        small, planner = self._small
        frame = planner.frame(shape, rule)
        if frame is None:
            return
        broken = {
            row["focus"]
            for constraint in left_over(small.select, frame, rule)
            for row in small.select(frame.violations(constraint))
        }
        if broken:  # of literals rows give the words alone: all of them are asked again
            yield from (focus for focus in foci if not focus.startswith("<") or focus[1:-1] in broken)

    @cached_property
    def _small(self) -> tuple[SmallStore, Planner]:
        """What lies near the foci of all rules."""
        foci = set(self._nodes)
        for shape in self._shapes:
            for rule in shape.rules:
                with suppress(Unbounded):
                    foci |= self._foci(rule)
        small = near(self._store, self._shapes, foci, self._changes)
        return small, Planner(small.select, self._subclasses)

    @cached_property
    def _nodes(self) -> frozenset[str]:
        """Of which something is said anew, in a direction in which some rule looks."""
        back = backwards(self._shapes) | targets_of(self._shapes)
        return self._changes.nodes | {end for property_, end in self._changes.ends if property_ in back}

    def _foci(self, rule: Rule) -> frozenset[str]:
        if self._changes.wide:
            raise Unbounded
        found = [self._within if way.steps == (GRAPH,) else self._leading(way) for way in ways(rule)]
        return self._nodes.union(*found) if any(found) else self._nodes

    def _literals(self, shape: Shape) -> frozenset[str]:
        """Literals are focus nodes only as objects of a property that the shape names."""
        if not (terms := targets_of([shape])):
            return frozenset()
        return frozenset(text for predicate, text in self._changes.texts if predicate in terms)

    @cached_property
    def _within(self) -> frozenset[str]:
        """What stands in graphs of which something is said anew."""
        query = "SELECT DISTINCT ?focus {{ VALUES ?g {{ {} }} GRAPH ?g {{ ?focus ?p ?o }} }}"
        return frozenset(node for some in lumps(self._nodes) for node in nodes_of(self._store, query.format(some)))

    def _leading(self, way: Way) -> frozenset[str]:
        """Nodes from which the way leads to a touched one.

        Not to a fresh one: whatever leads to that in one step is touched itself.
        """
        if way.classes and len(way.steps) == 1 and way.steps[0].startswith("<"):
            return self._incoming.get(way.steps[0], frozenset())
        if way not in self._before:
            ends = self._changes.typed if way.classes else self._nodes
            self._before[way] = frozenset(self._starts(way, ends - self._changes.fresh))
        return self._before[way]

    @cached_property
    def _incoming(self) -> dict[str, frozenset[str]]:
        """By property, whatever has it with a node whose classes changed; asked once for all properties."""
        found: dict[str, set[str]] = {}
        for some in lumps(self._changes.typed - self._changes.fresh):
            query = f"SELECT DISTINCT ?focus ?p {{ VALUES ?end {{ {some} }} ?focus ?p ?end }}"
            for focus, name in rows_of(self._store, query):
                found.setdefault(name, set()).add(focus)
        return {name: frozenset(foci) for name, foci in found.items()}

    def _starts(self, way: Way, ends: Iterable[str]) -> Iterator[str]:
        path = chain(way, "?focus", "?end")
        for some in lumps(ends):
            query = f"{way.prefixes}SELECT DISTINCT ?focus {{ VALUES ?end {{ {some} }} {path} }}"
            yield from nodes_of(self._store, query)

    def _hits(self, shape: Shape, foci: frozenset[str]) -> Iterator[str]:
        """Those of the nodes that the shape is about; of literals all, which are few."""
        small, _ = self._small
        target = Frame(shape.targets, None, self._subclasses).target
        yield from foci.intersection(nodes_of(small, f"SELECT DISTINCT ?focus {{ {target} }}"))
        yield from (focus for focus in foci if not focus.startswith("<"))
