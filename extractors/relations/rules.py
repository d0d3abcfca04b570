"""A rule of relation, as plain data. ``docs/reference/relation-rules.md`` describes the file it is written in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Side = Literal["before", "after"]
Phrase = tuple[frozenset[str], ...]
"""For each word of a phrase the folded forms it may have."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Where an end of the relation stands, seen from the trigger.

    gap       words that may stand between, at most; a mention of another label counts as one
    through   signs that may stand between, besides quotation marks, points and hyphens
    without   folded words that may not stand between
    next_to   folded words that may not stand right before the mention ("with", "of")
    led_by    folded words, one of which must stand right before the mention ("to"); other mentions are passed over
    skip      how many mentions of the label to pass over: the second before a Kazakh verb is its subject
    words     for the label WORDS: the phrases that fill it
    """

    labels: frozenset[str]
    side: Side
    gap: int
    through: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    next_to: frozenset[str] = frozenset()
    led_by: frozenset[str] = frozenset()
    skip: int = 0
    words: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Owner:
    """The body or place whose office a trigger names: "Ambassador [to Kuwait]", "[Қазақстан] Президенті".

    joins     words that may link it to the trigger; a mention right beside needs none
    required  no relation without it ("Minister" alone says little)
    """

    side: Side
    joins: frozenset[str] = frozenset()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which one language says one type of relation.

    unless     folded words that may not stand right before the trigger ("deputy")
    before_not  labels of mentions that may not follow it all at once: "A, head of the bank B" may speak of B
    date       where a date of it may stand; it never has to
    lead       how many words before it all may deny it ("did not"); 0 for an office in apposition to a name
    right      finds judged right by a reader
    wrong      finds judged wrong
    """

    id: str
    type: str
    triggers: tuple[Phrase, ...]
    unless: frozenset[str]
    subject: Slot
    object: Slot | None
    owner: Owner | None
    date: Slot | None
    lead: int
    before_not: frozenset[str]
    publish: bool
    right: int
    wrong: int
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Share of the judged finds that were right; one half where nothing was judged."""
        judged = self.right + self.wrong
        return round(self.right / judged, 2) if judged else 0.5

    @property
    def confidence(self) -> float:
        """Estimate of the precision that stays under 1 however few were judged: (right + 1) / (judged + 2)."""
        return round((self.right + 1) / (self.right + self.wrong + 2), 2)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of all languages, ready to be looked up by the first word of a trigger.

    by_word        first word of a trigger -> (phrase, rule), longest phrase first
    blockers       folded words that deny a statement, or make it a wish or a plan
    denied_after   of these, words that deny what stands before them (барған жоқ)
    prefixes       single letters written together with the word that follows (و, ف)
    """

    rules: tuple[Rule, ...]
    by_word: Mapping[str, tuple[tuple[Phrase, Rule], ...]]
    blockers: frozenset[str]
    denied_after: frozenset[str]
    abbreviations: frozenset[str]
    prefixes: tuple[str, ...]
