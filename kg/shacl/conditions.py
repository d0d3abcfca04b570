"""Tests of one value as SPARQL expressions that are true where the value is right and never end in an error."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.shacl.errors import unsupported
from kg.shacl.model import Constraint

XSD = "http://www.w3.org/2001/XMLSchema#"
# An ill-typed literal ("1916-13-99"^^xsd:date) is stored as it came; only a cast shows that it has no value.
CASTS = frozenset(
    f"<{XSD}{name}>" for name in ["integer", "decimal", "double", "float", "boolean", "date", "dateTime", "time"]
)
# The store keeps every derived integer type as xsd:integer.
INTEGERS = frozenset(
    f"<{XSD}{name}>" for name in ["int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger"]
)
NODE_KINDS = {
    "IRI": "isIRI(?value)",
    "Literal": "isLiteral(?value)",
    "BlankNode": "isBlank(?value)",
    "BlankNodeOrIRI": "(isIRI(?value) || isBlank(?value))",
    "BlankNodeOrLiteral": "(isBlank(?value) || isLiteral(?value))",
    "IRIOrLiteral": "(isIRI(?value) || isLiteral(?value))",
}
COMPARE = {"MinInclusive": ">=", "MaxInclusive": "<=", "MinExclusive": ">", "MaxExclusive": "<"}
LENGTH = {"MinLength": ">=", "MaxLength": "<="}

Subclasses = Mapping[str, tuple[str, ...]]
"""Class -> itself and all that the data declares below it, as ``<iri>``."""


def failing(constraint: Constraint, subclasses: Subclasses, *, lookup: bool = False) -> str:
    """A pattern that keeps the rows whose ``?value`` breaks the constraint. lookup: the rows are few."""
    alternatives = constraint.either or ((constraint,),)
    if not lookup and all(len(parts) == 1 and parts[0].component == "Class" for parts in alternatives):
        wanted = [kind for (part,) in alternatives for kind in subclasses.get(part.values[0], part.values)]
        return " ".join(f"MINUS {{ ?value a {kind} }}" for kind in wanted)
    return f"FILTER(!({condition(constraint, subclasses)}))"


def condition(constraint: Constraint, subclasses: Subclasses) -> str:
    """The expression over ``?value``. Raises RunAborted SHAPES002 for a component that is no test of a value."""
    component, values = constraint.component, constraint.values
    if component == "Class":
        return _instance(values[0], subclasses)
    if component == "Or":
        alternatives = (" && ".join(condition(part, subclasses) for part in parts) for parts in constraint.either)
        return "(" + " || ".join(f"({text})" for text in alternatives) + ")"
    if component in COMPARE:
        return f"COALESCE(?value {COMPARE[component]} {values[0]}, false)"
    if component in LENGTH:
        number = values[0].split('"')[1]
        return f"(!isBlank(?value) && STRLEN(STR(?value)) {LENGTH[component]} {number})"
    if component not in _SIMPLE:
        raise unsupported(f"{component} as a test of a value", "")
    return _SIMPLE[component](values)


def _datatype(values: tuple[str, ...]) -> str:
    wanted = values[0]
    if wanted in INTEGERS:
        return f"COALESCE(DATATYPE(?value) IN ({wanted}, <{XSD}integer>), false)"
    right = f"COALESCE(DATATYPE(?value) = {wanted}, false)"
    return f"({right} && COALESCE(DATATYPE({wanted}(STR(?value))) = {wanted}, false))" if wanted in CASTS else right


def _node_kind(values: tuple[str, ...]) -> str:
    name = values[0].rpartition("#")[2].rstrip(">")
    if name not in NODE_KINDS:
        raise unsupported(f"the node kind {values[0]}", "")
    return NODE_KINDS[name]


def _pattern(values: tuple[str, ...]) -> str:
    return f"(!isBlank(?value) && REGEX(STR(?value), {', '.join(values)}))"


def _in(values: tuple[str, ...]) -> str:
    return "(" + " || ".join(f"sameTerm(?value, {value})" for value in values) + ")" if values else "false"


def _instance(wanted: str, subclasses: Subclasses) -> str:
    kinds = subclasses.get(wanted, (wanted,))
    if len(kinds) == 1:
        return f"EXISTS {{ ?value a {wanted} }}"
    return f"EXISTS {{ ?value a ?kind FILTER(?kind IN ({', '.join(kinds)})) }}"


_SIMPLE: dict[str, Callable[[tuple[str, ...]], str]] = {
    "Datatype": _datatype,
    "NodeKind": _node_kind,
    "Pattern": _pattern,
    "In": _in,
}
