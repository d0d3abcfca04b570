"""Documents whose editors say who each name is, as questions; weights fitted to them, and how often they are right.

Sources: a sample of Foreign Relations of the United States and the person authority of its editors (public domain).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kg.resolve.authority.decide import Models, Question, chances, questions
from kg.resolve.authority.entries import Entry
from kg.resolve.authority.features import BESIDE, FEATURES
from kg.resolve.authority.known import Known, known
from kg.resolve.authority.lookup import Lookup
from kg.resolve.authority.page import page
from kg.resolve.names.logistic import Floats, Logistic
from kg.resolve.training.background import background_of
from kg.resolve.training.choices import Choice, fit_choices

_MOST = 4
"""Mentions of one name of a document that count; the root of them."""
ROUNDS = 2
ROBBED = 0.2
"""Share that each question counts with its right person taken out."""


@dataclass(frozen=True)
class Asked:
    """One document: what is asked of it, the entries it is asked of, and whom the editors say.

    answers  for each question: number of an entry (-1: not in the list) -> how many mentions
    lost, nobody  mentions for which there is no candidate at all: of persons in the list, of others
    """

    key: str
    volume: str
    entries: Sequence[Known]
    questions: tuple[Question, ...]
    answers: tuple[dict[int, int], ...]
    lost: int
    nobody: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """One mention: the likeliest entry's probability, whether it is the right one, whether the right one is listed."""

    score: float
    right: bool
    listed: bool


def entries_of(gold: Path, without: frozenset[str] = frozenset()) -> list[Entry]:
    """The person authority as entries, some left out."""
    found = []
    for line in (gold / "people_authority.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        if record["person_id"] not in without:
            names = dict.fromkeys([record["preferred"], *record["names"]])
            born, died = (int(record[key]) if record[key].isdecimal() else None for key in ("birth_year", "death_year"))
            forms = tuple((name, None) for name in names if name)
            found.append(Entry(record["person_id"], "PERSON", forms, born, died, record["remarks"]))
    return found


def ask(
    gold: Path, background: str = "none", without: frozenset[str] = frozenset(), most: int | None = None
) -> list[Asked]:
    """The questions of every document.

    background  none; all: with all persons lists; held: each document without its own volume's list
    without     ids of persons to leave out of the list;  most  documents to ask, all where None
    """
    entries = entries_of(gold, without)
    bare = known(entries, None)
    lookup = Lookup(bare)
    lines = (gold / "sample" / "frus_dev.jsonl").read_text("utf-8").splitlines()[:most]
    by_volume: dict[str, list[dict]] = {}  # type: ignore[type-arg]
    for line in lines:
        document = json.loads(line)
        by_volume.setdefault(document["volume"], []).append(document)
    shared = known(entries, background_of(gold)) if background == "all" else bare
    numbers = {entry.key: number for number, entry in enumerate(entries)}
    found = []
    for volume in sorted(by_volume):
        these = known(entries, background_of(gold, {volume})) if background == "held" else shared
        found += [_asked(document, these, lookup, numbers) for document in by_volume[volume]]
    return found


def _asked(document: dict, entries: Sequence[Known], lookup: Lookup, numbers: dict) -> Asked:  # type: ignore[type-arg]
    spans = [span for span in document["spans"] if span["label"] == "PERSON"]
    read = page(
        document["text"],
        [(span["start"], span["end"], "PERSON") for span in spans],
        "en",
        document["date"],
        document["place"] or "",
        document["title"] or "",
    )
    asked = questions(read, entries, lookup, "en")
    answers = tuple(
        dict(
            Counter(
                numbers.get(spans[n]["person_id"], -1) for n in read.names[q.name].numbers if "person_id" in spans[n]
            )
        )
        for q in asked
    )
    answered = {number for q in asked for number in read.names[q.name].numbers}
    rest = [span["person_id"] in numbers for n, span in enumerate(spans) if n not in answered and "person_id" in span]
    return Asked(
        document["doc_id"], document["volume"], entries, tuple(asked), answers, sum(rest), len(rest) - sum(rest)
    )


def train(asked: Sequence[Asked], least: float, robbed: float = ROBBED, without: Sequence[str] = ()) -> Models:
    """Both models; asked may hold a document twice, with and without its own volume's list.

    without  features that may not count
    robbed  ridge of the fit, as in ``fit_choices``
    """
    used = np.array([*(float(name not in without) for name in FEATURES), 1.0])
    alone = used.copy()
    alone[len(FEATURES) - BESIDE : len(FEATURES)] = 0.0
    first = fit_choices([c for each in asked for c in _choices(each.questions, each.answers)], alone, robbed)
    second = first
    for _ in range(ROUNDS):
        by = Models(_logistic(first), _logistic(second))
        full = [(chances(each.questions, each.entries, by)[0], each.answers) for each in asked]
        second = fit_choices([c for q, answers in full for c in _choices(q, answers)], used, robbed)
    return Models(_logistic(first), _logistic(second), least)


def _choices(asked: Sequence[Question], answers: Sequence[dict[int, int]]) -> list[Choice]:
    found = []
    for question, answer in zip(asked, answers, strict=True):
        if answer:
            gold = max(sorted(answer), key=lambda number: answer[number])
            place = question.candidates.index(gold) if gold in question.candidates else -1
            found.append(Choice(question.rows, place, min(sum(answer.values()), _MOST) ** 0.5))
    return found


def _logistic(weights: Floats) -> Logistic:
    return Logistic(FEATURES, weights[:-1], float(weights[-1]))


def outcomes(asked: Sequence[Asked], by: Models) -> list[Outcome]:
    """One for each mention whose person the editors say."""
    found = []
    for each in asked:
        _, likely = chances(each.questions, each.entries, by)
        for question, answer, chance in zip(each.questions, each.answers, likely, strict=True):
            best = int(chance.argmax())
            for gold, times in answer.items():
                right = question.candidates[best] == gold
                found += [Outcome(float(chance[best]), right, gold >= 0)] * times
        found += [Outcome(0.0, False, True)] * each.lost + [Outcome(0.0, False, False)] * each.nobody
    return found


def cross_validate(
    tested: Sequence[Asked],
    trained: Sequence[Asked],
    fold: Callable[[Asked], int],
    folds: int = 5,
    without: Sequence[str] = (),
    robbed: float = ROBBED,
) -> list[Outcome]:
    """Outcomes of each fold with weights fitted to the others; robbed and without as in ``train``."""
    found: list[Outcome] = []
    for number in range(folds):
        by = train([each for each in trained if fold(each) != number], 0.0, robbed, without)
        found += outcomes([each for each in tested if fold(each) == number], by)
    return found
