"""Turtle with SHACL shapes to ``Shape`` data. Only the text given is read: no imports, nothing is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from kg.shacl.constraints import read_constraints, read_sparql
from kg.shacl.errors import malformed, unsupported
from kg.shacl.model import Rule, Severity, Shape, Target, Texts
from kg.shacl.paths import read_path

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

TARGETS: dict[str, Literal["class", "subjectsOf", "objectsOf", "node"]] = {
    "targetClass": "class",
    "targetSubjectsOf": "subjectsOf",
    "targetObjectsOf": "objectsOf",
    "targetNode": "node",
}
SEVERITIES = ("Violation", "Warning", "Info")


def parse_shapes(text: str, where: str) -> tuple[Shape, ...]:
    """All active shapes of a Turtle text, sorted by name. where is the file, for errors.

    Raises RunAborted: SHAPES001 for text that is no Turtle, for imports and for shapes without a target; SHAPES002
    for constructs that the validator does not support.
    """
    from rdflib import OWL, RDF, RDFS, SH

    graph = _graph(text, where)
    if (None, OWL.imports, None) in graph:
        raise malformed("The shapes import another file; nothing is ever fetched.", where)
    targeted = {node for name in TARGETS for node in graph.subjects(SH[name])}
    implicit = {node for node in graph.subjects(RDF.type, SH.NodeShape) if (node, RDF.type, RDFS.Class) in graph}
    idle = set(graph.subjects(RDF.type, SH.NodeShape)) - targeted - implicit
    if idle:
        raise malformed("A node shape has no target, so it would check nothing.", f"{where} {min(map(str, idle))}")
    shapes = []
    for node in sorted(targeted | implicit, key=str):
        if not _is_true(graph, node, "deactivated"):
            shapes.append(_shape(graph, node, is_class=node in implicit))
    return tuple(shapes)


def _graph(text: str, where: str) -> Graph:
    from rdflib import Graph
    from rdflib.plugins.parsers.notation3 import BadSyntax

    try:
        return Graph().parse(data=text, format="turtle")
    except BadSyntax as error:
        detail = str(error.message)
        raise malformed(f"The shapes are no valid Turtle: {detail}.", f"{where}:{error.lines + 1}") from error


def _is_true(graph: Graph, node: Node, name: str) -> bool:
    from rdflib import SH

    return str(graph.value(node, SH[name]) or "false").lower() in ("true", "1")


def texts(graph: Graph, node: Node, predicate: Node) -> Texts:
    """The literals of one property, as (language, text)."""
    from rdflib import Literal as Text

    found = [value for value in graph.objects(node, predicate) if isinstance(value, Text)]
    return tuple(sorted((value.language or "", str(value)) for value in found))


def _severity(graph: Graph, node: Node) -> Severity:
    from rdflib import SH

    value = graph.value(node, SH.severity)
    if value is None:
        return "Violation"
    name = str(value).removeprefix(str(SH))
    if name not in SEVERITIES:
        raise unsupported(f"the severity {value}", node)
    return cast(Severity, name)


def _shape(graph: Graph, node: Node, *, is_class: bool) -> Shape:
    from rdflib import RDFS, SH

    targets = [Target(kind, str(term.n3())) for name, kind in TARGETS.items() for term in graph.objects(node, SH[name])]
    if is_class:
        targets.append(Target("class", str(node.n3())))
    rules = [_rule(graph, node)]
    severity = rules[0].severity
    for property_shape in graph.objects(node, SH.property):
        if not _is_true(graph, property_shape, "deactivated"):
            rules.append(_rule(graph, property_shape))
    for check in graph.objects(node, SH.sparql):
        if not _is_true(graph, check, "deactivated"):
            messages = texts(graph, check, SH.message) or texts(graph, node, SH.message)
            rules.append(Rule(None, severity, messages, (read_sparql(graph, check),)))
    kept = sorted((rule for rule in rules if rule.constraints), key=repr)
    ordered = sorted(targets, key=lambda target: (target.kind, target.term))
    return Shape(str(node), texts(graph, node, RDFS.label), tuple(ordered), tuple(kept))


def _rule(graph: Graph, node: Node) -> Rule:
    from rdflib import SH

    path = graph.value(node, SH.path)
    return Rule(
        read_path(graph, path) if path is not None else None,
        _severity(graph, node),
        texts(graph, node, SH.message),
        read_constraints(graph, node, on_path=path is not None),
    )
