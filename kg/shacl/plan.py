"""Whether a rule's properties are better read whole or followed row by row: decided by counting them once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from kg.shacl.compile import Frame
from kg.shacl.conditions import Subclasses
from kg.shacl.model import Rule, Shape
from kg.shacl.select import steps

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
        pattern = Frame(shape.targets, None, self._subclasses, repeated=False).target
        foci = self._count(pattern, "DISTINCT ?focus")
        repeated = foci < self._count(pattern)
        if foci == 0:
            return None
        scan = all(self._count(*step) <= LOOKUP * foci for step in _steps(rule)) and not _endless(rule)
        return Frame(shape.targets, rule.path, self._subclasses, scan, repeated)

    def _count(self, pattern: str, what: str = "*", prefixes: str = "") -> int:
        query = f"{prefixes}SELECT (COUNT({what}) AS ?count) {{ {pattern} }}"
        if query not in self._counts:
            self._counts[query] = int(next(iter(self._query(query)))["count"])
        return self._counts[query]


def _steps(rule: Rule) -> list[tuple[str, str, str]]:
    """What a scan would read whole: arguments of the count."""
    found = [(f"?subject {step} ?object", "*", "") for step in rule.path or ()]
    for constraint in rule.constraints:
        if constraint.component == "SPARQL":
            prefixes, select = constraint.values
            found += [(f"?subject {step} ?object", "*", prefixes) for step in steps(select)]
    return found


def _endless(rule: Rule) -> bool:
    """A path that repeats itself has no end to be read to; a query that is not plain triples is run as it is."""
    repeats = any(step.endswith(("*", "+", "?")) for step in rule.path or ())
    selects = [constraint.values[1] for constraint in rule.constraints if constraint.component == "SPARQL"]
    return repeats or any(not steps(select) for select in selects)
