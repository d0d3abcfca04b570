"""Validating what a change touches finds just the violations that validating all of it finds."""

from __future__ import annotations

import json
import random
import re

import pytest
from validation_breaks import changes as broken_lines
from validation_support import BASE, DATA, VOCABULARY, MemoryStore, good_quads

from kg.shacl.changed import TYPE, Changes
from kg.shacl.reach import Unbounded, reach
from kg.validation import own_shapes, touched_by, validate

SHAPES = own_shapes(VOCABULARY, BASE)
_LINE = re.compile(r"(\S+) (\S+) (.+) \S+ \.\n")


def copies(number: int) -> list[str]:
    """The sound graph, several times under names of their own; what all share is shared."""
    made: list[str] = []
    for each in range(number):
        made += [
            line.replace(f"{DATA}id/", f"{DATA}id/{each}-").replace(f"id/{each}-qna", "id/qna") for line in good_quads()
        ]
    return sorted(set(made))


def differences(before: list[str], after: list[str], *, told: bool = True) -> Changes:
    """As between two editions. told: with what need not be looked up."""
    gone, come = (
        [match.groups() for line in one - other if (match := _LINE.fullmatch(line))]
        for one, other in ((set(before), set(after)), (set(after), set(before)))
    )
    known = {term for line in before if (match := _LINE.fullmatch(line)) for term in match.groups()}
    fresh = {node for triple in come for node in (triple[0], triple[2]) if node.startswith("<")} - known
    typed = [subject for subject, predicate, _ in gone + come if predicate == TYPE]
    return Changes.of(gone + come, typed, come, fresh) if told else Changes.of(gone + come, typed)


def violations(report):
    return {
        (finding.shape, finding.path, finding.component, example.focus, example.value)
        for finding in report.of("Violation")
        for example in finding.examples
    }


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize("seed", range(12))
def test_what_is_touched_is_all_that_can_be_wrong(seed, told):
    chance = random.Random(seed)
    before = copies(2) if seed % 2 else copies(3)
    after = set(copies(3))
    for line in chance.sample(sorted(after), 1 + seed):
        after.remove(line)
        new = chance.choice(broken_lines(line))
        after.update(new.splitlines(keepends=True))
    store = MemoryStore("".join(after))
    whole = validate(store.select, SHAPES, limit=10**6)
    touched = touched_by(store, differences(before, sorted(after), told=told), SHAPES)
    assert violations(validate(store.select, SHAPES, limit=10**6, touched=touched)) == violations(whole)


def test_the_sound_graph_conforms_and_a_new_document_in_it_does_too():
    before, after = copies(2), copies(3)
    store = MemoryStore("".join(after))
    changes = differences(before, after)
    assert changes.typed
    assert changes.fresh
    assert not changes.wide
    assert Changes.of_lists(json.loads(json.dumps(changes.as_lists()))) == changes
    assert validate(store.select, SHAPES, touched=touched_by(store, changes, SHAPES)).conforms


def test_new_subclasses_touch_everything():
    line = ("<https://e.example/a>", "<http://www.w3.org/2000/01/rdf-schema#subClassOf>", "<https://e.example/b>")
    assert Changes.of([line], []).wide


@pytest.mark.parametrize(
    ("select", "steps"),
    [
        ("SELECT $this WHERE { $this a ?type . FILTER(?type = 1) }", ()),
        ("SELECT $this WHERE { $this e:p ?x . $this a ?t . FILTER NOT EXISTS { ?x a ?t } }", (("e:p", True),)),
        ("SELECT $this WHERE { $this e:p ?x . ?x a ?t . $this e:p ?y . ?y e:q ?t }", (("e:p", False),)),
        ("SELECT $this WHERE { $this e:p ?x . ?x e:q ?y }", (("e:p", False),)),
        ("SELECT $this WHERE { $this e:p ?x . ?x e:q ?y . $this e:p ?z . FILTER(?y > ?z - ?y) }", (("e:p", False),)),
        ("SELECT $this WHERE { $this e:p ?x . ?x e:q ?y . ?y e:r ?z }", None),
        ("SELECT $this WHERE { GRAPH ?g { $this a e:C . FILTER NOT EXISTS { ?g e:p ?a } } }", (("GRAPH", False),)),
        ("SELECT $this WHERE { GRAPH ?g { $this e:p ?x . ?x e:q ?y } ?g e:r $this }", None),
        ("SELECT $this WHERE { ?other e:p $this . ?other e:q ?y }", None),
    ],
)
def test_how_far_a_query_goes(select, steps):
    if steps is None:
        with pytest.raises(Unbounded):
            reach(select)
    else:
        assert reach(select) == steps
