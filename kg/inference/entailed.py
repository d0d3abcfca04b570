"""What one statement entails by RiC-O's hierarchy, inverses and symmetry alone, less what would be nonsense.

Left out: ``isRelatedTo``, which relates everything, and the reflexive ``…_role`` properties. RiC-O puts evidence,
dates and context under ``relationConnects``, and would so make the record that evidences a marriage a spouse: here
only the two ends of a relation are connected by it. And no statement is carried up to the umbrella properties, which
say hardly more than ``isRelatedTo``: one level below, everything is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from ontology.facts import relation_classes, terms

TOP = "isRelatedTo"
_CONNECTS = {
    "relationConnects": ("relationHasSource", "relationHasTarget"),
    "thingIsConnectedToRelation": ("thingIsSourceOfRelation", "thingIsTargetOfRelation"),
}
"""Property that RiC-O sets too wide -> the only ones that entail it here."""
UMBRELLAS = frozenset(
    {
        *("hasOrHadPart", "isOrWasPartOf", "followsOrFollowed", "precedesOrPreceded"),
        *("hasOrHadAppellation", "isOrWasAppellationOf", "hasOrHadAuthorityOver", "isOrWasUnderAuthorityOf"),
        *("isRecordResourceAssociatedWithRecordResource", "isInstantiationAssociatedWithInstantiation"),
    }
)
"""Inferred only as the inverse of what a source says, or from a relation that is of no narrower class."""


@dataclass(frozen=True, slots=True)
class Step:
    """One axiom: ``above`` lies over ``below``, is its inverse, or is symmetric (then both are the same)."""

    kind: Literal["above", "inverse", "symmetric"]
    below: str
    above: str


@dataclass(frozen=True, slots=True)
class Entailed:
    """``s property o`` follows, or ``o property s`` where flipped; steps are the axioms in order, the fewest."""

    property: str
    flipped: bool
    steps: tuple[Step, ...]


@cache
def object_properties() -> tuple[str, ...]:
    """Local names of RiC-O's object properties that rules read and write, sorted."""
    out = {TOP, *(each.role for each in relation_classes().values())}
    return tuple(sorted(name for name, term in terms().items() if term.kind == "object" and name not in out))


@cache
def entailed(name: str) -> tuple[Entailed, ...]:
    """All that a statement with this property entails, itself left out; nearest first, then by name."""
    start = (name, False)
    found: dict[tuple[str, bool], tuple[Step, ...]] = {start: ()}
    waiting = [start]
    for state in waiting:
        current, flipped = state
        for step in steps(current):
            after = (step.above, flipped if step.kind == "above" else not flipped)
            if after not in found:
                found[after] = (*found[state], step)
                waiting.append(after)
    del found[start]
    return tuple(Entailed(other, flipped, steps) for (other, flipped), steps in found.items())


@cache
def entailing(name: str) -> tuple[tuple[str, Entailed], ...]:
    """The other way: the properties that entail this one, fewest steps first."""
    found = [(other, each) for other in object_properties() for each in entailed(other) if each.property == name]
    return tuple(sorted(found, key=lambda pair: (len(pair[1].steps), pair[0], pair[1].flipped)))


@cache
def steps(name: str) -> tuple[Step, ...]:
    """The axioms that lead away from a property: symmetry, inverses, then the wider properties."""
    term = terms()[name]
    known = set(object_properties())
    turned = [Step("symmetric", name, name)] if "Symmetric" in term.marks else []
    turned += [Step("inverse", name, other) for other in _inverses()[name] if other in known]
    wider = (other for other in term.supers if other in known and other not in UMBRELLAS)
    above = (other for other in wider if name in _CONNECTS.get(other, (name,)))
    return (*turned, *(Step("above", name, other) for other in above))


@cache
def _inverses() -> dict[str, tuple[str, ...]]:
    """Read both ways: RiC-O states an inverse on one of the two."""
    found: dict[str, set[str]] = {name: set() for name in terms()}
    for name, term in terms().items():
        for other in term.inverse:
            found[name].add(other)
            found[other].add(name)
    return {name: tuple(sorted(others)) for name, others in found.items()}
