"""Who decided what and when: the log, or the part of it that concerns one entity."""

from __future__ import annotations

from dataclasses import dataclass

from kg.resolve.judgements import REASON, Judgement
from kg.review.decision import BATCH, batch_of
from kg.review.situation import Situation


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log. standing: still in force; reason: a person's words; because: other evidence."""

    number: int
    id: str
    made: str
    actor: str
    verdict: str
    left: str
    right: str
    method: str
    version: str
    confidence: float
    reason: str
    because: tuple[str, ...]
    batch: str
    standing: bool


def history(now: Situation, name: str = "", *, people: bool = False, batch: str = "") -> list[Event]:
    """The lines in their order. name: IRI of an entity or local entity, or nothing for all; people: theirs only."""
    inside = set(now.members(name)) if name else None
    last = {entry.of: entry.number for entry in now.entries}
    live = now.standing_ids.keys()
    found = []
    for entry in now.entries:
        j = entry.judgement
        concerns = inside is None or j.left in inside or j.right in inside
        if concerns and (j.by_person or not people) and (not batch or batch_of(j) == batch):
            stands = not entry.withdrawn and last[entry.of] == entry.number and entry.of in live
            found.append(_event(entry.number, entry.of, j, stands))
    return found


def _event(number: int, id_: str, j: Judgement, stands: bool) -> Event:
    because = tuple(f"{kind}: {words}" for kind, words in j.evidence if kind not in (REASON, BATCH))
    return Event(
        number, id_, j.made, j.actor, j.verdict, j.left, j.right, j.method, j.version, j.confidence,
        "; ".join(j.words(REASON)), because, batch_of(j), stands,
    )  # fmt: skip
