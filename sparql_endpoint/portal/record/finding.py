"""Words found in the texts of one record, in any spelling and script that the search index knows them by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.search.words import folded_words, placed_words
from sparql_endpoint.portal.record.texts import Text

LONGEST_QUERY = 200
_AROUND = 50
_MOST_LETTERS = 3_000_000
"""Of all texts of a record together that are searched."""
_PREFIXED = re.compile("(?:[وف]?[بكل]?ال|[وف]?لل|[وف][بكل]?|[بكل])(?=.{3})")
"""Arabic particles written together with the word after them, folded."""

Words = list[tuple[int, int, frozenset[str]]]


@dataclass(frozen=True)
class Found:
    """One place: half-open range of code points of a text."""

    text: Text
    start: int
    end: int

    @property
    def quote(self) -> tuple[str, str, str]:
        """Prefix, exact words, suffix."""
        content = self.text.content
        past = self.end + _AROUND
        return (
            content[max(0, self.start - _AROUND) : self.start],
            content[self.start : self.end],
            content[self.end : past],
        )


def find(texts: Sequence[Text], query: str) -> tuple[Found, ...]:
    """Every place where the words of the query stand one after another; where they never do, each word's places.

    A word ending in ``*`` stands for all that begin so. Nothing for a query without letters.
    """
    asked = [(word, part.endswith("*")) for part in query[:LONGEST_QUERY].split() for word in folded_words(part)]
    if not asked:
        return ()
    placed: list[tuple[Text, Words]] = []
    letters = 0
    for text in texts:
        letters += len(text.content)
        if letters > _MOST_LETTERS:
            break
        placed.append((text, placed_words(text.content, text.lang)))
    whole = tuple(hit for text, words in placed for hit in _runs(text, words, asked))
    if whole or len(asked) == 1:
        return whole
    return tuple(
        Found(text, start, end)
        for text, words in placed
        for start, end, forms in words
        if any(_matches(forms, word, begins) for word, begins in asked)
    )


def _runs(text: Text, words: Words, asked: Sequence[tuple[str, bool]]) -> Iterator[Found]:
    at = 0
    while at + len(asked) <= len(words):
        run = words[at : at + len(asked)]
        if all(_matches(forms, *wanted) for (_, _, forms), wanted in zip(run, asked, strict=True)):
            yield Found(text, run[0][0], run[-1][1])
            at += len(asked)
        else:
            at += 1


def _matches(forms: frozenset[str], wanted: str, begins: bool) -> bool:
    if wanted in forms:
        return True
    bare = [_PREFIXED.sub("", form, count=1) for form in forms if form[:1] in "وفبكلا"]
    if wanted in bare:
        return True
    return begins and any(form.startswith(wanted) for form in (*forms, *bare))
