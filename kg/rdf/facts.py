"""What a source says of a local entity besides its names, as far as linking wants it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from extractors.document import DateExpression, Document, Entity, EntityRelation, Mention, Relation
from extractors.role_words import role_words

Range = tuple[int, int]
"""First and last Gregorian year, astronomical (0 is 1 BCE)."""

_MOST_ROLES = 12
_LONGEST_ROLE = 600
_OFFICES = frozenset({"held_position", "appointed"})
_PLACES = frozenset({"birth_place", "death_place", "location", "was_at", "born_in", "died_in"})


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything is empty where the source is silent.

    born, died  years;  active  years in which it is seen: of the documents that name it, of its offices
    roles       titles, offices, descriptions as worded;  places  names of places that the source ties to it
    first       where its document first names it, in code points of the text
    """

    born: Range | None = None
    died: Range | None = None
    active: Range | None = None
    roles: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    first: int | None = None

    def joined(self, other: Facts) -> Facts:
        """Both together; of two births the first that was given."""
        return Facts(
            self.born or other.born,
            self.died or other.died,
            hull([each for each in (self.active, other.active) if each]),
            _first(self.roles + other.roles),
            _first(self.places + other.places),
            min((each for each in (self.first, other.first) if each is not None), default=None),
        )

    def as_json(self) -> str:
        """Only what is known, keys in order."""
        known = {field.name: value for field in fields(self) if (value := getattr(self, field.name)) not in (None, ())}
        return json.dumps(known, ensure_ascii=False)

    @staticmethod
    def from_json(text: str) -> Facts:
        """The reverse of as_json."""
        read = json.loads(text).items()
        known: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in read}
        return Facts(**known)


UNKNOWN = Facts()


def hull(ranges: Sequence[Range]) -> Range | None:
    """The years from the first to the last of all."""
    return (min(first for first, _ in ranges), max(last for _, last in ranges)) if ranges else None


def facts_of_entry(document: Document, entity: Entity) -> Facts:
    """What an authority entry says: dates of life, offices, description, places."""
    life = {role: hull([years for date in entity.dates if date.role == role and (years := years_of(date))])
            for role in ("birth", "death", "existence")}  # fmt: skip
    dated = [relation.date for relation in entity.relations if relation.date]
    seen = [years for date in dated if (years := years_of(date))]
    if life["existence"] and entity.label != "PERSON":
        seen.append(life["existence"])
    if not document.describes and (made := document_years(document)):
        seen.append(made)
    return Facts(
        life["birth"],
        life["death"],
        hull(seen),
        _first([*_offices(entity.relations), entity.description[:_LONGEST_ROLE]]),
        _first(_entry_places(entity)),
        entity.start,
    )


def facts_of_mention(document: Document, mention: Mention, years: Range | None) -> Facts:
    """What the words about a mention say. years: when its document was made (``document_years``)."""
    roles = role_words(document.text, mention.start, mention.end) if mention.label == "PERSON" else ()
    return Facts(active=years, roles=_first(roles), first=mention.start)


def facts_of_relations(document: Document, relations: Iterable[Relation]) -> dict[tuple[int, int], Facts]:
    """By the place of the mention that is its subject: offices and places that relations of the text state."""
    found: dict[tuple[int, int], Facts] = {}
    for relation in relations:
        said = " ".join(document.text[relation.object.start : relation.object.end].split())
        if relation.type in _OFFICES:
            words = document.text[relation.evidence.start : relation.evidence.end]
            facts = Facts(roles=_first([" ".join(words.split())]))
        elif relation.type in _PLACES:
            facts = Facts(places=(said,))
        else:
            continue
        key = (relation.subject.start, relation.subject.end)
        found[key] = found[key].joined(facts) if key in found else facts
    return found


def document_years(document: Document) -> Range | None:
    """When the document was made or tells of, by its own dates."""
    ranges = [(date.role, years) for date in document.dates if (years := years_of(date))]
    for wanted in ("creation", "publication", "event", "accumulation", "bulk"):
        chosen = [years for role, years in ranges if role == wanted]
        if chosen:
            return hull(chosen)
    return None


def years_of(date: DateExpression) -> Range | None:
    """Years of an understood date; where it is open on one side the other end stands for both, None where on both."""
    first, last = (_year(day) for day in (date.earliest, date.latest))
    if first is None and last is None:
        return None
    return (first if first is not None else last or 0, last if last is not None else first or 0)


def _year(day: str | None) -> int | None:
    if not day:
        return None
    sign = -1 if day.startswith("-") else 1
    return sign * int(day.lstrip("-").split("-", 1)[0])


def _offices(relations: Iterable[EntityRelation]) -> Iterator[str]:
    for relation in relations:
        if relation.type in ("held_position", "occupation", "function") and relation.target_name:
            when = relation.date.expressed if relation.date else ""
            yield " ".join(part for part in (relation.target_name, relation.at, when) if part)


def _entry_places(entity: Entity) -> Iterator[str]:
    for relation in entity.relations:
        if relation.target_label == "PLACE" and relation.target_name:
            yield relation.target_name
        elif relation.at and relation.at_label == "PLACE":
            yield relation.at


def _first(texts: Iterable[str]) -> tuple[str, ...]:
    """Distinct texts that are not empty, in their order, as many as are worth keeping."""
    return tuple(dict.fromkeys(text for text in texts if text))[:_MOST_ROLES]
