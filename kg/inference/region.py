"""The part of all statements that decides about what may have changed: small where the change is small.

What a changed statement can have a part in are pairs (s, o) with a walk from s over it to o. All derivations of such a
pair are walks from s to o. So what lies on a walk from such an s to such an o is enough to derive these pairs, in the
same rounds and so in the same families as from everything, before the change and after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.inference.grammar import Grammar, first_of_holders, of_holders, of_relations, of_rules
from kg.inference.pairs import Nodes, Pairs, flip, union
from kg.inference.reach import Source, Walked, ends, onward, outward, towards


def around_relations(changed: Mapping[int, Pairs], source: Source, symbols: Iterable[int]) -> dict[int, Pairs]:
    """By place of the property, the statements that decide about pairs that follow from relation nodes.

    changed: by symbol, statements that came, went or are read otherwise; source has those that went too
    """
    grammar = of_relations()
    before, after = _reached(changed, source, grammar)
    return _between(before, after, source, symbols, grammar)


def around_rules(changed: Mapping[int, Pairs], source: Source, symbols: Iterable[int]) -> dict[int, Pairs]:
    """The same for all other rules; source has what followed and follows from relation nodes too."""
    grammar = of_rules()
    before, after = _reached(changed, source, grammar)
    # A unit that has a holder inherits none: whatever holder it has or had decides about the one it inherits.
    holders = _holders(before, source), _holders(after, source)
    return _between(union((before, holders[1])), union((after, holders[0])), source, symbols, grammar)


def _reached(changed: Mapping[int, Pairs], source: Source, grammar: Grammar) -> tuple[Nodes, Nodes]:
    turned = {each ^ 1: flip(pairs) for each, pairs in changed.items()}
    return ends(onward(turned, source, grammar)), ends(onward(changed, source, grammar))


def _holders(nodes: Nodes, source: Source) -> Nodes:
    return ends(onward(outward(nodes, source, first_of_holders()), source, of_holders()))


def _between(before: Nodes, after: Nodes, source: Source, symbols: Iterable[int], grammar: Grammar) -> dict[int, Pairs]:
    forth = onward(outward(before, source, symbols), source, grammar)
    return _by_property(towards(forth, after, grammar))


def _by_property(walked: Walked) -> dict[int, Pairs]:
    parts: dict[int, list[Pairs]] = {}
    for symbol in sorted(walked):
        parts.setdefault(symbol >> 1, []).append(flip(walked[symbol]) if symbol & 1 else walked[symbol])
    return {place: union(found) for place, found in parts.items()}
