"""Dates in running text that count from another: "on the 5th instant", "вчера", "في اليوم نفسه", "12 June" in a letter.

A phrase that points back ("the same day") counts from the date last named in its paragraph. A day of no year is the
one nearest to the document; where the date last named says otherwise, it is left alone.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from extractors.dates.context import Context
from extractors.dates.find import widened
from extractors.dates.lexer import Token, folded_word, lex
from extractors.dates.relative import leans, relative
from extractors.dates.relative_words import DAYS, LASTS, MONTHS, YEARS
from extractors.document import DateExpression
from extractors.languages import language
from extractors.languages.base import DateWords
from extractors.languages.fold import fold
from extractors.languages.tokens import TOKEN

_AROUND = 36
_STARTS = frozenset("dOmsJIRLW\x22")
_BACK = 400
"""Code points between a phrase that points back and the date that it points to, at most."""
_UNSURE = 0.6
_FILL = "[fv]*"
_DAY = r"(?:\x22?d\x22?(?:-?[ok])?\.?|O)"
_CORE = rf"(?:{_DAY}{_FILL}(?:[-T&]{_FILL}{_DAY}{_FILL})?m\.?|m\.?{_FILL}{_DAY}(?:-d)?|m)"
_DATED = rf"(?:{_DAY}{_FILL}(?:[-T]{_FILL}{_DAY}{_FILL})?m\.?|m\.?{_FILL}{_DAY}(?:-d)?)"
_SPANS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:{_CORE}|s)[,F]?{_FILL}J\.?|J\.?{_FILL}(?:{_CORE}|s)|J\.?",
        rf"{_DAY}{_FILL}F?{_FILL}I\.?|I\.?{_FILL}{_DAY}o?|I\.?",
        rf"{_DAY}{_FILL}L{_FILL}m|{_CORE}{_FILL}L|L{_FILL}{_CORE}|WL|L{_FILL}W|dL",
        r"R",
        _DATED,
    )
)
_FULL = re.compile(r"[,)fvFygh]*[Yd]|/")
_LESS = re.compile(r"[dY][-/]\Z")
_ABBREVIATED = 5
_SHORT = frozenset({"inst", "ult", "prox", "г", "м"})


@cache
def _table(lang: str) -> DateWords:
    """The words of dates and those that count from another date."""
    table = dict(language(lang).date_words)
    for kind, phrases in (("nearest", LASTS), ("relative month", MONTHS), ("relative year", YEARS)):
        table |= {phrase: (kind, 0) for phrase in phrases.get(lang, {})}
    return table | {phrase: ("relative day", 0) for phrase in DAYS.get(lang, {})}


@cache
def _triggers(lang: str) -> frozenset[str]:
    """A word of every phrase, the one that is longest, and the first word of every month and weekday."""
    phrases = (*DAYS.get(lang, {}), *MONTHS.get(lang, {}), *YEARS.get(lang, {}))
    names = (word for word, (kind, _) in language(lang).date_words.items() if kind in ("month", "weekday"))
    return frozenset({max(phrase.split(), key=len) for phrase in phrases} | {name.split()[0] for name in names})


def spot(text: str, lang: str, context: Context, known: Sequence[DateExpression]) -> Iterator[DateExpression]:
    """The dates of a text that are told from others, in order, clear of the known ones, which stand in its places."""
    waiting = deque(sorted(known, key=lambda date: (date.start or 0, date.end or 0)))
    last: DateExpression | None = None
    taken = 0
    for start, end in _candidates(text, lang):
        while waiting and (waiting[0].start or 0) < end:
            date = waiting.popleft()
            taken = max(taken, date.end or 0)
            last = date if date.earliest and date.earliest == date.latest else last
        if start < taken:
            continue
        if found := _told(text[start:end], lang, context, _before(text, start, last)):
            found = replace(found, start=start, end=end)
            last = found if found.earliest == found.latest else last
            yield found
        elif any(letter.isdigit() for letter in text[start:end]):
            last = DateExpression(text[start:end], None, start=start, end=end)  # nothing points past it


def _candidates(text: str, lang: str) -> Iterator[tuple[int, int]]:
    for low, high in _windows(text, lang):
        tokens = lex(text[low:high], lang, low, _table(lang))
        kinds = "".join(token.kind for token in tokens)
        at = 0
        while at < len(tokens):
            if kinds[at] not in _STARTS:
                at += 1
                continue
            ends = sorted({match.end() for pattern in _SPANS if (match := pattern.match(kinds, at))}, reverse=True)
            end = next((end for end in ends if _is_free(text, tokens, kinds, at, end, lang)), at)
            if end > at:
                yield widened(text, tokens, kinds, at, lang), _end(text, tokens, kinds, end)
            at = max(end, at + 1)


def _is_free(text: str, tokens: list[Token], kinds: str, at: int, end: int, lang: str) -> bool:
    """Whether the span is no part of a full date or a longer number, lies in one sentence, has English capitals."""
    if (kinds[end - 1] in "dm" and _FULL.match(kinds, end)) or _LESS.search(kinds[max(0, at - 2) : at]):
        return False
    pairs = zip(tokens[at:end], tokens[at + 1 : end - 1], strict=False)
    if any(token.kind == "." and before.end - before.start > _ABBREVIATED for before, token in pairs):
        return False
    months = [token for token in tokens[at:end] if token.kind == "m"]
    return lang != "en" or all(text[token.start].isupper() for token in months)


def _end(text: str, tokens: list[Token], kinds: str, following: int) -> int:
    """Where the span ends: a full stop belongs to it behind an abbreviation only."""
    last = tokens[following - 1]
    if kinds[following - 1] != ".":
        return last.end
    before = tokens[following - 2]
    words = fold(text[before.start : before.end]).split()  # none, where it is a sign
    return last.end if words and words[-1] in _SHORT else before.end


def _windows(text: str, lang: str) -> Iterator[tuple[int, int]]:
    """Stretches around words that may belong to such a date, cut at white space, merged where they meet."""
    triggers = _triggers(lang)
    low = high = 0
    for match in TOKEN.finditer(text):
        if folded_word(match[0]) not in triggers:
            continue
        left = text.rfind(" ", max(0, match.start() - 2 * _AROUND), max(0, match.start() - _AROUND)) + 1
        left = left if left or match.start() < _AROUND else match.start() - _AROUND
        space = text.find(" ", min(len(text), match.end() + _AROUND), match.end() + 2 * _AROUND)
        right = space if space >= 0 else min(len(text), match.end() + _AROUND)
        if left > high:
            if high > low:
                yield low, high
            low = left
        high = max(high, right)
    if high > low:
        yield low, high


def _before(text: str, start: int, last: DateExpression | None) -> DateExpression | None:
    """The day last named, where it stands before a place in its paragraph and can be read."""
    near = last is not None and start - _BACK <= (last.end or 0) <= start
    return last if near and last and last.edtf and "\n\n" not in text[last.end : start] else None


def _told(expressed: str, lang: str, context: Context, before: DateExpression | None) -> DateExpression | None:
    """The date that a phrase tells, by the date before it or that of the document; None where they disagree."""
    words, written, said = fold(expressed), context.written, context.said
    sign = leans(words, lang)
    if sign == "+" and before is None:
        return None
    found = relative(expressed, written, lang, before, said)
    if sign == "*" and before is None and found:
        return replace(found, confidence=min(_UNSURE, found.confidence))
    if sign or before is None or (found and found.rule != "relative nearest"):
        return found
    other = relative(expressed, before, lang, said="the date before it")
    if other is None or other.rule != "relative nearest" or (found and found.edtf != other.edtf):
        return None
    return found or replace(other, confidence=min(_UNSURE, other.confidence))
