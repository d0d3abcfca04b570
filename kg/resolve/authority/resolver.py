"""Mentions of documents told by one authority list, which is read and indexed once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.resolve.authority.background import Background, background
from kg.resolve.authority.decide import chances, models, questions
from kg.resolve.authority.entries import Entry
from kg.resolve.authority.known import known
from kg.resolve.authority.lookup import Lookup
from kg.resolve.authority.page import page

_MOSTLY = 0.5
"""Share of the persons of a list that the background must know for the weights that rely on it."""


@dataclass(frozen=True, slots=True)
class Span:
    """A mention: half-open range of code points, and PERSON, PLACE, ORG or EVENT."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Answer:
    """entity  id of an entry, or None.  score  probability of just that: of the entry, or of nobody in the list"""

    entity: str | int | None
    score: float


class Resolver:
    """Immutable after it is made, but for spellings and comparisons of names that it keeps for the next document.

    table  what is generally known of persons; None to rely on the list alone
    """

    def __init__(self, entries: Sequence[Entry], table: Background | None = None) -> None:
        self._entries = known(entries, table)
        self._lookup = Lookup(self._entries)
        persons = [each for each in self._entries if each.entry.label == "PERSON"]
        self.informed = bool(persons) and sum(bool(each.lists) for each in persons) >= _MOSTLY * len(persons)

    @classmethod
    def with_background(cls, entries: Sequence[Entry]) -> Resolver:
        """With the stored background."""
        return cls(entries, background())

    def resolve(
        self,
        text: str,
        spans: Sequence[Span],
        lang: str | None = None,
        date: str | None = None,
        place: str = "",
        title: str = "",
    ) -> list[Answer]:
        """An answer for each mention, in order. date  ISO or EDTF;  place  where the document was written."""
        read = page(text, [(span.start, span.end, span.label) for span in spans], lang, date, place, title)
        asked = questions(read, self._entries, self._lookup, lang)
        by = models(self.informed)
        found = [Answer(None, 1.0)] * len(spans)
        full, likely = chances(asked, self._entries, by)
        for question, chance in zip(full, likely, strict=True):
            best = int(chance.argmax())
            score = float(chance[best])
            answer = (
                Answer(self._entries[question.candidates[best]].entry.key, round(score, 4))
                if score >= by.least
                else Answer(None, round(1.0 - float(chance.sum()), 4))
            )
            for number in read.names[question.name].numbers:
                found[number] = answer
        return found
