"""Why two names are, or are not, held to be one: their parts, the letters that go together, and every weight."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kg.resolve.names.alignment import LONGEST, NEW, Table, piece_code, tables
from kg.resolve.names.compare import NAME_FEATURES
from kg.resolve.names.index import NameIndex
from kg.resolve.names.logistic import models, sigmoid
from kg.resolve.names.parts import Name, Part, parse
from kg.resolve.names.words import table_of


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters of one spelling and those of the other that stand for them, with how often they do (0 to 1)."""

    left: str
    right: str
    share: float


@dataclass(frozen=True, slots=True)
class PartPair:
    """Two parts that go together, each in the spelling that was compared."""

    left: Part
    right: Part
    letters: tuple[Letters, ...]


@dataclass(frozen=True, slots=True)
class Contribution:
    """One feature, its value, and what it adds to the log odds."""

    feature: str
    value: float
    added: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """What speaks for and against two names being one.

    score  probability, whose log odds are the sum of constant and contributions
    left_over, right_over  parts without a fellow
    """

    left: Name
    right: Name
    score: float
    pairs: tuple[PartPair, ...]
    left_over: tuple[Part, ...]
    right_over: tuple[Part, ...]
    constant: float
    contributions: tuple[Contribution, ...]


def explain(left: tuple[str, str | None], right: tuple[str, str | None], kind: str | None = None) -> Explanation | None:
    """Compare two names, each (text, language or None); None where nothing in them could be compared.

    Every word counts as one that a single name of two thousand holds, as there are no other candidates.
    """
    index = NameIndex([right])
    matches = index.match(*left, kind=kind, most=1)
    if not matches:
        return None
    match, asked, other = matches[0], parse(*left), index.names[0]
    model = models()[f"name/{table_of(asked.script, other.script)}"]
    contributions = [
        Contribution(feature, value, value * float(weight))
        for feature, value, weight in zip(NAME_FEATURES, match.features, model.weights, strict=True)
    ]
    pairs = tuple(
        PartPair(
            asked.parts[one], other.parts[two], letters(asked.parts[one], asked.script, other.parts[two], other.script)
        )
        for one, two in match.pairs
    )
    mine, theirs = {one for one, _ in match.pairs}, {two for _, two in match.pairs}
    return Explanation(
        asked,
        other,
        float(sigmoid(np.array(match.logit))),
        pairs,
        tuple(part for at, part in enumerate(asked.parts) if at not in mine),
        tuple(part for at, part in enumerate(other.parts) if at not in theirs),
        model.constant,
        tuple(sorted(contributions, key=lambda each: -abs(each.added))),
    )


def letters(left: Part, left_script: str, right: Part, right_script: str) -> tuple[Letters, ...]:
    """The likeliest way in which the letters of two parts go together, by the table of their scripts."""
    name = table_of(left_script, right_script)
    table = tables()[name]
    if name == "Latn":
        return _path(table, left.roman, right.roman)
    if left_script == name:
        return _path(table, left.text, right.roman)
    return tuple(Letters(each.right, each.left, each.share) for each in _path(table, right.text, left.roman))


def _path(table: Table, word: str, roman: str) -> tuple[Letters, ...]:
    source, spelled = f"^{word}$", f"^{roman}$"
    best: dict[tuple[int, int], tuple[float, tuple[Letters, ...]]] = {(0, 0): (0.0, ())}
    for one in range(len(source)):
        for other in range(len(spelled) + 1):
            if (one, other) not in best:
                continue
            before, path = best[one, other]
            for reach in (1, 2):
                for size in range(LONGEST + 1):
                    chance, share = _chance(table, source[one : one + reach], spelled[other : other + size])
                    if chance <= 0 or one + reach > len(source) or other + size > len(spelled):
                        continue
                    to, value = (one + reach, other + size), before + float(np.log(chance))
                    if to not in best or value > best[to][0]:
                        step = Letters(source[one : one + reach], spelled[other : other + size], share)
                        best[to] = (value, (*path, step))
    found = best.get((len(source), len(spelled)), (0.0, ()))[1]
    named = (Letters(each.left.strip("^$"), each.right.strip("^$"), each.share) for each in found)
    return tuple(each for each in named if each.left or each.right)


def _chance(table: Table, piece: str, roman: str) -> tuple[float, float]:
    """Joint probability of two pieces, and the share of the first's spellings that the second has."""
    new = table.graphemes[NEW] if len(piece) == 1 else 0
    row = table.graphemes.get(piece, new)
    joint = float(table.joint[row, table.spelled[piece_code(roman)]])
    return joint, round(joint / max(float(table.joint[row].sum()), 1e-12), 3)
