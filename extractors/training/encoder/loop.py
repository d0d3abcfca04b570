"""Steps until as many are done as were asked for, with checkpoints and a look at held-out sentences on the way."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from extractors.training.encoder import checkpoint
from extractors.training.encoder.batches import stream
from extractors.training.encoder.corpus import Pool
from extractors.training.encoder.examples import Cut
from extractors.training.encoder.held_out import average_scores
from extractors.training.encoder.model import Tagger
from extractors.training.encoder.pretrained import Pretrained
from extractors.training.encoder.run import Plan, Run

TOLD, SAVED, TRIED = 50, 250, 1000
"""Steps between words about the loss, between checkpoints, and between looks at held-out sentences."""
GLANCE = 150
"""Held-out sentences of each set that are looked at on the way."""


def begin(plan: Plan, given: Pretrained) -> Run:
    """A run at its first step. Sets torch's seed, number of threads and exactness for this process."""
    torch.manual_seed(plan.seed)
    torch.set_num_threads(plan.threads)
    torch.use_deterministic_algorithms(True)
    return Run(Tagger(given, plan.frozen), plan)


def go_on(
    run: Run,
    shown: tuple[Pool, ...],
    held_out: tuple[Pool, ...],
    cut: Cut,
    where: Path,
    say: Callable[[str], None],
    saved: int = SAVED,
) -> None:
    """Train to the last step of the plan, from the checkpoint in ``where`` if there is one.

    A run that was killed and is taken up again ends with the same weights as one that was not.
    """
    if checkpoint.resume(run, where):
        say(f"taken up at step {run.step} of {run.plan.steps}")
    run.model.train()
    began, pieces, losses = time.monotonic(), run.pieces, list[float]()
    if run.step < run.plan.steps:
        for batch, after in stream(shown, cut, run.plan.seed, run.position):
            losses.append(run.learn(batch, after))
            if run.step % TOLD == 0:
                speed = (run.pieces - pieces) / (time.monotonic() - began)
                say(f"step {run.step} epoch {after.epoch} loss {np.mean(losses):.4f} {speed:.0f} pieces/s")
                losses = []
            last = run.step == run.plan.steps
            if last or run.step % saved == 0:
                checkpoint.save(run, where)
            if last:
                break
            if run.step % TRIED == 0:
                marks = average_scores(run, held_out, cut, GLANCE)
                say("held out " + " ".join(f"{name} {score.f1():.1f}" for name, score in marks.items()))
