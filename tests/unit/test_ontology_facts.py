"""RiC-O's facts as data: counts as published, both directions of what goes both ways, the ends of relations."""

from __future__ import annotations

import pytest

from ontology.facts import fits, relation_classes, subclasses, superclasses, terms


def test_counts_are_those_of_the_published_ontology():
    found = terms().values()
    assert sum(term.kind == "class" for term in found) == 107
    assert sum("Symmetric" in term.marks for term in found) == 16
    assert sum("Transitive" in term.marks for term in found) == 28
    assert sum(len(term.chains) for term in found) == 121
    assert sum(len(chain) == 3 for term in found for chain in term.chains) == 98
    assert len(relation_classes()) == 49


def test_what_one_term_says_of_another_exists_and_is_said_back():
    for term in terms().values():
        for other in (*term.supers, *term.inverse, *term.disjoint, *(step for chain in term.chains for step in chain)):
            assert other in terms(), term
        assert all(term.name in terms()[other].inverse for other in term.inverse)
        assert all(term.name in terms()[other].disjoint for other in term.disjoint)
        classes = (*term.domain, *(term.range if term.kind == "object" else ()))
        assert all(terms()[name].kind == "class" for name in classes)


def test_a_class_is_below_classes_only():
    assert superclasses("Person") == ("Person", "Agent", "Thing")
    assert all(terms()[above].kind == "class" for name in subclasses("Thing") for above in superclasses(name))
    assert subclasses("RecordResource") == ("Record", "RecordPart", "RecordResource", "RecordSet")


@pytest.mark.parametrize(
    ("name", "source", "target", "connects"),
    [
        ("MembershipRelation", ("Group",), ("Person",), ()),
        ("LeadershipRelation", ("Person",), ("Group",), ()),
        ("FamilyRelation", (), (), ("Person",)),
        ("AuthorshipRelation", ("Record",), ("Group", "Person", "Position"), ()),
    ],
)
def test_ends_of_relations(name, source, target, connects):
    found = relation_classes()[name]
    assert (found.source, found.target, found.connects) == (source, target, connects)
    assert terms()[found.role].kind == "object"


@pytest.mark.parametrize(
    ("types", "wanted", "right"),
    [
        (["RecordSet"], ["Record", "RecordPart"], False),
        (["Record"], ["RecordResource"], True),
        (["RecordResource"], ["Record"], True),
        (["Person"], ["Group"], False),
        (["CorporateBody"], ["Group", "Person"], True),
        (["Place", "Person"], ["Person"], True),
        ([], ["Person"], True),
        (["no-such-class"], ["Person"], True),
    ],
)
def test_what_fits_a_domain(types, wanted, right):
    assert fits(types, wanted) is right
