"""How far a rule looks from its focus node: the properties by which it goes on to other nodes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.shacl.model import Constraint, Path, Rule, Shape

GRAPH = "GRAPH"
_TRIPLE = re.compile(r"([?$]\w+)\s+(?=\S*\w)([^\s?${}();,.]+)\s+([?$]\w+|<[^>]*>|[\w-]+:[\w-]+)")
_INVERSE = re.compile(r"\^(<[^>]*>)")


class Unbounded(Exception):
    """The change may touch more focus nodes than it is worth listing."""


@dataclass(frozen=True, slots=True, order=True)
class Way:
    """Steps from a focus node to nodes of which a rule asks something; classes: no more than their classes.

    prefixes  lines that the steps need;  steps  (GRAPH,): to the graphs in which the focus node stands
    """

    prefixes: str
    steps: Path
    classes: bool = False


def reach(select: str) -> tuple[tuple[str, bool], ...]:
    """The properties by which a query goes from ``$this`` to nodes that it says something of; and whether no more than
    their classes.

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
    asked = {subject for subject, step, _ in triples if step != "a"}
    found: dict[str, bool] = {}
    for subject, step, value in triples:
        if subject in this and value in further:
            found[step] = found.get(step, True) and value not in asked
    return tuple(sorted([*found.items(), *([(GRAPH, False)] if graphs else [])]))


def ways(rule: Rule) -> tuple[Way, ...]:
    """The ways of a rule. Raises Unbounded where a path repeats itself or a query goes further than it can be told."""
    steps = rule.path or ()
    if any(step.endswith(("*", "+", "?")) for step in steps):
        raise Unbounded
    found = [Way("", steps[:length]) for length in range(1, len(steps))]
    if steps and any(map(_asks_class, rule.constraints)):
        found.append(Way("", steps, classes=True))
    for constraint in rule.constraints:
        if constraint.component == "SPARQL":
            prefixes, select = constraint.values
            found += [Way(prefixes, (step,), classes) for step, classes in reach(select)]
    return tuple(found)


def backwards(shapes: Iterable[Shape]) -> frozenset[str]:
    """Properties that the rules follow from object to subject, as ``<iri>``."""
    return frozenset(
        name for shape in shapes for rule in shape.rules for step in rule.path or () for name in _INVERSE.findall(step)
    )


def targets_of(shapes: Iterable[Shape]) -> frozenset[str]:
    """Properties whose objects are focus nodes, as ``<iri>``."""
    return frozenset(one.term for shape in shapes for one in shape.targets if one.kind == "objectsOf")


def _asks_class(constraint: Constraint) -> bool:
    """Whether it asks the classes of values."""
    return constraint.component == "Class" or any(_asks_class(part) for parts in constraint.either for part in parts)
