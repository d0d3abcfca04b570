"""The weights of words and of names, fitted to the pools."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from kg.resolve.names.alignment import Floats
from kg.resolve.names.compare import NAME_FEATURES
from kg.resolve.names.index import NameIndex
from kg.resolve.names.logistic import MODEL, models
from kg.resolve.names.parts import parse
from kg.resolve.names.words import WORD_FEATURES, WordIndex, nearest
from kg.resolve.training.match_sets import kept_for_fitting
from kg.resolve.training.pools import Pool, pools

_TABLES = {"Arab": ("ar",), "Cyrl": ("ru", "kk"), "Latn": ("en",)}
_NEAREST = 30
"""Candidates of a question that the weights are fitted to; the others are far behind."""
_LESS_FOUND = NAME_FEATURES.index("less_found")
_NIL = 0.5
"""Share of the questions that count as if their answer were not there."""


def fit_words(folder: Path) -> dict[str, dict[str, object]]:
    """Log odds that two words are the same, from the single words of the pools."""
    found = {}
    for table, langs in _TABLES.items():
        rows: list[Floats] = []
        labels: list[Floats] = []
        for lang in langs:
            for pool in pools(folder, lang):
                _word_rows(pool, rows, labels)
        weights = logistic(np.concatenate(rows), np.concatenate(labels))
        found[f"word/{table}"] = _stored(WORD_FEATURES, weights)
    return found


def _word_rows(pool: Pool, rows: list[Floats], labels: list[Floats]) -> None:
    latin = [parse(name) for name in pool.candidates]
    single = {number: name.parts[0].text for number, name in enumerate(latin) if len(name.parts) == 1}
    index = WordIndex([("Latn", word) for word in dict.fromkeys(single.values())])
    for text, lang, _, gold in pool.asked:
        name = parse(text, lang)
        if len(name.parts) != 1 or gold not in single:
            continue
        shared = index.shared(name.parts[0].forms[0])
        numbers = nearest(shared)
        features = index.compared(name.parts[0].forms[0], name.script, numbers, shared)
        rows.append(features)
        labels.append(np.array([float(index.words[number][1] == single[gold]) for number in numbers]))


def fit_names(folder: Path, chosen: Sequence[str] = tuple(_TABLES)) -> dict[str, dict[str, object]]:
    """Log odds that two names are the same: of the candidates of one question at most one is right, or none."""
    found = {}
    for table in chosen:
        langs = _TABLES[table]
        questions: list[tuple[Floats, int]] = []
        for lang in langs:
            for pool in [*pools(folder, lang), *kept_for_fitting(folder, lang)]:
                questions += _questions(pool)
        found[f"name/{table}"] = _stored(NAME_FEATURES, choice(questions))
    return found


def _questions(pool: Pool) -> list[tuple[Floats, int]]:
    index = NameIndex((name, None) for name in pool.candidates)
    questions = []
    for turn, (text, lang, kind, gold) in enumerate(pool.asked):
        lexicon = kind == "place" and turn % 2 == 0
        numbers, features, _ = index.compared(parse(text, lang), "place" if lexicon else "person")
        nearest = np.argsort(-features[:, _LESS_FOUND], kind="stable")[:_NEAREST]
        place = np.flatnonzero(numbers[nearest] == gold)
        if len(numbers):
            questions.append((features[nearest], int(place[0]) if len(place) else -1))
    return questions


def logistic(rows: Floats, labels: Floats, ridge: float = 1.0) -> Floats:
    """(features + 1,) weights and constant, by Newton's method."""
    rows = np.concatenate([rows, np.ones((len(rows), 1))], 1)
    weights = np.zeros(rows.shape[1])
    penalty = np.full(rows.shape[1], ridge)
    penalty[-1] = 1e-6
    for _ in range(30):
        chance = 1.0 / (1.0 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (labels - chance) - penalty * weights
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(penalty)
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def choice(questions: Sequence[tuple[Floats, int]], ridge: float = 1e-4, steps: int = 1500) -> Floats:
    """(features + 1,) weights of a choice among the candidates of a question and "none of them", whose log odds are 0.

    Each question counts twice: with its answer, and with the answer taken out.
    """
    most = max(len(features) for features, _ in questions)
    width = questions[0][0].shape[1]
    rows = np.zeros((len(questions), most, width + 1))
    there = np.zeros((len(questions), most), bool)
    gold = np.array([answer for _, answer in questions])
    for at, (features, _) in enumerate(questions):
        rows[at, : len(features), :width], rows[at, : len(features), width] = features, 1.0
        there[at, : len(features)] = True
    held = np.flatnonzero(gold >= 0)
    robbed = there.copy()
    robbed[held, gold[held]] = False
    wanted = np.zeros(there.shape)
    wanted[held, gold[held]] = 1.0
    weights, first, second = np.zeros(width + 1), np.zeros(width + 1), np.zeros(width + 1)
    for step in range(1, steps + 1):
        odds = rows @ weights
        slope = _slope(rows, odds, there, wanted) * (1 - _NIL) + _slope(rows, odds, robbed, wanted * 0) * _NIL
        slope -= ridge * weights
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        rate = 0.2 * min(1.0, 2.0 * (1 - step / (steps + 1)))
        weights = weights + rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return weights


def _slope(rows: Floats, odds: Floats, there: Floats | np.ndarray, wanted: Floats) -> Floats:
    odds = np.where(there, odds, -np.inf)
    top = np.maximum(odds.max(1, initial=0.0), 0.0)[:, None]
    worth = np.exp(odds - top)
    chance = worth / (worth.sum(1, keepdims=True) + np.exp(-top))
    slope: Floats = np.einsum("qc,qcf->f", wanted - chance, rows) / len(rows)
    return slope


def _stored(names: Sequence[str], weights: Floats) -> dict[str, object]:
    return {
        "weights": {name: round(float(weight), 4) for name, weight in zip(names, weights[:-1], strict=True)},
        "constant": round(float(weights[-1]), 4),
    }


def kept(beginning: str) -> dict[str, dict[str, object]]:
    """The stored models whose key begins so: names are fitted with the new words, but others may read the file then."""
    stored = json.loads(MODEL.read_text("utf-8"))
    return {key: model for key, model in stored.items() if key.startswith(beginning)}


def save(parts: Sequence[dict[str, dict[str, object]]], out: Path = MODEL) -> None:
    """Write the models; what is held of the old ones in memory is dropped."""
    joined = {key: value for part in parts for key, value in part.items()}
    out.write_text(json.dumps(joined, indent=1) + "\n", "utf-8")
    models.cache_clear()
