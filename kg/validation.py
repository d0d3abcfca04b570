"""The SHACL gate: is every statement of the graph whole, and does it lead to the words on the page?

Shapes are compiled to SPARQL and run by the store: the graph holds millions of triples, and all cores can share them.
A construct that cannot be compiled is an error (SHAPES002); nothing is left out in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import nsmallest
from pathlib import Path
from typing import Protocol

from extractors.errors import UsageError
from kg.shacl.changed import Changes
from kg.shacl.compile import Frame
from kg.shacl.facts import fact_shapes
from kg.shacl.model import Constraint, Rule, Shape, Texts, path_text
from kg.shacl.names import names_of
from kg.shacl.near import Reader
from kg.shacl.parse import parse_shapes
from kg.shacl.plan import Planner
from kg.shacl.reach import Unbounded
from kg.shacl.report import Example, Finding, Report, gravest_first
from kg.shacl.screen import left_over
from kg.shacl.touched import Touched
from ontology.files import fill, shape_files, text

Query = Callable[[str], Iterable[Mapping[str, str]]]
"""Runs a SELECT over the union of all graphs; rows hold bare IRIs and the lexical form of literals."""

SHACL = "http://www.w3.org/ns/shacl#"
_SUBCLASSES = "SELECT DISTINCT ?below ?above { ?below <http://www.w3.org/2000/01/rdf-schema#subClassOf> ?above }"


class Store(Protocol):
    """The part of a store that validation needs."""

    def select(self, query: str) -> Iterable[Mapping[str, str]]:
        """Rows of a SELECT over the union of all graphs."""


def run(store: Store, shapes_path: Path | None, vocabulary: str, base: str, *, limit: int = 100) -> Report:
    """Validate the store against our shapes and, where a path is given, those of that Turtle file too.

    Raises what ``load_shapes`` raises.
    """
    return validate(store.select, load_shapes(shapes_path, vocabulary, base), limit=limit)


def load_shapes(shapes_path: Path | None, vocabulary: str, base: str) -> list[Shape]:
    """Our shapes and, where a path is given, those of that Turtle file too.

    Raises UsageError SHAPES003 where the file cannot be read, RunAborted SHAPES001 or SHAPES002 for what is wrong
    in it.
    """
    shapes = list(own_shapes(vocabulary, base))
    if shapes_path is not None:
        try:
            content = shapes_path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError("SHAPES003", f"The shapes cannot be read: {error}.", where=str(shapes_path)) from error
        shapes += parse_shapes(fill(content, vocabulary=vocabulary, base=base), str(shapes_path))
    return shapes


def own_shapes(vocabulary: str, base: str) -> tuple[Shape, ...]:
    """The shapes of the graph model, under the workspace's own namespace, and those of RiC-O's own facts."""
    files = shape_files()
    ours = (shape for name in files for shape in parse_shapes(text(name, vocabulary=vocabulary, base=base), name))
    return (*ours, *fact_shapes(base))


def planner_for(query: Query) -> Planner:
    """A planner for one store; whoever validates shape by shape keeps it, since it counts what it meets once."""
    return Planner(query, _subclasses(query))


def touched_by(store: Reader, changes: Changes, shapes: Sequence[Shape]) -> Touched:
    """What to look at in a store that kept all rules of the shapes before these changes were made to it."""
    return Touched(store, changes, shapes, _subclasses(store.select))


def validate(
    query: Query,
    shapes: Iterable[Shape],
    *,
    limit: int = 100,
    planner: Planner | None = None,
    touched: Touched | None = None,
) -> Report:
    """Run every constraint of every shape; each finding keeps the first ``limit`` examples, in order of IRI.

    touched: look only at what it names. Of a graph that conformed before, that finds every violation there is now.
    """
    planner = planner or planner_for(query)
    findings, done, checks = [], 0, 0
    for shape in shapes:
        done += 1
        for rule in shape.rules:
            checks += len(rule.constraints)
            frame = _frame(shape, rule, planner, touched)
            if frame is None:
                continue
            for constraint in left_over(query, frame, rule):
                count, examples = _collect(query(frame.violations(constraint)), limit)
                if count:
                    findings.append(_finding(query, shape, rule, constraint, count, examples))
    return Report(tuple(sorted(findings, key=gravest_first)), done, checks)


def _frame(shape: Shape, rule: Rule, planner: Planner, touched: Touched | None) -> Frame | None:
    if touched is not None:
        try:
            return touched.frame(shape, rule)
        except Unbounded:
            pass  # nobody can tell which
    return planner.frame(shape, rule)


def render(report: Report, language: str = "en", *, examples: int = 5) -> str:
    """Plain sentences for a terminal, the gravest first; ends with the sum."""
    lines = []
    for finding in report.findings:
        sentences = finding.sentences(language)[:examples]
        lines += [f"{finding.severity}: {sentence}" for sentence in sentences]
        if finding.count > len(sentences):
            lines.append(f"  … and {finding.count - len(sentences)} more like this")
    verdict = "The graph conforms" if report.conforms else "The graph does not conform"
    numbers = f"{report.count('Violation')} violations, {report.count('Warning')} warnings"
    lines.append(f"{verdict}: {report.shapes} shapes, {report.checks} checks, {numbers}.")
    return "\n".join(lines)


def _collect(rows: Iterable[Mapping[str, str]], limit: int) -> tuple[int, list[Example]]:
    """How many, and the first by IRI; only ``limit`` are ever held."""
    count = 0

    def counted() -> Iterable[Example]:
        nonlocal count
        for row in rows:
            count += 1
            yield Example(row["focus"], row.get("value", ""))

    first = nsmallest(limit, counted())
    return count, first


def _finding(
    query: Query, shape: Shape, rule: Rule, constraint: Constraint, count: int, examples: list[Example]
) -> Finding:
    names = names_of(query, [example.focus for example in examples])
    named = tuple(Example(one.focus, one.value, names.get(one.focus, "")) for one in examples)
    messages = rule.messages or _fallback(rule, constraint)
    component = f"{SHACL}{constraint.component}ConstraintComponent"
    return Finding(rule.severity, shape.name, component, path_text(rule.path), shape.kind, messages, count, named)


def _fallback(rule: Rule, constraint: Constraint) -> Texts:
    """For shapes that bring no message of their own."""
    words = " ".join(re.findall(r"[A-Z][a-z]+|[A-Z]+", constraint.component)).lower()
    demand = " ".join(constraint.values) if constraint.component != "SPARQL" else "its query"
    return (
        (
            "en",
            f"breaks the constraint {words} {demand}".rstrip() + (f" on {path_text(rule.path)}" if rule.path else ""),
        ),
    )


def _subclasses(query: Query) -> dict[str, tuple[str, ...]]:
    """Class -> itself and everything below it, by what the data itself declares (SHACL, section 1.1)."""
    above: dict[str, set[str]] = {}
    for row in query(_SUBCLASSES):
        above.setdefault(f"<{row['below']}>", set()).add(f"<{row['above']}>")
    below: dict[str, set[str]] = {}
    for start in above:
        waiting, seen = [start], {start}
        while waiting:
            for parent in sorted(above.get(waiting.pop(), ())):
                below.setdefault(parent, {parent}).add(start)
                if parent not in seen:
                    seen.add(parent)
                    waiting.append(parent)
    return {parent: tuple(sorted(children)) for parent, children in below.items()}
