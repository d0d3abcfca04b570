"""An item as its page shows it: both sides, what speaks for and against, why it stands where it does."""

from __future__ import annotations

from dataclasses import dataclass

from kg.resolve.judgements import REASON, Judgement
from kg.review.decision import batch_of
from kg.review.desk import Desk
from kg.review.queue import Item
from kg.review.sides import Side, side
from kg.review.weights import Weighed
from sparql_endpoint.portal.review.evidence import Shown, quotes_of
from sparql_endpoint.portal.review.names_view import Named, Row, by_language, rows_of

_MEMBERS = 100
"""Local entities of a side whose names are shown."""
_BACK = 2000
"""Lines of the log among which the last decision of a person is looked for."""


@dataclass(frozen=True, slots=True)
class ShownSide:
    """One side with its quotes and where its names of other scripts stand."""

    side: Side
    name: str
    lang: str
    quotes: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class ShownItem:
    """Everything of an item. against: words of evidence against it, and what forbids it; held: why no machine joined.

    place: in the filtered queue, from 0, or None where it is not in it
    """

    item: Item
    left: ShownSide
    right: ShownSide
    weighed: Weighed
    names: tuple[Row, ...]
    named: tuple[Named, ...]
    found: tuple[tuple[str, str], ...]
    against: tuple[tuple[str, str], ...]
    held: tuple[str, ...]
    place: int | None
    total: int

    @property
    def heaviest(self) -> float:
        """The greatest weight, for the scale of the bars."""
        return max((abs(weight.added) for weight in self.weighed.weights), default=1.0) or 1.0


@dataclass(frozen=True, slots=True)
class Last:
    """A person's last decision that stands. name: what takes it back;  size: judgements in it."""

    name: str
    verdict: str
    labels: tuple[str, str]
    made: str
    reason: str
    size: int
    method: str


def shown(desk: Desk, item: Item, weighed: Weighed, queue: list[Item]) -> ShownItem:
    """queue: the filtered one that the reviewer goes through."""
    now, judgement = desk.now, item.judgement
    groups = {end: now.home[end] for end in judgement.pair}
    ordered = {end: sorted(group, key=lambda member: (member != end, member)) for end, group in groups.items()}
    quoted = quotes_of(ordered)
    left, right = (_side(side(now, end, groups[end]), quoted[end]) for end in judgement.pair)
    place = next((at for at, each in enumerate(queue) if each.id == item.id), None)
    plain = [(kind, words) for kind, words in judgement.evidence if kind not in ("held back", "batch", REASON)]
    return ShownItem(
        item,
        left,
        right,
        weighed,
        rows_of(weighed.names) if weighed.names else (),
        by_language(*(_names(desk, ordered[end]) for end in judgement.pair)),
        tuple((kind, words) for kind, words in plain if not kind.startswith("against") and kind != "not joined"),
        tuple((kind.removeprefix("against: "), words) for kind, words in plain if kind.startswith("against")),
        judgement.words("held back"),
        place,
        len(queue),
    )


def last_of(desk: Desk, person: str) -> Last | None:
    """What U takes back."""
    standing = desk.now.standing_ids
    for entry in reversed(desk.now.entries[-_BACK:]):
        judgement = entry.judgement
        if judgement.actor == person and not entry.withdrawn and standing.get(entry.of) is judgement:
            batch = batch_of(judgement)
            size = sum(batch_of(each.judgement) == batch for each in desk.now.entries[-_BACK:]) if batch else 1
            return Last(
                batch or entry.of,
                judgement.verdict,
                (name_of(desk, judgement.left), name_of(desk, judgement.right)),
                judgement.made,
                "; ".join(judgement.words(REASON)),
                size,
                judgement.method,
            )
    return None


def between(desk: Desk, item_ends: tuple[str, str], number: int) -> list[Judgement]:
    """What was decided after a line of the log about either group of a pair, the newest first."""
    home = desk.now.home
    members = {member for end in item_ends if end in home for member in home[end]} | set(item_ends)
    return [
        entry.judgement
        for entry in reversed(desk.since(number))
        if entry.judgement.left in members or entry.judgement.right in members
    ]


def name_of(desk: Desk, member: str) -> str:
    """What a local entity is called first; its IRI where it is not known."""
    found = desk.now.candidates.get(member)
    return found.names[0][1] if found and found.names else member


def _names(desk: Desk, members: list[str]) -> list[tuple[str, str]]:
    """Of a whole group, those of the local entity that is judged first."""
    return [name for member in members[:_MEMBERS] for name in desk.now.candidates[member].names]


def _side(side_: Side, quoted: list[Shown]) -> ShownSide:
    lang, name = side_.names[0] if side_.names else ("", side_.local)
    return ShownSide(side_, name, "" if lang == "und" else lang, tuple(quoted))
