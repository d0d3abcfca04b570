"""Every rule against a plain re-telling of it: a fixed point over sets of triples, on any small graph."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from inference_support import Triples

from kg.inference.engine import infer_pairs
from kg.inference.entailed import UMBRELLAS
from kg.inference.pairs import objects, pairs, subjects
from kg.inference.statements import Statements
from ontology.facts import fits, relation_classes, superclasses, terms

ROLES = {each.role: name for name, each in relation_classes().items()}
NODES = [f"n{number}" for number in range(5)]
PROPERTIES = (
    *("directlyIncludes", "isDirectlyIncludedIn", "hasOrHadHolder", "includesProxy", "proxyIncludes", "hasProxy"),
    *("relationHasSource", "relationHasTarget", "relationConnects", "relationHasDate", "isEvidencedBy"),
    *("thingIsSourceOfRelation", "leadershipWithPosition", "creationWithRole", "hasSender", "hasAuthor", "hasChild"),
    *("isOrWasContainedBy", "directlyContains", "hasOrHadSubject", "isAssociatedWithPlace", "hasSuccessor"),
    *("hasOrHadPart", "isOrWasUnderAuthorityOf"),
    *("isEquivalentTo", "proxyDirectlyFollowsInSequence", "directlyPrecedesInSequence", "hasDirectSubdivision"),
)
CLASSES = (
    *("Person", "CorporateBody", "Position", "Agent", "Date", "Record", "RecordSet", "Place", "Relation"),
    *("SpouseRelation", "LeadershipRelation", "CreationRelation", "AgentTemporalRelation", "PlaceRelation"),
    *("AuthorityRelation", "AgentControlRelation", "SequentialRelation"),
)
ENDS = {"relationConnects": ("relationHasSource", "relationHasTarget")}
ENDS |= {"thingIsConnectedToRelation": ("thingIsSourceOfRelation", "thingIsTargetOfRelation")}
INVERSE = {
    "thingIsSourceOfRelation": "relationHasSource",
    "thingIsTargetOfRelation": "relationHasTarget",
    "thingIsConnectedToRelation": "relationConnects",
    "isDateAssociatedWithRelation": "relationHasDate",
}


def _by_itself(one: str, name: str, other: str) -> Triples:
    """Hierarchy, inverse, symmetry: one step."""
    term = terms()[name]
    above = {each for each in term.supers if each not in UMBRELLAS and name in ENDS.get(each, (name,))}
    found = {(one, each, other) for each in above}
    found |= {(other, turned, one) for turned in terms() if turned in term.inverse or name in terms()[turned].inverse}
    return found | ({(other, name, one)} if "Symmetric" in term.marks else set())


def _with_wider(classes: set[str]) -> set[str]:
    return {above for name in classes for above in superclasses(name)}


def _chains(known: Triples, kinds: Mapping[str, set[str]]) -> Triples:
    ends = {name: {(s, o) for s, p, o in known if p == name} for name in terms()}
    found = set()
    for name, term in terms().items():
        for chain in term.chains:
            if len(chain) == 3:
                class_ = ROLES[chain[1]]
                wider = {r: each if name in UMBRELLAS else _with_wider(each) for r, each in kinds.items()}
                inside = {r for r, each in wider.items() if class_ in each}
                first = {(thing, r) for r, thing in ends[INVERSE[chain[0]]] if r in inside}
            else:
                first = ends[chain[0]]
            found |= {(s, name, o) for s, m in first for m2, o in ends[chain[-1]] if m == m2}
        if "Transitive" in term.marks:
            found |= {(s, name, o) for s, m in ends[name] for m2, o in ends[name] if m == m2}
    held = {s for s, _ in ends["hasOrHadHolder"]}
    inside_of = {(s, m) for s, m in ends["isDirectlyIncludedIn"] if s not in held}
    found |= {(s, "hasOrHadHolder", o) for s, m in inside_of for m2, o in ends["hasOrHadHolder"] if m == m2}
    around = ends["isContainedByTransitive"] | ends["isOrWasContainedBy"]
    for name in ("hasOrHadSubject", "isAssociatedWithPlace"):
        found |= {(s, name, o) for s, m in ends[name] for m2, o in around if m == m2}
    return found


def _closure(asserted: Triples, kinds: Mapping[str, set[str]]) -> Triples:
    """Holders are decided a level at a time, like the rest: all that is known in a round counts for the next."""

    def admitted(found: Triples) -> Triples:
        return {
            (s, p, o)
            for s, p, o in found
            if s != o
            and p != "isRelatedTo"
            and p not in ROLES
            and fits(kinds.get(s, ()), terms()[p].domain)
            and fits(kinds.get(o, ()), terms()[p].range)
        }

    # A guarded statement still entails what lies above it, so the guard is laid on last.
    def by_themselves(start: Triples) -> Triples:
        known = fresh = set(start)
        while fresh:
            step = {each for triple in fresh for each in _by_itself(*triple)}
            fresh = {each for each in step if each[1] != "isRelatedTo" and each[1] not in ROLES} - known
            known = known | fresh
        return start | admitted(known)

    base = set(asserted)
    while True:
        known = by_themselves(base)
        fresh = admitted(_chains(known, kinds)) - known
        if not fresh:
            return known
        base |= fresh


def _statements(asserted: Triples, kinds: Mapping[str, set[str]]) -> Statements:
    def columns(name: str) -> tuple[list[int], list[int]]:
        return tuple(  # type: ignore[return-value]
            [NODES.index(each[place]) for each in sorted(asserted) if each[1] == name] for place in (0, 2)
        )

    found = {name: pairs(*map(np.array, columns(name))) for name in {name for _, name, _ in asserted}}
    classes = {c for each in kinds.values() for c in each}
    types = {c: np.array([NODES.index(node) for node in NODES if c in kinds.get(node, ())]) for c in classes}
    return Statements(tuple(NODES), found, types)


_triple = st.tuples(st.sampled_from(NODES), st.sampled_from(PROPERTIES), st.sampled_from(NODES))
_kinds = st.dictionaries(st.sampled_from(NODES), st.sets(st.sampled_from(CLASSES), min_size=1, max_size=2))


@settings(max_examples=150, deadline=None)
@given(st.sets(_triple, min_size=1, max_size=12), _kinds)
def test_the_engine_finds_what_the_rules_say_and_nothing_else(asserted: Triples, kinds: dict[str, set[str]]) -> None:
    families = infer_pairs(_statements(asserted, kinds))
    found = [
        (NODES[s], name, NODES[o])
        for key, family in families.items()
        if key != "classes"
        for name, given_pairs in family.items()
        for s, o in zip(subjects(given_pairs), objects(given_pairs), strict=True)
    ]
    assert len(found) == len(set(found)), "a triple of two families"
    assert set(found) == _closure(asserted, kinds) - asserted
    types = {(NODES[s], name) for name, each in families["classes"].items() for s in subjects(each)}
    wider = {(node, above) for node, each in kinds.items() for c in each for above in superclasses(c)}
    assert types == wider - {(node, c) for node, each in kinds.items() for c in each}
