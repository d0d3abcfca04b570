"""The sums of an entity after a change: those before, less what was taken away, with what came."""

from __future__ import annotations

from collections.abc import Set

from kg.search.facets import EDITED, MACHINE, REVIEWER
from kg.search.shares import Side, Span
from kg.search.sums import Rest, Sum
from kg.search.thing import Thing


def followed(
    before: Thing, was: Side, now: Side, own_was: Set[Span], own_now: Set[Span], rest: Rest
) -> Sum:
    """before: as the index has it; was, now: what the touched records, members and mentions bring to it.

    own_was, own_now: years of its own dates
    """
    state, confidence = _sureness(before, was, now, rest)
    decided = bool(now.links)
    if before.reviewed == REVIEWER and not decided:
        decided = was.links <= now.links or rest.decided()
    return Sum(
        _archives(before, was, now, rest),
        before.weight + len(now.held) - len(was.held),
        _spans(before, was, now, own_was, own_now, rest),
        _said(before, was, now, rest),
        confidence,
        REVIEWER if decided else state,
    )


def _archives(before: Thing, was: Side, now: Side, rest: Rest) -> frozenset[str]:
    come = {code for _, code in now.held}
    lost = {code for _, code in was.held - now.held} - come
    return frozenset(code for code in {*before.archives, *come} if code not in lost or rest.holds(code))


def _spans(
    before: Thing, was: Side, now: Side, own_was: Set[Span], own_now: Set[Span], rest: Rest
) -> frozenset[Span]:
    come = {span for _, span in now.spans} | own_now
    lost = ({span for _, span in was.spans} | own_was) - come
    return frozenset(span for span in before.spans | come if span not in lost or rest.dated(span))


def _said(before: Thing, was: Side, now: Side, rest: Rest) -> frozenset[tuple[str, str]]:
    held = {(piece.lang, piece.text) for piece in before.pieces[2]} | now.said
    lost = was.said - now.said
    return frozenset(one for one in held if one not in lost or rest.says(one))


def _sureness(before: Thing, was: Side, now: Side, rest: Rest) -> tuple[str | None, float | None]:
    """The state of review by mentions alone, and the confidence of the surest."""
    gone = was.mentions - now.mentions
    by_person = any(person for _, (_, person) in now.mentions)
    best = max((sure for _, (sure, _) in now.mentions), default=None)
    edited, overruled = before.reviewed == EDITED, before.reviewed == REVIEWER
    # Without a mention a thing is written down as edited and sure.
    unclear = before.confidence == 1.0 and before.reviewed != MACHINE and not was.mentions
    if unclear and not rest.was_mentioned():
        return _state(best, by_person), best
    if not any(sure == before.confidence for _, (sure, _) in gone):
        best = max(before.confidence, best or 0.0)
    by_person = by_person or (edited and not any(person for _, (_, person) in gone))
    if (best is None or best < before.confidence) or (not by_person and (edited or overruled)):
        for sure, person in rest.mentions():
            best, by_person = max(best or 0.0, sure), by_person or person
            if best >= before.confidence and (by_person or not (edited or overruled)):
                break
    return _state(best, by_person), best


def _state(best: float | None, by_person: bool) -> str | None:
    if best is None:
        return None
    return EDITED if by_person else MACHINE
