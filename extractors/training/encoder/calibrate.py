"""The curves of ``extractors.encoder.calibration``, fitted on held-out sentences and written into ``encoder.onnx``."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx

from extractors.encoder.calibration import log_odds
from extractors.encoder.encoder import ENCODER, Encoder
from extractors.encoder.tagger import with_second
from extractors.evaluation.sets import files, read

Case = tuple[float, bool]
"""A mention's own confidence, and whether it is right."""

MOST = 1500
"""Texts of a set that are read."""
STEPS = 30
SMALLEST = 1e-6
PULL, PULL_OF_LANGUAGE = 1.0, 10.0
"""How strongly a label's curve is held to the straight one, and a language's to the label's: where mentions are few."""
Curve = tuple[float, float]


def calibrate(folder: Path, data: Path) -> dict[str, Curve]:
    """Fit a curve for each label, and for each of a language, put them into the folder's model, and give them back.

    In a label's curve every language counts alike, so that the largest set does not speak for all. Sets whose unmarked
    names are unknown are left out. data: the folder of the training data.
    """
    model = onnx.load(folder / ENCODER)
    _note(model, folder, {})
    curves = fitted(_cases(Encoder(folder), data))
    _note(model, folder, curves)
    return curves


def fitted(cases: dict[str, dict[str, list[Case]]]) -> dict[str, Curve]:
    """The curves of mentions by label and language, named as ``extractors.encoder.calibration`` has them."""
    curves: dict[str, Curve] = {}
    for label, groups in sorted(cases.items()):
        curves[label] = curve(groups)
        for lang, found in sorted(groups.items()):
            curves[f"{lang} {label}"] = curve({lang: found}, curves[label], PULL_OF_LANGUAGE)
    return curves


def curve(groups: dict[str, list[Case]], near: Curve = (1.0, 0.0), pull: float = PULL) -> Curve:
    """Slope and shift with the least log loss, by Newton's method; every group has the weight of every other.

    pull: penalty on the squared distance to near, in log loss
    """
    odds = np.array([log_odds(sure) for cases in groups.values() for sure, _ in cases])
    right = np.array([float(held) for cases in groups.values() for _, held in cases])
    total = len(odds) / len(groups)
    weight = np.concatenate([np.full(len(cases), total / len(cases)) for cases in groups.values()])
    inputs = np.stack([odds, np.ones_like(odds)], axis=1)
    start = np.array(near)

    def loss(at: npt.NDArray[np.float64]) -> float:
        surprise = np.logaddexp(0, inputs @ at) - right * (inputs @ at)
        return float(weight @ surprise + pull / 2 * ((at - start) ** 2).sum())

    found = start.copy()
    for _ in range(STEPS):
        said = np.exp(-np.logaddexp(0, -inputs @ found))
        slope = inputs.T @ (weight * (said - right)) + pull * (found - start)
        bend = (inputs * (weight * said * (1 - said))[:, None]).T @ inputs + pull * np.eye(2)
        step = np.linalg.solve(bend, slope)
        while loss(found - step) > loss(found) and np.abs(step).max() > SMALLEST:
            step /= 2  # a whole step can go too far where nearly all mentions are right
        found = found - step
    return round(float(found[0]), 4), round(float(found[1]), 4)


def _cases(encoder: Encoder, data: Path) -> dict[str, dict[str, list[Case]]]:
    """label -> language -> its mentions."""
    found: dict[str, dict[str, list[Case]]] = defaultdict(lambda: defaultdict(list))
    for marked in (one for path in files(data) for one in read(path) if not one.positive_only):
        tagger = with_second(encoder, marked.lang)
        for record in marked.texts[:MOST]:
            gold = set(record.entities)
            for given in tagger(record.text):
                if given.label in marked.labels:
                    held = (given.start, given.end, given.label) in gold
                    found[given.label][marked.lang].append((given.confidence, held))
    return found


def _note(model: onnx.ModelProto, folder: Path, curves: dict[str, Curve]) -> None:
    onnx.helper.set_model_props(model, {"calibration": json.dumps(curves)})
    new = folder / f"new-{ENCODER}"
    new.write_bytes(model.SerializeToString(deterministic=True))
    new.replace(folder / ENCODER)
