"""Proof of most constraints of a rule by one reading of its property, without its target.

If no value anywhere breaks a test, none of the target's does; if every subject has one value, no focus has two. Only
what this cannot prove is asked exactly. One such reading costs a fifth of one exact query (measured).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from kg.shacl.compile import Frame
from kg.shacl.conditions import condition
from kg.shacl.model import Constraint, Rule

_EXACT = frozenset(
    ("MinCount", "HasValue", "UniqueLang", "Disjoint", "LessThan", "LessThanOrEquals", "SPARQL", "Class")
)


def left_over(query: Callable[[str], Iterable[Mapping[str, str]]], frame: Frame, rule: Rule) -> tuple[Constraint, ...]:
    """The constraints of the rule that still have to be asked one by one."""
    steps = frame.path or ()
    if not frame.scan or len(steps) != 1:
        return rule.constraints
    tests = [constraint for constraint in rule.constraints if _is_test(constraint)]
    counts = [constraint for constraint in rule.constraints if constraint.component == "MaxCount"]
    if not tests and not counts:
        return rule.constraints
    right = " && ".join(condition(constraint, frame.subclasses) for constraint in tests) or "true"
    row = next(
        iter(
            query(
                "SELECT (COUNT(*) AS ?rows) (COUNT(DISTINCT ?focus) AS ?foci)"
                f" (SUM(IF({right}, 0, 1)) AS ?wrong) {{ ?focus {steps[0]} ?value }}"
            )
        )
    )
    proven: list[Constraint] = tests if row.get("wrong", "0") == "0" else []
    if row["rows"] == row["foci"]:
        proven = proven + [constraint for constraint in counts if not constraint.values[0].startswith('"0"')]
    return tuple(constraint for constraint in rule.constraints if constraint not in proven)


def _is_test(constraint: Constraint) -> bool:
    """A test that is an expression of the value alone, without a look at the graph."""
    parts = [part for parts in constraint.either for part in parts]
    return constraint.component not in (*_EXACT, "MaxCount") and all(_is_test(part) for part in parts)
