"""RiC-O 1.1 as data: each term with what the published ontology says of it, and the ends of each kind of relation.

Nothing outside the standard library is imported; the tables are read when they are first asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

HERE = Path(__file__).parent
Kind = Literal["class", "object", "datatype"]


@dataclass(frozen=True, slots=True)
class Term:
    """One term, all names local.

    domain, range  any one of these classes (a union); for a datatype property range holds ``xsd:date`` and the like
    supers         the named classes or properties directly above it
    marks          Symmetric, Transitive
    disjoint       classes that no instance of this class may have as well
    chains         property chains that entail the property, each its steps in order
    """

    kind: Kind
    name: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    inverse: tuple[str, ...]
    supers: tuple[str, ...]
    marks: tuple[str, ...]
    disjoint: tuple[str, ...]
    chains: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class RelationClass:
    """A class of n-ary relations and what stands at its ends, restrictions of its superclasses included.

    source, target, connects  any one of these classes; empty where nothing is demanded
    context                   further properties and their classes: leadershipWithPosition -> Position
    role                      the reflexive property by which RiC-O's chains recognise the class
    """

    name: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    connects: tuple[str, ...]
    context: tuple[tuple[str, tuple[str, ...]], ...]
    role: str


@cache
def terms() -> dict[str, Term]:
    """Every term of RiC-O 1.1 by local name."""
    found = {}
    for kind, name, *cells in _rows("rico_terms.tsv"):
        domain, range_, inverse, supers, marks, disjoint, chains = (_parts(cell) for cell in cells)
        steps = tuple(tuple(chain.split("/")) for chain in chains)
        found[name] = Term(cast(Kind, kind), name, domain, range_, inverse, supers, marks, disjoint, steps)
    return found


@cache
def relation_classes() -> dict[str, RelationClass]:
    """The 49 classes of relations by name.

    Where a class says nothing of an end, the nearest superclass that does says it, breadth first; a class that only
    restricts ``relationConnects`` has no source and target.
    """
    rows = {name: cells for name, *cells in _rows("rico_relations.tsv")}
    found = {}
    for name, (source, target, connects, context, role) in rows.items():
        ends = [_parts(source), _parts(target), _parts(connects)]
        for above in superclasses(name)[1:]:
            if any(ends) or above not in rows:
                continue
            ends = [_parts(cell) for cell in rows[above][:3]]
        pairs = tuple((pair.split("/")[0], tuple(pair.split("/")[1:])) for pair in _parts(context))
        found[name] = RelationClass(name, ends[0], ends[1], ends[2], pairs, role)
    return found


@cache
def superclasses(name: str) -> tuple[str, ...]:
    """The term and all above it, nearest first; of a property, its superproperties."""
    found = [name]
    for current in found:
        found += [above for above in terms()[current].supers if above not in found]
    return tuple(found)


@cache
def subclasses(name: str) -> tuple[str, ...]:
    """The class (or property) and all below it, sorted."""
    return tuple(sorted(other for other in terms() if name in superclasses(other)))


def fits(types: Iterable[str], wanted: Iterable[str]) -> bool:
    """Whether a thing of those declared classes may be one of the wanted ones.

    It may if a class is one of them, lies below one, or lies above one (a RecordResource may be a Record); a
    RecordSet may never be a Record. True where either is empty: nothing is known against it.
    """
    known, allowed = [name for name in types if name in terms()], set(wanted)
    if not known or not allowed:
        return True
    return any(
        allowed.intersection(superclasses(name)) or any(name in superclasses(other) for other in allowed)
        for name in known
    )


def _rows(table: str) -> list[list[str]]:
    lines = (HERE / table).read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines]


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
