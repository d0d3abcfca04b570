"""All rules to their fixed point, over sets of numbered pairs. Nothing is read or written here.

The strata: shortcuts of relations; then, until nothing is new, what hierarchy and inverses entail, the transitive
properties, the chains over proxies, holders and places. What is asserted is never inferred as well, and every pair
belongs to one family: the first of these that gives it, hierarchy and inverses last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from kg.inference import relations
from kg.inference.entailed import entailed
from kg.inference.guard import Guard
from kg.inference.pairs import NONE, Nodes, Pairs, flip, in_small_parts, join, minus, pairs, subjects, transitive, union
from kg.inference.statements import Statements
from ontology.facts import superclasses, terms

Found = dict[str, Pairs]
LONGEST_ORDER = 32
"""Units of a sequence whose order is closed. Of n units that is n² pairs: longer ones are asked by property path."""
ORDERS = ("followsOrFollowed", "precedesOrPreceded")
"""What lies below these properties is an order."""


def infer_pairs(given: Statements) -> dict[str, Found]:
    """Family -> property -> pairs; of the family ``classes`` the pairs are (thing, thing), keyed by class."""
    guard = Guard(given.types, len(given.names))
    related = from_relations(given.pairs, given.types, guard)
    return {**from_pairs(given.pairs, related, guard), "classes": classes(given.types)}


def from_relations(stated: Mapping[str, Pairs], types: Mapping[str, Nodes], guard: Guard) -> Found:
    """The family ``relations`` alone."""
    ends = _guarded(unary(stated, only=relations.ENDS), guard, stated)
    empty: Nodes = np.empty(0, dtype=np.int64)
    found: Found = {}
    _add(found, dict(stated), guard, relations.concluded(_get(ends), lambda name: types.get(name, empty)))
    return found


def from_pairs(stated: Mapping[str, Pairs], related: Found, guard: Guard) -> dict[str, Found]:
    """The other families of properties, and ``relations`` as it is given."""
    families: dict[str, Found] = {"relations": related, "transitive": {}, "proxies": {}, "holders": {}, "places": {}}
    base = {name: union((stated.get(name, NONE), related.get(name, NONE))) for name in sorted({*stated, *related})}
    rules: tuple[tuple[str, Callable[[Callable[[str], Pairs]], Iterator[tuple[str, Pairs]]]], ...] = (
        ("transitive", _transitive),
        ("proxies", _proxies),
        ("holders", _holders),
        ("places", _places),
    )
    growing = True
    while growing:
        full = _guarded(unary(base), guard, base)
        growing = False
        for family, rule in rules:
            growing |= _add(families[family], base, guard, rule(_get(full)), full)
    families["properties"] = {
        name: rest for name, found in full.items() if (rest := minus(found, base.get(name, NONE))).size
    }
    return families


def unary(base: Mapping[str, Pairs], only: tuple[str, ...] = ()) -> Found:
    """What each pair entails by itself, and the pairs; only: just these properties."""
    parts: dict[str, list[Pairs]] = {}
    for name in sorted(base):
        turned = flip(base[name])
        parts.setdefault(name, []).append(base[name])
        for each in entailed(name):
            parts.setdefault(each.property, []).append(turned if each.flipped else base[name])
    return {name: union(each) for name, each in parts.items() if not only or name in only}


def _guarded(found: Found, guard: Guard, base: Mapping[str, Pairs]) -> Found:
    """What was inferred passes the guard; what was there already stays."""
    return {name: union((base.get(name, NONE), guard.admit(name, each))) for name, each in found.items()}


def _get(found: Mapping[str, Pairs]) -> Callable[[str], Pairs]:
    return lambda name: found.get(name, NONE)


def _add(
    family: Found,
    base: Found,
    guard: Guard,
    concluded: Iterator[tuple[str, Pairs]],
    entailed_already: Mapping[str, Pairs] | None = None,
) -> bool:
    """Take what is new into the family and the base; whether there was any."""
    grown = False
    for name, found in concluded:
        known = union((base.get(name, NONE), (entailed_already or {}).get(name, NONE)))
        fresh = minus(guard.admit(name, found), known)
        if fresh.size:
            family[name] = union((family.get(name, NONE), fresh))
            base[name] = union((base.get(name, NONE), fresh))
            grown = True
    return grown


def _transitive(of: Callable[[str], Pairs]) -> Iterator[tuple[str, Pairs]]:
    for name, term in terms().items():
        if "Transitive" in term.marks and of(name).size:
            order = any(above in superclasses(name) for above in ORDERS)
            yield name, transitive(in_small_parts(of(name), LONGEST_ORDER) if order else of(name))


def _proxies(of: Callable[[str], Pairs]) -> Iterator[tuple[str, Pairs]]:
    for name, term in terms().items():
        for chain in term.chains:
            if len(chain) == 2:
                yield name, join(of(chain[0]), of(chain[1]))


def _holders(of: Callable[[str], Pairs]) -> Iterator[tuple[str, Pairs]]:
    """A unit for which no holder is stated has that of the set it stands in directly."""
    held = of("hasOrHadHolder")
    inside = of("isDirectlyIncludedIn")
    silent = inside[~np.isin(subjects(inside), subjects(held))]
    yield "hasOrHadHolder", join(silent, held)


def _places(of: Callable[[str], Pairs]) -> Iterator[tuple[str, Pairs]]:
    """What is about a place, or tied to it, is about and tied to the places around it."""
    around = union((of("isContainedByTransitive"), of("isOrWasContainedBy")))
    for name in ("hasOrHadSubject", "isAssociatedWithPlace"):
        yield name, join(of(name), around)


def classes(types: Mapping[str, Nodes]) -> Found:
    """Things by the classes above the ones they are declared to have; each as a pair with itself."""
    parts: dict[str, list[Nodes]] = {}
    for name in sorted(types):
        for above in superclasses(name)[1:]:
            parts.setdefault(above, []).append(types[name])
    empty: Nodes = np.empty(0, dtype=np.int64)
    found = {}
    for name, members in parts.items():
        fresh = np.setdiff1d(np.concatenate(members), types.get(name, empty))
        if fresh.size:
            found[name] = pairs(fresh, fresh)
    return found
