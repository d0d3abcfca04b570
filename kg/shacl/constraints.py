"""The constraints of one shape, read from its graph. What is not known here is refused, never skipped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.shacl.errors import malformed, unsupported
from kg.shacl.model import Constraint

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

ONE_TERM = {
    "minCount": "MinCount",
    "maxCount": "MaxCount",
    "datatype": "Datatype",
    "nodeKind": "NodeKind",
    "class": "Class",
    "hasValue": "HasValue",
    "minInclusive": "MinInclusive",
    "maxInclusive": "MaxInclusive",
    "minExclusive": "MinExclusive",
    "maxExclusive": "MaxExclusive",
    "minLength": "MinLength",
    "maxLength": "MaxLength",
    "lessThan": "LessThan",
    "lessThanOrEquals": "LessThanOrEquals",
    "disjoint": "Disjoint",
}
NEEDS_PATH = ("MinCount", "MaxCount", "LessThan", "LessThanOrEquals", "UniqueLang")
NOT_A_VALUE_TEST = (*NEEDS_PATH, "HasValue", "Disjoint")
NO_CONSTRAINT = frozenset(
    [
        "path",
        "name",
        "description",
        "order",
        "group",
        "defaultValue",
        "message",
        "severity",
        "deactivated",
        "property",
        "sparql",
        "flags",
        "targetClass",
        "targetSubjectsOf",
        "targetObjectsOf",
        "targetNode",
    ]
)
_REFUSED = re.compile(r"\$(PATH|shapesGraph|currentShape)\b|\b(MINUS|SERVICE|VALUES|FROM)\b", re.IGNORECASE)
_SELECT = re.compile(r"^\s*SELECT\s+(DISTINCT\s+)?([^{]*?)(WHERE\s*)?\{", re.IGNORECASE)


def read_constraints(graph: Graph, node: Node, *, on_path: bool) -> tuple[Constraint, ...]:
    """Every constraint that the shape states itself, in a fixed order."""
    from rdflib import SH

    found = []
    for predicate, value in graph.predicate_objects(node):
        if not str(predicate).startswith(str(SH)):
            continue
        name = str(predicate).removeprefix(str(SH))
        if name not in NO_CONSTRAINT:
            found.append(_constraint(graph, node, name, value))
    for constraint in found:
        if constraint.component in NEEDS_PATH and not on_path:
            raise malformed(f"{constraint.component} needs a path.", node)
    return tuple(sorted(found, key=repr))


def _constraint(graph: Graph, node: Node, name: str, value: Node) -> Constraint:
    from rdflib import SH

    if name in ONE_TERM:
        return Constraint(ONE_TERM[name], (str(value.n3()),))
    if name == "pattern":
        flags = graph.value(node, SH.flags)
        return Constraint("Pattern", (str(value.n3()), *((str(flags.n3()),) if flags is not None else ())))
    if name == "in":
        return Constraint("In", tuple(str(item.n3()) for item in graph.items(value)))
    if name == "uniqueLang" and str(value) == "true":
        return Constraint("UniqueLang")
    if name == "or":
        nested = [item for item in graph.items(value) if (item, SH.path, None) in graph]
        either = tuple(read_constraints(graph, item, on_path=True) for item in graph.items(value))
        inner = {part.component for parts in either for part in parts}
        if nested or inner & set(NOT_A_VALUE_TEST) or not all(either):
            raise unsupported("sh:or of anything but plain tests of a value", node)
        return Constraint("Or", either=either)
    raise unsupported(f"sh:{name}", node)


def read_sparql(graph: Graph, node: Node) -> Constraint:
    """A sh:sparql constraint: its whole query, with PREFIX lines, as text."""
    from rdflib import SH

    select = graph.value(node, SH.select)
    if select is None:
        raise malformed("sh:sparql has no sh:select.", node)
    refused = _REFUSED.search(str(select))
    if refused or not (head := _SELECT.match(str(select))) or "$this" not in head.group(2):
        what = refused.group(0) if refused else "a SELECT that does not begin with $this"
        raise unsupported(f"{what} in sh:sparql", node)
    if len(re.findall(r"\bSELECT\b", str(select), re.IGNORECASE)) > 1:
        raise unsupported("a nested SELECT in sh:sparql", node)
    lines = []
    for owner in graph.objects(node, SH.prefixes):
        for declared in graph.objects(owner, SH.declare):
            prefix, namespace = graph.value(declared, SH.prefix), graph.value(declared, SH.namespace)
            lines.append(f"PREFIX {prefix}: <{namespace}>\n")
    return Constraint("SPARQL", ("".join(sorted(lines)), str(select)))
