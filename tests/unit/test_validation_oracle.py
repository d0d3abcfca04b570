"""Our compiled shapes and pyshacl find the same faults, and each of our constraints finds some."""

from __future__ import annotations

import pytest
from validation_breaks import broken_copies, extra_quads
from validation_support import good_quads, oracle, ours, own_shapes_text, results

from kg.shacl.model import path_text
from kg.shacl.parse import parse_shapes

SHAPES = own_shapes_text()


def test_the_sound_graph_conforms_for_both():
    quads = "".join(good_quads())
    report = ours(quads, own_shapes_text(triples_only=False))
    assert report.findings == ()
    assert report.checks > 200
    assert oracle(quads, SHAPES) == set()


@pytest.fixture(scope="module")
def broken():
    return broken_copies(spread=4) + extra_quads()


def test_both_find_the_same_faults(broken):
    expected = oracle(broken, SHAPES)
    assert len(expected) > 500
    assert results(ours(broken, SHAPES)) == expected


def test_every_constraint_finds_its_fault(broken):
    found = {(f.shape, f.path, f.component, f.messages) for f in ours(broken, SHAPES).findings}
    silent = [
        (shape.name, path_text(rule.path), constraint.component)
        for shape in parse_shapes(SHAPES, "shapes")
        for rule in shape.rules
        for constraint in rule.constraints
        if (
            shape.name,
            path_text(rule.path),
            f"http://www.w3.org/ns/shacl#{constraint.component}ConstraintComponent",
            rule.messages,
        )
        not in found
    ]
    assert not silent, "\n".join(map(str, silent))
