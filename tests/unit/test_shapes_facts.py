"""Every property and relation of RiC-O is held to its domain, range and ends; pyshacl finds the same."""

from __future__ import annotations

from functools import cache

import pytest
from validation_support import BASE, MemoryStore, good_quads, oracle, results

from kg.shacl.facts import RICO, fact_shapes
from kg.shacl.model import Constraint, Shape
from kg.validation import validate
from ontology.facts import fits, relation_classes, terms

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
SHAPES = fact_shapes(BASE)
NODE = "https://broken.example/"
KINDS = ("Date", "Person", "Record", "Place", "Instantiation", "Extent")


@cache
def stranger(classes: tuple[str, ...]) -> str:
    """A class none of whose instances may stand where the classes are asked for."""
    return next(kind for kind in KINDS if not fits([kind], classes))


def broken(shape: Shape) -> str:
    """N-Quads that break each rule of the shape."""
    name = shape.name.rpartition("/")[2]
    lines = []
    if name in relation_classes():
        relation = relation_classes()[name]
        ends = dict(relation.context) | {
            "relationHasSource": relation.source,
            "relationHasTarget": relation.target,
            "relationConnects": relation.connects,
        }
        for end, classes in ends.items():
            if classes and "Thing" not in classes:
                lines += [f"<{NODE}{name}> <{RICO}{end}> <{NODE}{name}-{end}>"]
                lines += [f"<{NODE}{name}-{end}> <{TYPE}> <{RICO}{stranger(classes)}>"]
        lines.append(f"<{NODE}{name}> <{TYPE}> <{RICO}{name}>")
    else:
        term = terms()[name]
        strange = "Thing" not in term.domain
        lines.append(f"<{NODE}{name}> <{TYPE}> <{RICO}{stranger(term.domain) if strange else 'Thing'}>")
        value = f"<{NODE}{name}-value>"
        if term.kind == "object" and "Thing" in term.range:
            value = '"text"'
        elif term.kind == "object":
            lines.append(f"{value} <{TYPE}> <{RICO}{stranger(term.range)}>")
        lines.append(f"<{NODE}{name}> <{RICO}{name}> {value}")
    return "".join(f"{line} <{NODE}graph> .\n" for line in lines)


def turtle(shape: Shape) -> str:
    """The shape as anybody's validator reads it."""
    (target,) = shape.targets
    property_ = {"class": "targetClass", "subjectsOf": "targetSubjectsOf"}[target.kind]
    parts = [f"<{shape.name}> a sh:NodeShape ; sh:{property_} {target.term}"]
    for rule in shape.rules:
        text = " ; ".join(demands(constraint) for constraint in rule.constraints)
        parts.append(f"sh:property [ sh:path {rule.path[0]} ; {text} ]" if rule.path else text)
    return " ;\n  ".join(parts) + " .\n"


def demands(constraint: Constraint) -> str:
    if constraint.component == "Or":
        return "sh:or ( " + " ".join(f"[ {demands(part)} ]" for (part,) in constraint.either) + " )"
    return f"sh:{constraint.component[0].lower()}{constraint.component[1:]} {constraint.values[0]}"


def test_there_is_a_shape_for_all_that_asks_something():
    names = {shape.name.rpartition("/")[2] for shape in SHAPES}
    properties = {name for name, term in terms().items() if term.kind != "class"}
    assert properties <= names
    assert {"LeadershipRelation", "SpouseRelation", "CreationRelation"} <= names
    assert all({tag for tag, _ in rule.messages} == {"ar", "en", "kk", "ru"} for s in SHAPES for rule in s.rules)


def test_every_rule_finds_its_fault():
    report = validate(MemoryStore("".join(map(broken, SHAPES))).select, SHAPES, limit=10**6)
    found = {(finding.shape, finding.path) for finding in report.findings}
    wanted = {(shape.name, "/".join(rule.path or ())) for shape in SHAPES for rule in shape.rules}
    assert wanted - found == set()


def test_the_sound_graph_keeps_to_all_of_them():
    assert validate(MemoryStore("".join(good_quads())).select, SHAPES).findings == ()


@pytest.mark.parametrize("start", [0, 7])
def test_pyshacl_finds_the_same(start):
    some = SHAPES[start::15]
    quads = "".join(map(broken, some))
    expected = oracle(quads, "@prefix sh: <http://www.w3.org/ns/shacl#> .\n" + "".join(map(turtle, some)))
    assert len(expected) > len(some)
    assert results(validate(MemoryStore(quads).select, some, limit=10**6)) == expected


def test_the_sentence_names_property_and_classes():
    shape = next(shape for shape in SHAPES if shape.name.endswith("/hasBirthDate"))
    report = validate(MemoryStore(broken(shape)).select, [shape])
    sentences = [sentence for finding in report.findings for sentence in finding.sentences()]
    name = f"{NODE.removeprefix('https://')}hasBirthDate"
    assert sentences == [
        f"thing {name} has rico:hasBirthDate and is no rico:Person",
        f"thing {name} has a rico:hasBirthDate that is no rico:Date ({NODE}hasBirthDate-value)",
    ]
