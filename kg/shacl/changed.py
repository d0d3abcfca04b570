"""Which focus nodes a change of the graph can touch, so that only they are validated again.

Whether a focus node keeps a rule depends on the triples along the rule's path, on the classes of what the path leads
to, and on nothing else. So of a graph that kept all rules before the change, no focus can break one now unless it, or a
node on its path, stands in a changed triple. What cannot be bounded so (repeated paths, queries that go further, new
subclasses, blank nodes) is validated whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.shacl.compile import Frame
from kg.shacl.conditions import Subclasses
from kg.shacl.model import Constraint, Rule, Shape, Target

Query = Callable[[str], Iterable[Mapping[str, str]]]
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
SUBCLASS = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"
GRAPH = "GRAPH"
MOST = 5000
"""Touched focus nodes of one rule that are looked at in a small edition; a large one may have more (``Changes``)."""
_TRIPLE = re.compile(r"([?$]\w+)\s+([^\s?${}();,.]+)\s+([?$]\w+|<[^>]*>|[\w-]+:[\w-]+)")


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two states of the graph, as N-Triples terms.

    nodes  every IRI that is subject or object of a triple that came or went (objects of rdf:type left out)
    typed  those whose classes are no longer the same
    texts  (property, literal) of the triples that led to text
    wide   True where subclasses or blank nodes came or went, so that anything may be touched
    most   touched focus nodes of one rule; where there are more, to read the properties whole is quicker
    """

    nodes: frozenset[str]
    typed: frozenset[str]
    texts: frozenset[tuple[str, str]]
    wide: bool = False
    most: int = MOST

    @classmethod
    def of(cls, triples: Iterable[tuple[str, str, str]], typed: Iterable[str], most: int = MOST) -> Changes:
        """From the triples that came or went; typed: the subjects whose classes really changed."""
        nodes: set[str] = set()
        texts: set[tuple[str, str]] = set()
        wide = False
        for subject, predicate, value in triples:
            wide = wide or predicate == SUBCLASS or subject.startswith("_:") or value.startswith("_:")
            nodes.add(subject)
            if value.startswith('"'):
                texts.add((predicate, value))
            elif predicate != TYPE:
                nodes.add(value)
        return cls(frozenset(nodes), frozenset(typed), frozenset(texts), wide, most)

    def as_lists(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "nodes": sorted(self.nodes),
            "typed": sorted(self.typed),
            "texts": sorted(self.texts),
            "wide": self.wide,
            "most": self.most,
        }

    @classmethod
    def of_lists(cls, lists: Mapping[str, Any]) -> Changes:
        """The other way round."""
        texts = frozenset((predicate, text) for predicate, text in lists["texts"])
        return cls(frozenset(lists["nodes"]), frozenset(lists["typed"]), texts, bool(lists["wide"]), int(lists["most"]))


class Touched:
    """Answers for one store (its state after the change) which foci of a rule to look at."""

    def __init__(self, query: Query, changes: Changes, subclasses: Subclasses) -> None:
        self._query = query
        self._changes = changes
        self._subclasses = subclasses
        self._before: dict[tuple[tuple[str, ...], str, bool], frozenset[str]] = {}
        self._said: dict[str, set[tuple[str, str]]] = {}

    def frame(self, shape: Shape, rule: Rule) -> Frame | None:
        """How to check the rule: on few nodes; None where there is nothing to check.

        Raises Unbounded where the whole graph has to be looked at.
        """
        foci = self._foci(rule) | self._literals(shape)
        if len(foci) > self._changes.most:
            raise Unbounded
        hits = {focus for target in shape.targets for focus in self._hits(target, foci)}
        if not hits:
            return None
        return Frame(shape.targets, rule.path, self._subclasses, scan=False, repeated=False, only=tuple(sorted(hits)))

    def _hits(self, target: Target, foci: frozenset[str]) -> Iterator[str]:
        """Those of the nodes that the target is about."""
        if target.kind == "node":
            yield from foci & {target.term}
        elif target.kind == "objectsOf":
            iris = " ".join(sorted(focus for focus in foci if focus.startswith("<")))
            for row in self._query(
                f"SELECT DISTINCT ?focus {{ VALUES ?focus {{ {iris} }} ?any {target.term} ?focus }}"
            ):
                yield f"<{row['focus']}>"
            for text in sorted(focus for focus in foci if not focus.startswith("<")):
                if any(True for _ in self._query(f"SELECT ?any {{ ?any {target.term} {text} }} LIMIT 1")):
                    yield text
        else:
            self._describe(foci)
            kinds = self._subclasses.get(target.term, (target.term,)) if target.kind == "class" else ()
            wanted = {(TYPE, kind) for kind in kinds} or {(target.term, "")}
            yield from (focus for focus in foci if not wanted.isdisjoint(self._said.get(focus, ())))

    def _describe(self, nodes: Iterable[str]) -> None:
        """Note the classes and the properties of nodes that were not met before."""
        fresh = sorted(node for node in nodes if node not in self._said and node.startswith("<"))
        for start in range(0, len(fresh), 1000):
            some = fresh[start : start + 1000]
            values = f"VALUES ?focus {{ {' '.join(some)} }}"
            self._said.update((node, set()) for node in some)
            for row in self._query(f"SELECT DISTINCT ?focus ?p {{ {values} ?focus ?p ?any }}"):
                self._said[f"<{row['focus']}>"].add((f"<{row['p']}>", ""))
            for row in self._query(f"SELECT DISTINCT ?focus ?kind {{ {values} ?focus {TYPE} ?kind }}"):
                self._said[f"<{row['focus']}>"].add((TYPE, f"<{row['kind']}>"))

    def _literals(self, shape: Shape) -> frozenset[str]:
        """Literals are focus nodes only as objects of a property that the shape names."""
        terms = {target.term for target in shape.targets if target.kind == "objectsOf"}
        return frozenset(text for predicate, text in self._changes.texts if predicate in terms)

    def _foci(self, rule: Rule) -> frozenset[str]:
        if self._changes.wide:
            raise Unbounded
        steps = rule.path or ()
        if any(step.endswith(("*", "+", "?")) for step in steps):
            raise Unbounded
        foci = self._changes.nodes
        for length in range(1, len(steps)):
            foci |= self._leading(steps[:length], "", typed=False)
        if steps and any(map(_asks_class, rule.constraints)):
            foci |= self._leading(steps, "", typed=True)
        for constraint in rule.constraints:
            if constraint.component == "SPARQL":
                prefixes, select = constraint.values
                for step in reach(select):
                    foci |= self._within() if step == GRAPH else self._leading((step,), prefixes, typed=False)
        return foci

    def _within(self) -> frozenset[str]:
        """What stands in graphs of which something is said anew."""
        if ((), GRAPH, False) not in self._before:
            values = " ".join(sorted(self._changes.nodes))
            rows = self._query(f"SELECT DISTINCT ?focus {{ VALUES ?g {{ {values} }} GRAPH ?g {{ ?focus ?p ?o }} }}")
            self._before[(), GRAPH, False] = frozenset(f"<{row['focus']}>" for row in rows if ":" in row["focus"])
        return self._before[(), GRAPH, False]

    def _leading(self, steps: tuple[str, ...], prefixes: str, *, typed: bool) -> frozenset[str]:
        """Nodes from which the steps lead to a changed one."""
        ends = self._changes.typed if typed else self._changes.nodes
        if len(ends) > self._changes.most:
            raise Unbounded
        key = (steps, prefixes, typed)
        if key not in self._before:
            names = ["?focus", *(f"?step{number}" for number in range(1, len(steps))), "?end"]
            path = " . ".join(f"{names[index]} {step} {names[index + 1]}" for index, step in enumerate(steps))
            values = " ".join(sorted(ends))
            rows = self._query(f"{prefixes}SELECT DISTINCT ?focus {{ VALUES ?end {{ {values} }} {path} }}")
            self._before[key] = frozenset(f"<{row['focus']}>" for row in rows if ":" in row["focus"]) if ends else ends
        return self._before[key]


class Unbounded(Exception):
    """The change may touch more focus nodes than it is worth listing."""


def reach(select: str) -> tuple[str, ...]:
    """The properties by which a query goes from ``$this`` to other nodes that it says something of.

    GRAPH among them: it also asks what is said of the graph in which ``$this`` stands. Raises Unbounded for a query
    that goes further than one step.
    """
    body = select[select.index("{") + 1 :]
    graphs = set(re.findall(r"\bGRAPH\s+([?$]\w+)", body, re.IGNORECASE))
    triples = [match.groups() for match in _TRIPLE.finditer(re.sub(r"(?i)\bGRAPH\s+\S+", " ", body))]
    said = [triple for triple in triples if triple[0] in graphs]
    triples = [triple for triple in triples if triple[0] not in graphs]
    this = {"$this", "?this"}
    if any(value in this for _, _, value in said):
        raise Unbounded
    near = {value: step for subject, step, value in triples if subject in this and value.startswith(("?", "$"))}
    if not triples or any(subject not in this and subject not in near for subject, _, _ in triples):
        raise Unbounded
    further = {subject for subject, _, _ in triples} - this
    onward = {value for subject, _, value in triples if subject in further} & further
    if onward:
        raise Unbounded
    steps = {step for subject, step, value in triples if subject in this and value in further}
    return tuple(sorted(steps | ({GRAPH} if graphs else set())))


def _asks_class(constraint: Constraint) -> bool:
    return constraint.component == "Class" or any(_asks_class(part) for parts in constraint.either for part in parts)
