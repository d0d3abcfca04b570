"""What scanning does to a text: letters confused, lost, doubled or added, words split and joined. Seeded."""

from __future__ import annotations

import random
from collections.abc import Mapping

from extractors.training.encoder.confusions import CONFUSED
from extractors.training.encoder.words import Words

CONFUSE, LOSE, DOUBLE, ADD = 0.6, 0.75, 0.85, 0.93
"""Shares of an error, added up; the rest changes the case."""
SPLIT, JOIN = 0.6, 0.3
"""Share of the rate of errors at which a word is split, and at which a space comes or goes."""


def scanned(text: Words, lang: str, rate: float, rng: random.Random) -> Words:
    """The text as a scan gives it. rate: share of letters that are wrong.

    Tags stay with their words; only words outside names are split, and no word is lost. Joined words stay two
    words without a space between them, which is how the pieces of one see it.
    """
    letters = sorted(set("".join(text.words)))
    table = CONFUSED[lang]
    kept: list[tuple[str, bool, int, bool]] = []
    for word, space, tag, unknown in zip(text.words, text.spaces, text.tags, text.unknown, strict=True):
        spoilt = _spoilt(word, table, letters, rate, rng)
        if not tag and len(spoilt) > 3 and spoilt.isalpha() and rng.random() < rate * SPLIT:
            cut = rng.randrange(1, len(spoilt))
            kept += [(spoilt[:cut], space, tag, unknown), (spoilt[cut:], True, tag, unknown)]
        else:
            kept.append((spoilt, space if rng.random() > rate * JOIN else not space, tag, unknown))
    words, spaces, tags, unknowns = zip(*kept, strict=True)
    return Words(text.source, words, spaces, tags, unknowns)


def _spoilt(
    word: str, table: Mapping[str, tuple[str, ...]], letters: list[str], rate: float, rng: random.Random
) -> str:
    out: list[str] = []
    at = 0
    while at < len(word):
        letter = word[at]
        at += 1
        if rng.random() > rate:
            out.append(letter)
            continue
        kind = rng.random()
        if kind < CONFUSE:
            pair = word[at - 1 : at + 1]
            if len(pair) == 2 and pair in table:
                letter = pair
                at += 1
            out.append(rng.choice(table.get(letter, letters)))
        elif kind < LOSE:
            continue
        elif kind < DOUBLE:
            out.append(letter * 2)
        elif kind < ADD:
            out.append(letter + rng.choice(letters))
        else:
            out.append(letter.swapcase())
    return "".join(out) or word
