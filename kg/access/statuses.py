"""From what is said of single units to what holds for each of them on a day.

A unit without a word of its own has the status of what holds it. With one, the stricter of the two holds, except that a
unit which its own source calls open is open. A curator's rule takes the place of the source's word, for all below too
where it says so, and what a rule closes only a rule opens. A withdrawal holds for all below and is never overruled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from kg.access.rules import AccessRule

Key = tuple[str, str]
"""Archive and id of a unit."""


class Shown(IntEnum):
    """How much of a unit is published; more is stricter."""

    ALL = 0
    DESCRIPTION = 1
    NOTHING = 2
    WITHDRAWN = 3


@dataclass(frozen=True, slots=True)
class Said:
    """What one source says of one unit. status is None where it says nothing."""

    key: Key
    above: tuple[str, ...]
    status: str | None
    until: str | None
    record: str


@dataclass(frozen=True, slots=True)
class _State:
    """firm: sources' words of the units below do not count."""

    shown: Shown
    by_rule: bool = False
    firm: bool = False


OPEN = _State(Shown.ALL)


def shown_on(day: date, status: str, until: str | None) -> Shown:
    """What a status lets be seen on a day. An embargo without an end does not end."""
    if status == "embargoed":
        return Shown.ALL if until is not None and day.isoformat() >= until else Shown.NOTHING
    return {"open": Shown.ALL, "reading-room": Shown.DESCRIPTION}.get(status, Shown.NOTHING)


def effective(
    said: Iterable[Said], rules: Iterable[AccessRule], withdrawn: frozenset[str], day: date
) -> dict[Key, Shown]:
    """For every unit what is shown of it on that day. withdrawn: IRIs of records."""
    ruled: Mapping[Key, _State] = {
        (rule.archive, rule.unit): _State(
            shown_on(day, rule.status, rule.until.isoformat() if rule.until else None), by_rule=True, firm=rule.below
        )
        for rule in rules
    }
    own: dict[Key, Shown] = {}
    above: dict[Key, set[Key]] = {}
    gone: set[Key] = set()
    for one in said:
        above.setdefault(one.key, set()).update((one.key[0], holder) for holder in one.above)
        if one.status is not None:
            own[one.key] = max(own.get(one.key, Shown.ALL), shown_on(day, one.status, one.until))
        if one.record in withdrawn:
            gone.add(one.key)
    found: dict[Key, _State] = {}

    def state(key: Key, trail: frozenset[Key]) -> _State:
        if key in found:
            return found[key]
        holders = sorted(above.get(key, set()) - trail)
        inherited = max(
            (state(holder, trail | {key}) for holder in holders),
            key=lambda one: (one.shown, one.by_rule, not one.firm),
            default=ruled.get((key[0], ""), OPEN),
        )
        made = _settle(inherited, own.get(key), ruled.get(key), key in gone)
        if not trail:
            found[key] = made
        return made

    # Holders first, so that no chain is walked twice and none is deep.
    for key in _holders_first(above):
        state(key, frozenset())
    return {key: found[key].shown for key in above}


def _settle(inherited: _State, own: Shown | None, rule: _State | None, withdrawn: bool) -> _State:
    if withdrawn or inherited.shown == Shown.WITHDRAWN:
        return _State(Shown.WITHDRAWN, by_rule=True)
    if rule is not None:
        stricter = rule.shown == Shown.ALL or rule.shown >= inherited.shown
        return rule if stricter else inherited
    if own is None or inherited.firm or (own == Shown.ALL and inherited.by_rule):
        return inherited
    if own == Shown.ALL:
        return OPEN
    return _State(own) if own > inherited.shown else inherited


def _holders_first(above: Mapping[Key, set[Key]]) -> list[Key]:
    order: dict[Key, None] = {}
    for first in sorted(above):
        chain, at = [], [first]
        on_the_way: set[Key] = set()
        while at:
            key = at.pop()
            if key in order or key in on_the_way:
                continue
            on_the_way.add(key)
            chain.append(key)
            at.extend(sorted(holder for holder in above.get(key, ()) if holder in above))
        order.update(dict.fromkeys(reversed(chain)))
    return list(order)
