"""A name asked for against the parts of all candidates: first what is looked up, then all parts of the likely ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kg.resolve.names.alignment import Floats, Ints
from kg.resolve.names.compare import NOT_FOUND
from kg.resolve.names.held import FEWEST, Held
from kg.resolve.names.logistic import sigmoid
from kg.resolve.names.parts import Name, Part, Script
from kg.resolve.names.words import Found

_EVIDENCE = 3
"""Column of ``evidence`` among the features of words."""
_INITIAL = -1.7
"""Log odds of an initial and a part that begins with it."""


@dataclass(frozen=True)
class AskedPart:
    """One part of the name asked for.

    found  for each of its spellings, the words of the candidates that may be it
    parts, logits  numbers of the parts that are spelled so, with log odds, ascending: of a part that is there twice the
    last counts
    rarity  log of the number of candidates to each that holds such a part
    """

    part: Part
    found: tuple[Found, ...]
    parts: Ints
    logits: Floats
    rarity: float


def ask(name: Name, held: Held) -> list[AskedPart]:
    """Each part of a name looked up."""
    return [_asked(part, name.script, held) for part in name.parts]


def _asked(part: Part, script: Script, held: Held) -> AskedPart:
    short = held.short_for(ord(part.roman[0]) if part.roman else 0, part.kind == "initial")
    numbers, odds = [short], [np.full(len(short), _INITIAL)]
    found = tuple(held.words.find(form, script) for form in part.forms if part.kind != "initial")
    for each in found:
        parts, which = held.holding(each.words)
        numbers.append(parts)
        odds.append(each.logits[which])
    joined, likely = np.concatenate(numbers), np.concatenate(odds)
    order = np.argsort(likely, kind="stable")
    parts, logits = joined[order], likely[order]
    best = np.zeros(len(held.starts) - 1)
    best[held.owners[parts]] = sigmoid(logits)
    rarity = float(np.log(max(len(best), FEWEST) / max(best.sum(), 1.0)))
    return AskedPart(part, found, parts, logits, rarity)


def coverage(asked: list[AskedPart], held: Held) -> Floats:
    """(names,) how much of the name asked for a candidate holds, and how much of it that is, 0 to 2."""
    total = np.zeros(len(held.totals))
    for each in asked:
        best = np.zeros(len(total))
        best[held.owners[each.parts]] = sigmoid(each.logits)
        total += each.part.weight * best
    summed: Floats = total / (sum(each.part.weight for each in asked) + 1e-6) + total / held.totals
    return summed


def part_logits(asked: AskedPart, script: Script, parts: Ints, held: Held) -> tuple[Floats, Floats]:
    """Log odds that the part is each of the parts (of any shape), and their evidence: letters compared for them all."""
    count = len(held.words.words)
    logits, proof = np.full(count + 1, NOT_FOUND), np.zeros(count + 1)
    words = held.words_of(parts)
    for form, found in zip(asked.part.forms, asked.found, strict=False):
        rest = held.words.among(form, script, np.setdiff1d(words, found.words), found.shared)
        for each in (found, rest):
            better = each.logits > logits[each.words]
            logits[each.words[better]] = each.logits[better]
            proof[each.words[better]] = each.features[better, _EVIDENCE]
    spelled = held.forms[parts]
    best = logits[spelled].argmax(-1)[..., None]
    chosen = np.take_along_axis(spelled, best, -1)[..., 0]
    odds, shown = logits[chosen], proof[chosen]
    begins = held.first[parts] == (ord(asked.part.roman[0]) if asked.part.roman else 0)
    short = begins & (held.initial[parts] | (asked.part.kind == "initial"))
    weaker = short & (odds < _INITIAL)
    return np.where(weaker, _INITIAL, odds), np.where(weaker, 0.0, shown)
