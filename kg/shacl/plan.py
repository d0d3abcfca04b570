"""Whether a rule's properties are better read whole or followed row by row: decided by counting them once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from kg.shacl.compile import Frame
from kg.shacl.conditions import Subclasses
from kg.shacl.model import Rule, Shape

LOOKUP = 15
"""How many rows can be read in the time of one look-up."""


class Planner:
    """Makes the frame of each rule for one store; counts are asked once and kept."""

    def __init__(self, query: Callable[[str], Iterable[Mapping[str, str]]], subclasses: Subclasses) -> None:
        self._query = query
        self._subclasses = subclasses
        self._counts: dict[str, int] = {}

    def frame(self, shape: Shape, rule: Rule) -> Frame | None:
        """How to check the rule; None where the shape has no focus node at all."""
        foci = self._count(Frame(shape.targets, None, self._subclasses).target)
        if foci == 0:
            return None
        is_sparql = any(constraint.component == "SPARQL" for constraint in rule.constraints)
        steps = rule.path or ()
        # A path that repeats itself has no end to be read to.
        repeats = any(step.endswith(("*", "+", "?")) for step in steps)
        scan = not (is_sparql or repeats) and all(
            self._count(f"?subject {step} ?object") <= LOOKUP * foci for step in steps
        )
        return Frame(shape.targets, rule.path, self._subclasses, scan)

    def _count(self, pattern: str) -> int:
        if pattern not in self._counts:
            row = next(iter(self._query(f"SELECT (COUNT(*) AS ?count) {{ {pattern} }}")))
            self._counts[pattern] = int(row["count"])
        return self._counts[pattern]
