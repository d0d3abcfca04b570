"""Shapes as plain data. Terms and paths are kept as SPARQL text, ready to stand in a query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["Violation", "Warning", "Info"]
Path = tuple[str, ...]
"""Steps of a property path from the focus node, each a SPARQL path; a sequence has several."""
Texts = tuple[tuple[str, str], ...]
"""The same words in several languages: (language tag or '', text), sorted."""


@dataclass(frozen=True, slots=True)
class Target:
    """Which nodes a shape is about. kind is class, subjectsOf, objectsOf or node; term is ``<iri>`` or a literal."""

    kind: Literal["class", "subjectsOf", "objectsOf", "node"]
    term: str


@dataclass(frozen=True, slots=True)
class Constraint:
    """One demand.

    component  local name of the SHACL component without its ending: MinCount, Class, Or, SPARQL, ...
    values     its parameters as SPARQL terms (pattern: the expression and its flags; SPARQL: the whole query)
    either     for Or: the alternatives, each a tuple of constraints that must all hold
    """

    component: str
    values: tuple[str, ...] = ()
    either: tuple[tuple[Constraint, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """Constraints on what one path leads to; on the focus node itself where path is None."""

    path: Path | None
    severity: Severity
    messages: Texts
    constraints: tuple[Constraint, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape. kind is what its focus nodes are called in a sentence: record, mention, date."""

    name: str
    kind: Texts
    targets: tuple[Target, ...]
    rules: tuple[Rule, ...]


def path_text(path: Path | None) -> str:
    """The path as one SPARQL path; '' for the focus node itself."""
    return "/".join(path or ())


def in_language(texts: Texts, language: str) -> str:
    """The text in that language, else in English, else the first; '' where there is none."""
    known = dict(texts)
    for tag in (language, "en", ""):
        if tag in known:
            return known[tag]
    return texts[0][1] if texts else ""
