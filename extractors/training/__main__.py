"""``python -m extractors.training --data FOLDER --out FOLDER [--lang en,ar,ru,kk] [--epochs N]``."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np

from extractors.models.network import Network as Trained
from extractors.training import batches, calibrate, card, data, lexicon, quantise
from extractors.training.network import Batch, Network
from extractors.training.quantise import Arrays
from extractors.training.score import score

SEED = 20
RATE = 2e-3


def train(lang: str, folder: Path, out: Path, epochs: int) -> None:
    """Train one language, write ``<lang>.npz`` and its card. Same data, seed and machine: the same weights."""
    began = time.monotonic()
    sets = {path.parent.name: data.read(path) for path in sorted((folder / lang).glob("*/train.jsonl.gz"))}
    held_out = {path.parent.name: data.read(path) for path in sorted((folder / lang).glob("*/dev.jsonl.gz"))}
    sentences = [sentence for name in sorted(sets) for sentence in sets[name]]
    names = lexicon.build(lang, folder)
    network = Network(np.random.default_rng(SEED))
    sample: list[Batch] = []
    for number in range(epochs):
        losses: list[float] = []
        for batch in batches.epoch(sentences, lang, names, seed=SEED + number):
            done = (number + (len(losses) / 400 if losses else 0)) / epochs
            losses.append(network.learn(batch, RATE * max(0.05, 1 - done), dropout=0.3))
            if network.step % 5 == 0:
                network.remember(max(0.02, 1 / (1 + network.step / 5)))
            if number == 0 and len(sample) < 20:
                sample.append(batch)
        print(f"{lang} epoch {number} loss {np.mean(losses):.4f} {time.monotonic() - began:.0f}s", file=sys.stderr)
    stored = quantise.quantise(network.average, sample)
    stored["lexicon_hash"] = np.array(sorted(names), np.uint32)
    stored["lexicon_kind"] = np.array([names[key] for key in sorted(names)])
    path = out / f"{lang}.npz"
    stored["temperature"] = np.array(1.0)
    _save(path, stored)
    calibration = [s for name in sorted(held_out) for s in held_out[name]]
    stored["temperature"] = np.array(calibrate.temperature(Trained(path), calibration))
    _save(path, stored)
    model = Trained(path)
    scores = {name: score(model, held_out[name]) for name in sorted(held_out)}
    (out / f"{lang}.md").write_text(card.text(lang, sets, scores, model.temperature, epochs), "utf-8")
    for name, result in scores.items():
        print(f"{lang} {name} dev F1 {result.f1():.1f}", file=sys.stderr)


def _save(path: Path, arrays: Arrays) -> None:
    np.savez_compressed(path, allow_pickle=False, **arrays)


def main() -> None:
    """Train the languages asked for, one after the other; a language that is done can be left out by --lang."""
    parser = argparse.ArgumentParser(description="Train the taggers with fixed seeds.")
    parser.add_argument("--data", type=Path, required=True, help="folder with <language>/<set>/train.jsonl.gz")
    parser.add_argument("--out", type=Path, default=Path("extractors/models"))
    parser.add_argument("--lang", default="en,ar,ru,kk")
    parser.add_argument("--epochs", type=int, default=16)
    asked = parser.parse_args()
    for lang in asked.lang.split(","):
        train(lang, asked.data, asked.out, asked.epochs)


main()
