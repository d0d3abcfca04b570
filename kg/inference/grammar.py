"""Which statements can stand one after the other in what a derivation rests on.

Every rule but two composes: from a to m and from m to o follows something from a to o. So what a derived pair (s, o)
rests on is a walk of statements from s to o, each read forwards or backwards. Here are the pairs of statements that
may follow each other in such a walk, wider than the rules by as much as pairs tell less than whole walks.
The two others are kept within this. A unit inherits a holder only where it has none: ``OF_HOLDERS`` are the walks to
look at. A long order is not closed: its whole connected part is made one walk.

A symbol is a property and a direction: twice its place in ``object_properties()``, and one more where it is read
backwards. What may follow what is closed under turning walks round.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.inference.engine import ORDERS
from kg.inference.entailed import entailed, object_properties
from kg.inference.relations import shortcuts
from ontology.facts import superclasses, terms

Symbols = frozenset[int]
_NO: Symbols = frozenset()


@dataclass(frozen=True, slots=True)
class Grammar:
    """follows: by symbol, those that may come next."""

    follows: Mapping[int, Symbols]


@cache
def symbol(property_: str, backwards: bool = False) -> int:
    """Of a property that rules read; KeyError for others."""
    return 2 * _places()[property_] + backwards


def turned(symbols: Symbols) -> Symbols:
    """Each read the other way."""
    return frozenset(each ^ 1 for each in symbols)


@cache
def of_relations() -> Grammar:
    """From one end of a relation node to another: two statements at most."""
    follows: dict[int, set[int]] = {}
    alone = _entailing()
    for first, last in sorted({(each.first, each.last) for each in shortcuts()}):
        _follow(follows, turned(alone[first]), alone[last])
    return _closed(follows)


@cache
def of_rules() -> Grammar:
    """All rules but those over relation nodes, which come before."""
    starts, ends = _borders()
    follows: dict[int, set[int]] = {}
    for _, left, right in _compositions():
        _follow(follows, ends[left], starts[right])
    for name, term in terms().items():
        if "Transitive" in term.marks and any(above in superclasses(name) for above in ORDERS):
            _follow(follows, ends[name], turned(ends[name]))
            _follow(follows, turned(starts[name]), starts[name])
    return _closed(follows)


@cache
def first_of_holders() -> Symbols:
    """What a walk from a unit to its holder may begin with."""
    return _borders()[0]["hasOrHadHolder"]


@cache
def of_holders() -> Grammar:
    """Walks from a unit to its holder alone."""
    starts, ends = _borders()
    follows: dict[int, set[int]] = {}
    _follow(follows, ends["isDirectlyIncludedIn"], starts["hasOrHadHolder"])
    for name in ("isDirectlyIncludedIn", "hasOrHadHolder"):
        inside = starts[name] | ends[name]
        for each in inside:
            follows.setdefault(each, set()).update(of_rules().follows.get(each, _NO) & inside)
    return Grammar({each: frozenset(after) for each, after in follows.items()})


def _compositions() -> tuple[tuple[str, str, str], ...]:
    """(what follows, left, right) for every rule over two statements that is not over a relation node."""
    found = []
    for name, term in terms().items():
        if "Transitive" in term.marks:
            found.append((name, name, name))
        found += [(name, chain[0], chain[1]) for chain in term.chains if len(chain) == 2]
    found.append(("hasOrHadHolder", "isDirectlyIncludedIn", "hasOrHadHolder"))
    for name in ("hasOrHadSubject", "isAssociatedWithPlace"):
        found += [(name, name, around) for around in ("isContainedByTransitive", "isOrWasContainedBy")]
    return tuple(found)


@cache
def _borders() -> tuple[dict[str, Symbols], dict[str, Symbols]]:
    """By property, the symbols with which walks that derive it begin, and those with which they end."""
    starts, ends = dict(_entailing()), dict(_entailing())
    growing = True
    while growing:
        growing = False
        for head, left, right in _compositions():
            begins, closes = starts[left], ends[right]
            for name, backwards in ((head, False), *((each.property, each.flipped) for each in entailed(head))):
                first, last = (turned(closes), turned(begins)) if backwards else (begins, closes)
                if not (first <= starts[name] and last <= ends[name]):
                    starts[name], ends[name] = starts[name] | first, ends[name] | last
                    growing = True
    return starts, ends


@cache
def _entailing() -> dict[str, Symbols]:
    """By property, the statements that entail it by themselves, in the direction in which they do."""
    found = {name: {symbol(name)} for name in object_properties()}
    for other in object_properties():
        for each in entailed(other):
            found[each.property].add(symbol(other, each.flipped))
    return {name: frozenset(symbols) for name, symbols in found.items()}


def _follow(follows: dict[int, set[int]], before: Symbols, after: Symbols) -> None:
    for each in before:
        follows.setdefault(each, set()).update(after)


def _closed(follows: dict[int, set[int]]) -> Grammar:
    found: dict[int, set[int]] = {each: set(after) for each, after in follows.items()}
    for each, after in follows.items():
        for other in after:
            found.setdefault(other ^ 1, set()).add(each ^ 1)
    return Grammar({each: frozenset(after) for each, after in found.items()})


@cache
def _places() -> dict[str, int]:
    return {name: place for place, name in enumerate(object_properties())}
