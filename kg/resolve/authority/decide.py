"""Who of the list each name of a document means: every name by itself, then all of them beside each other."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

from kg.resolve.authority.beside import beside, company
from kg.resolve.authority.features import BESIDE, FEATURES, alone, best_pairing, fuller
from kg.resolve.authority.known import Known
from kg.resolve.authority.lookup import Lookup
from kg.resolve.authority.page import Page
from kg.resolve.evidence.names import FEATURES as NAME_PARTS
from kg.resolve.names.logistic import Floats, Logistic, shares

MODEL = Path(__file__).with_name("model.json")
_AGAINST = NAME_PARTS.index("parts_against")
_SHARED = NAME_PARTS.index("parts_shared")
_INITIALS = NAME_PARTS.index("initials_shared")
_RENOWN = FEATURES.index("renown")
_MOST_BEARERS = 20
_NEAR = 0.2
ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Question:
    """A name of the page, by its place there.  candidates  numbers of entries;  rows  (candidates, features)"""

    name: int
    candidates: tuple[int, ...]
    rows: Floats


@dataclass(frozen=True)
class Models:
    """first  without the features of the other names;  second  with all of them;  least  score of an answer"""

    first: Logistic
    second: Logistic
    least: float = 0.0


@cache
def models(informed: bool) -> Models:
    """The stored weights.  informed  for lists whose entries the background mostly knows"""
    stored = json.loads(MODEL.read_text("utf-8"))["informed" if informed else "plain"]
    first, second = (
        Logistic(FEATURES, np.array([stored[key]["weights"].get(n, 0.0) for n in FEATURES]), stored[key]["constant"])
        for key in ("first", "second")
    )
    return Models(first, second, stored["least"])


def questions(page: Page, entries: Sequence[Known], lookup: Lookup, lang: str | None) -> list[Question]:
    """The candidates of each name of a page, with all features but those of the other names.

    An entry of whom every name has a whole word against the name asked for is no candidate.
    """
    found: list[tuple[tuple[int, ...], list[list[float]]]] = []
    fits: list[frozenset[int]] = []
    for name in page.names:
        paired = [(number, best_pairing(name, entries[number], lang)) for number in lookup.candidates(name.form)]
        numbers = tuple(number for number, one in paired if not one.contradicts)
        made = [one for _, one in paired if not one.contradicts]
        found.append((numbers, [alone(name, entries[n], one, page) for n, one in zip(numbers, made, strict=True)]))
        fits.append(frozenset(n for n, one in zip(numbers, made, strict=True) if not one.values[_AGAINST]))
    longer_names = fuller([name.form for name in page.names])
    asked = []
    for at, (numbers, rows) in enumerate(found):
        if not numbers:
            continue
        longer = [fits[other] for other in longer_names[at]]
        for number, row in zip(numbers, rows, strict=True):
            agrees = any(number in each for each in longer)
            row += [float(agrees), float(bool(longer) and not agrees), float(not longer)]
        asked.append(Question(at, numbers, _among(np.array(rows))))
    return asked


def _among(rows: Floats) -> Floats:
    """With what the candidates are beside each other: how many bear the name, who is best known, whose is nearest."""
    rank = rows[:, _SHARED] + 0.4 * rows[:, _INITIALS] - 2.0 * rows[:, _AGAINST]
    equal = rank >= rank.max() - _NEAR
    best = np.where(equal, rows[:, _RENOWN], -1.0)
    bearers = np.full(len(rows), np.log(min(int(equal.sum()), _MOST_BEARERS)))
    most = (best >= best.max()) * float(equal.sum() > 1)
    more = np.stack([bearers, most, equal.astype(np.float64), *([np.zeros(len(rows))] * BESIDE)], -1)
    return np.concatenate([rows, more], 1)


def chances(asked: Sequence[Question], entries: Sequence[Known], by: Models) -> tuple[list[Question], list[Floats]]:
    """The questions with all features, and the probability of each candidate; what is missing to 1 is nobody's."""
    found = [shares(by.first.logit(question.rows)) for question in asked]
    full = list(asked)
    for _ in range(ROUNDS):
        others = company([question.candidates for question in asked], [each.tolist() for each in found])
        full = []
        for question in asked:
            rows = question.rows.copy()
            rows[:, -BESIDE:] = beside(question.candidates, others, entries)
            full.append(replace(question, rows=rows))
        found = [shares(by.second.logit(question.rows)) for question in full]
    return full, found
