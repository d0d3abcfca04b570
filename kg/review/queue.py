"""What waits for people: suggestions of machines, and joins that something forbids. The most useful first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.resolve.clusters import Group
from kg.resolve.gazetteer import ARCHIVE
from kg.resolve.judgements import HELD, Judgement
from kg.review.defer import DEFERRED
from kg.review.situation import Situation

Kind = Literal["suggestion", "conflict", "held", "deferred"]
PUT_ASIDE = ("held", "deferred")
"""Kinds of items that a queue shows only where it is asked for them."""
_NO_KINDS = frozenset({"held back", "average link", "archives", "reason", "batch", "held"})
"""Kinds of words in a judgement that are no evidence for it."""


@dataclass(frozen=True, slots=True)
class Item:
    """A pair to decide on, for the two groups that it would join.

    id          of the judgement that brings it up;  against  what forbids it, in words, of a conflict
    across      it would bring archives together that neither group brings together
    statements  names in documents that would move with the smaller side, one a document and local entity
    gain        uncertainty (0 to 1) times the statements that would move;  pairs  judgements that ask the same
    archives    codes of the holding archives of either side;  deferral  what a person said in putting it off
    """

    id: str
    kind: Kind
    judgement: Judgement
    against: str
    left: Group
    right: Group
    statements: int
    across: bool
    gain: float
    pairs: int = 1
    archives: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    deferral: Judgement | None = None

    @property
    def uncertainty(self) -> float:
        """0 to 1: greatest where as much speaks for as against, and of a join that something forbids."""
        return uncertainty(self.kind, self.judgement.confidence)

    @property
    def because(self) -> tuple[str, ...]:
        """Kinds of evidence that speak for it, sorted."""
        kinds = {kind for kind, _ in self.judgement.evidence}
        return tuple(sorted(kind for kind in kinds if kind not in _NO_KINDS and not kind.startswith("against")))


@dataclass(frozen=True, slots=True)
class Filter:
    """Which items: of a kind of thing, a method (or its beginning), a range of confidence, across archives, by name.

    pair: two archives, one on each side (once each, or twice the same);  lang: a name in that language on either side
    because: exactly these kinds of evidence speak for it
    """

    label: str = ""
    method: str = ""
    least: float = 0.0
    most: float = 1.0
    across: bool = False
    kind: Kind | None = None
    name: str = ""
    pair: tuple[str, str] | None = None
    lang: str = ""
    because: tuple[str, ...] = ()

    def takes(self, item: Item, now: Situation) -> bool:
        """Whether the item is wanted."""
        judgement = item.judgement
        return (
            (not self.label or now.candidates[judgement.left].label == self.label)
            and judgement.method.startswith(self.method)
            and self.least <= judgement.confidence <= self.most
            and (item.across or not self.across)
            and (item.kind == self.kind if self.kind else item.kind not in PUT_ASIDE)
            and (not self.because or item.because == self.because)
            and (self.pair is None or self._between(*item.archives))
            and self._named(judgement, now)
            and self._worded(judgement, now)
        )

    def _between(self, left: tuple[str, ...], right: tuple[str, ...]) -> bool:
        one, other = self.pair or ("", "")
        return (one in left and other in right) or (one in right and other in left)

    def _worded(self, judgement: Judgement, now: Situation) -> bool:
        sides = (now.candidates[end] for end in judgement.pair) if self.lang else ()
        return not self.lang or any(lang.split("-")[0] == self.lang for side in sides for lang, _ in side.names)

    def _named(self, judgement: Judgement, now: Situation) -> bool:
        wanted = self.name.casefold()
        sides = (now.candidates[end] for end in judgement.pair) if wanted else ()
        return not wanted or any(wanted in name.casefold() for side in sides for _, name in side.names)


ALL = Filter()


def queue(now: Situation, wanted: Filter = ALL) -> list[Item]:
    """All items that the filter takes, by gain; among equals those across archives first, then by id.

    Several pairs between the same two groups are one item, the surest of them its spokesman.
    """
    return in_order(item for item in items_of(now, now.counted) if wanted.takes(item, now))


def in_order(items: Iterable[Item]) -> list[Item]:
    """By gain; among equals those across archives first, then by id."""
    return sorted(items, key=lambda item: (-item.gain, not item.across, item.id))


def items_of(now: Situation, judgements: Iterable[Judgement]) -> list[Item]:
    """Every item that these judgements bring up, in no order. All that lie between two groups must be among them."""
    barred = {conflict.same: conflict.words for conflict in now.division.conflicts}
    gathered: dict[tuple[Group, Group], list[tuple[Kind, Judgement]]] = {}
    for judgement in judgements:
        kind = _kind(judgement, barred)
        left, right = now.home[judgement.left], now.home[judgement.right]
        if kind and left != right and not (kind in ("suggestion", "deferred") and _decided(now, left, right)):
            ends = (left, right) if left < right else (right, left)
            gathered.setdefault(ends, []).append((kind, judgement))
    return [_item(now, *ends, found, barred) for ends, found in gathered.items()]


def uncertainty(kind: Kind, confidence: float) -> float:
    """Variance of a coin of that probability, scaled to 1; a conflict is as open as can be."""
    return 1.0 if kind == "conflict" else 4 * confidence * (1 - confidence)


def _kind(judgement: Judgement, barred: dict[Judgement, str]) -> Kind | None:
    if judgement.verdict == "SAME":
        return "conflict" if judgement in barred else None
    if judgement.verdict == "UNSURE":
        if judgement.method == DEFERRED:
            return "deferred"
        return "held" if judgement.by_person and judgement.words(HELD) else "suggestion"
    return None


def _decided(now: Situation, left: Group, right: Group) -> bool:
    """Whether somebody holds the two groups to be different already."""
    small, large = sorted((left, right), key=len)
    other = set(large)
    beside = now.different_from
    return any(not other.isdisjoint(beside[member]) for member in small if member in beside)


def _item(
    now: Situation, left: Group, right: Group, found: Sequence[tuple[Kind, Judgement]], barred: dict[Judgement, str]
) -> Item:
    order = ("conflict", "suggestion", "held", "deferred")
    kind, judgement = found[0]
    deferral = None
    if len(found) > 1:
        kind, judgement = min(found, key=lambda each: (order.index(each[0]), -each[1].confidence, each[1].id))
    if put_off := [each for each in found if each[0] == "deferred"]:
        kind, deferral = "deferred", max((each for _, each in put_off), key=lambda each: (each.made, each.id))
    known = now.candidates
    statements = min(sum(map(known.size, group)) for group in (left, right))
    one, other = ({known.archive(member) for member in group} - {ARCHIVE} for group in (left, right))
    across = not (one <= other or other <= one)
    against = barred.get(judgement, "") or "; ".join(judgement.words("not joined"))
    gain = round(uncertainty(kind, judgement.confidence) * statements, 6)
    asking = max(1, len(found) - len(put_off))
    archives = (tuple(sorted(one)), tuple(sorted(other)))
    return Item(
        judgement.id, kind, judgement, against, left, right, statements, across, gain, asking, archives, deferral
    )
