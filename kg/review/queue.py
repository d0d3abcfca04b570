"""What waits for people: suggestions of machines, and joins that something forbids. The most useful first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kg.resolve.clusters import Group
from kg.resolve.gazetteer import ARCHIVE
from kg.resolve.judgements import HELD, Judgement
from kg.review.situation import Situation

Kind = Literal["suggestion", "conflict", "held"]


@dataclass(frozen=True, slots=True)
class Item:
    """A pair to decide on, for the two groups that it would join.

    id          of the judgement that brings it up;  against  what forbids it, in words, of a conflict
    across      it would bring archives together that neither group brings together
    statements  names in documents that would move with the smaller side, one a document and local entity
    gain        uncertainty (0 to 1) times the statements that would move;  pairs  judgements that ask the same
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


@dataclass(frozen=True, slots=True)
class Filter:
    """Which items: of a kind of thing, a method (or its beginning), a range of confidence, across archives, by name."""

    label: str = ""
    method: str = ""
    least: float = 0.0
    most: float = 1.0
    across: bool = False
    kind: Kind | None = None
    name: str = ""

    def takes(self, item: Item, now: Situation) -> bool:
        """Whether the item is wanted."""
        judgement = item.judgement
        return (
            (not self.label or now.candidates[judgement.left].label == self.label)
            and judgement.method.startswith(self.method)
            and self.least <= judgement.confidence <= self.most
            and (item.across or not self.across)
            and (item.kind == self.kind if self.kind else item.kind != "held")
            and self._named(judgement, now)
        )

    def _named(self, judgement: Judgement, now: Situation) -> bool:
        wanted = self.name.casefold()
        sides = (now.candidates[end] for end in judgement.pair) if wanted else ()
        return not wanted or any(wanted in name.casefold() for side in sides for _, name in side.names)


def queue(now: Situation, wanted: Filter = Filter()) -> list[Item]:
    """All items that the filter takes, by gain; among equals those across archives first, then by id.

    Several pairs between the same two groups are one item, the surest of them its spokesman.
    """
    barred = {conflict.same: conflict.words for conflict in now.division.conflicts}
    gathered: dict[tuple[Group, Group], list[tuple[Kind, Judgement]]] = {}
    for judgement in now.counted:
        kind = _kind(judgement, barred)
        left, right = now.home[judgement.left], now.home[judgement.right]
        if kind and left != right and not (kind == "suggestion" and _decided(now, left, right)):
            ends = (left, right) if left < right else (right, left)
            gathered.setdefault(ends, []).append((kind, judgement))
    items = [_item(now, *ends, found, barred) for ends, found in gathered.items()]
    taken = [item for item in items if wanted.takes(item, now)]
    return sorted(taken, key=lambda item: (-item.gain, not item.across, item.id))


def _kind(judgement: Judgement, barred: dict[Judgement, str]) -> Kind | None:
    if judgement.verdict == "SAME":
        return "conflict" if judgement in barred else None
    if judgement.verdict == "UNSURE":
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
    order = ("conflict", "suggestion", "held")
    kind, judgement = found[0]
    if len(found) > 1:
        kind, judgement = min(found, key=lambda each: (order.index(each[0]), -each[1].confidence, each[1].id))
    known = now.candidates
    statements = min(sum(map(known.size, group)) for group in (left, right))
    one, other = ({known.archive(member) for member in group} - {ARCHIVE} for group in (left, right))
    across = not (one <= other or other <= one)
    sure = judgement.confidence
    uncertainty = 1.0 if kind == "conflict" else 4 * sure * (1 - sure)
    against = barred.get(judgement, "") or "; ".join(judgement.words("not joined"))
    gain = round(uncertainty * statements, 6)
    return Item(judgement.id, kind, judgement, against, left, right, statements, across, gain, len(found))
