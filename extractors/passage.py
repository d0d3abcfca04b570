"""One passage in one language: what rules, the tagger, the grammar of dates and the gazetteer find, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors import dates
from extractors.document import DateExpression, Label, Mention, Method
from extractors.gazetteer.spot import CONFIDENCE, spot
from extractors.languages import language
from extractors.languages.tokens import spans
from extractors.naming import is_name, whole_name
from extractors.ner import Found, Tagger
from extractors.reading.found import Recognition, Taken

RULES = "sunqar-rules 0.1.0"
GAZETTEER = "sunqar-gazetteer 0.1.0"
LEAST = 0.3
"""Mentions of the tagger under this confidence are left out."""
CERTAIN = 0.9
"""From this confidence on a rule is asked before the tagger, else after it."""


def passage(text: str, offset: int, lang: str, free: Taken, reader: Tagger | None) -> Recognition:
    """Names and dates of a passage that keep clear of what is taken, and are taken then; places count from offset.

    reader  the tagger of the language, if it has one
    """
    tokens = spans(text)
    found: list[Mention] = []

    def add(start: int, end: int, label: Label, method: Method, sure: float, model: str) -> bool:
        if free.meets(offset + start, offset + end):
            return False
        free.add(offset + start, offset + end)
        found.append(Mention(offset + start, offset + end, label, method, sure, model=model))
        return True

    gazetteer = reader is None or not reader.knows_places
    proposed = reader(text, tokens) if reader else ()
    named = [f for f in proposed if f.confidence >= LEAST and is_name(text, f, lang, gazetteer)]

    def by_rules(certain: bool) -> None:
        for rule in language(lang).rules:
            if (rule.confidence >= CERTAIN) is certain:
                for match in rule.pattern.finditer(text):
                    add(*match.span("name"), rule.label, "rule", rule.confidence, RULES)

    by_rules(certain=True)
    kept = []
    for date in dates.find(text, lang):
        start, end = date.start or 0, date.end or 0
        named_after = any(f.label in ("ORG", "EVENT") and f.start < end and start < f.end for f in named)
        if not named_after and not free.meets(offset + start, offset + end):
            kept.append(replace(date, start=offset + start, end=offset + end))
    kept += [date for f in named if f.label == "DATE" for date in _understood(text, f, lang, offset, kept, free)]
    for f in named:
        if f.label == "DATE" or not any(_meet(f, date, offset) for date in kept):
            add(*whole_name(text, f, lang), f.label, "model", f.confidence, reader.name if reader else "")
    for date in kept:
        add((date.start or 0) - offset, (date.end or 0) - offset, "DATE", "rule", date.confidence, dates.MODEL)
    by_rules(certain=False)
    covered = sorted((m.start - offset, m.end - offset) for m in found)
    for start, end in spot(text, tokens, covered, lang) if gazetteer else ():
        add(start, end, "PLACE", "gazetteer", CONFIDENCE, GAZETTEER)
    return Recognition(tuple(sorted(found, key=lambda m: (m.start, m.end))), tuple(kept))


def _understood(
    text: str, found: Found, lang: str, offset: int, kept: list[DateExpression], free: Taken
) -> Iterator[DateExpression]:
    """What the tagger took for a date and the grammar did not propose, where it can be read nevertheless."""
    start, end = offset + found.start, offset + found.end
    if free.meets(start, end) or any(_meet(found, date, offset) for date in kept):
        return
    if date := dates.understand(text, found.start, found.end, lang):
        yield replace(date, start=start, end=end, confidence=min(date.confidence, found.confidence))


def _meet(found: Found, date: DateExpression, offset: int) -> bool:
    return offset + found.start < (date.end or 0) and (date.start or 0) < offset + found.end
