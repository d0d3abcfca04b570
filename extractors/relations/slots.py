"""Fill the slots of a rule: who stands before the trigger, what after."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document import Span
from extractors.relations.rules import Owner, Phrase, Slot
from extractors.relations.units import Unit

OWNERS = frozenset({"PLACE", "ORG"})


def fill(row: Sequence[Unit], first: int, past: int, slot: Slot) -> Span | None:
    """The range of the text that fills the slot of a trigger at ``row[first:past]``; None where nothing may.

    The nearest mention with a label of the slot counts. The walk is at most ``gap`` words and mentions long.
    """
    step, at = (-1, first - 1) if slot.side == "before" else (1, past)
    passed, skip = 0, slot.skip
    while 0 <= at < len(row) and passed <= slot.gap:
        unit = row[at]
        if unit.mention is not None and unit.mention.label in slot.labels and _is_led(row, at, slot):
            if not skip:
                return Span(unit.start, unit.end) if _may_stand(row, at, slot) else None
            skip -= 1
        if unit.sign:
            if unit.sign not in slot.through:
                return None
        else:
            for phrase in slot.words:
                if matches(row, at, phrase):
                    return Span(unit.start, row[at + len(phrase) - 1].end)
            if unit.word in slot.without:
                return None
            passed += 1
        at += step
    return None


def _is_led(row: Sequence[Unit], at: int, slot: Slot) -> bool:
    return not slot.led_by or (at > 0 and row[at - 1].word in slot.led_by)


def _may_stand(row: Sequence[Unit], at: int, slot: Slot) -> bool:
    return not (slot.next_to and at > 0 and row[at - 1].word in slot.next_to)


def matches(row: Sequence[Unit], at: int, phrase: Phrase) -> bool:
    """Whether the words from ``at`` on are the phrase."""
    if at + len(phrase) > len(row):
        return False
    return all(row[at + n].word in forms for n, forms in enumerate(phrase))


def with_owner(row: Sequence[Unit], first: int, past: int, owner: Owner | None) -> tuple[int, int] | None:
    """The trigger's range of the row, widened by the body or place it belongs to; None where that is required."""
    if owner is None:
        return first, past
    step, at = (-1, first - 1) if owner.side == "before" else (1, past)
    for _ in range(3):
        if not 0 <= at < len(row):
            break
        unit = row[at]
        if unit.mention is not None:
            if unit.mention.label not in OWNERS:
                break
            return (at, past) if step < 0 else (first, at + 1)
        if unit.word not in owner.joins or unit.sign:
            break
        at += step
    return None if owner.required else (first, past)
