"""A conversation or meeting that an edited record is of, as an event with its participants, place and date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.document import DateExpression, Entity, EntityRelation, Mention, Name, Span
from extractors.readers.offices import is_office
from extractors.readers.tei_headings import CONFIDENCE, MODEL

_MEETING = re.compile(
    r"(?:memorand(?:um|a)|minutes|record|notes?|transcript|summary|report)\s(?:for the record )?(?:of|on)\s"
    r"(?:(?:an?|the|informal|private)\s)*(?P<kind>(?:telephone\s)?(?:conversations?|discussions?|meetings?|talks?))\b",
    re.I,
)


def meeting(
    identity: str, text: str, heading: Span, mentions: Sequence[Mention], dates: Sequence[DateExpression]
) -> Entity | None:
    """The event of a document ``identity``; None for a heading of no meeting, or where nobody is named as present.

    Participants are the names with that role; place and date those of the dateline. Nobody is where a telephone
    conversation is, so it has no place.
    """
    words = " ".join(text[heading.start : heading.end].split())
    kind = _MEETING.search(words)
    present = [m for m in mentions if m.role == "participant" and not _bare_office(text, m)]
    if kind is None or not present:
        return None
    when = next((date for date in dates if date.role == "creation"), None)
    by_telephone = kind["kind"].lower().startswith("telephone")
    where = [] if by_telephone else [m for m in mentions if m.role == "dateline" and m.label == "PLACE"]
    relations = [_part("participant", mention) for mention in present] + [_part("location", m) for m in where[:1]]
    named = kind["kind"].capitalize()
    place = text[where[0].start : where[0].end] if where else ""
    title = ", ".join(filter(None, (named, place, when.expressed if when else "")))
    return Entity(
        f"{identity}#meeting",
        "EVENT",
        (Name(" ".join(title.split()), "en", preferred=True),),
        dates=(when_it_was(when),) if when else (),
        relations=tuple(dict.fromkeys(relations)),
        event_type="telephone-conversation" if by_telephone else "meeting",
        start=heading.start,
        end=heading.end,
    )


def when_it_was(date: DateExpression) -> DateExpression:
    """The record's date as that of the event."""
    return DateExpression(date.expressed, date.edtf, date.earliest, date.latest, date.calendar, "event", date.method)


def _part(kind: str, mention: Mention) -> EntityRelation:
    at = (mention.start, mention.end)
    return EntityRelation(
        kind, "", "", mention.label, start=at[0], end=at[1], method="rule", confidence=CONFIDENCE, model=MODEL
    )


def _bare_office(text: str, mention: Mention) -> bool:
    """Whether editors marked an office that stands for its holder ("the Secretary"): it is no body that takes part."""
    return mention.label != "PERSON" and is_office(" ".join(text[mention.start : mention.end].split()))
