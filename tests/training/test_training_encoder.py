"""The trainer itself, on an encoder so small that it takes seconds: exact, resumable, and it learns."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import tiny_encoder

torch = pytest.importorskip("torch", reason="the extra training is not installed")

from extractors.errors import RunAborted  # noqa: E402
from extractors.training.encoder import batches, checkpoint, loop, pretrained, schedule  # noqa: E402
from extractors.training.encoder.batches import Batch, stream  # noqa: E402
from extractors.training.encoder.corpus import pools  # noqa: E402
from extractors.training.encoder.held_out import average_scores, scores  # noqa: E402
from extractors.training.encoder.model import loss  # noqa: E402
from extractors.training.encoder.run import Plan, Run  # noqa: E402
from extractors.training.encoder.schedule import factor  # noqa: E402

PLAN = Plan(steps=14, seed=7, frozen=1, threads=1, data="tiny")


class Killed(BaseException):
    """Stands for a signal."""


def train(folder: Path, where: Path, plan: Plan = PLAN) -> Run:
    given = pretrained.read(tiny_encoder.file(folder / "weights.bin"))
    data = tiny_encoder.corpus(folder)
    run = loop.begin(plan, given)
    cut = tiny_encoder.pieces(given)
    loop.go_on(run, pools(data, "train"), pools(data, "dev"), cut, where, lambda line: None, saved=4)
    return run


def same(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor]) -> bool:
    return one.keys() == other.keys() and all(torch.equal(value, other[name]) for name, value in one.items())


@pytest.mark.parametrize("killed_at", [1, 4, 6, 13])
def test_a_killed_run_ends_with_the_same_weights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed_at: int
) -> None:
    monkeypatch.setattr(batches, "BLOCK", 30)
    whole = train(tmp_path, tmp_path / "whole")
    learn = Run.learn

    def until(run: Run, *given: object) -> float:
        if run.step == killed_at:
            raise Killed
        return learn(run, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(loop, "TRIED", 5)  # looks on the way change nothing either
    with monkeypatch.context() as patch:
        patch.setattr(Run, "learn", until)
        with pytest.raises(Killed):
            train(tmp_path, tmp_path / "cut")
    assert (tmp_path / "cut" / checkpoint.NAME).exists() == (killed_at >= 4)
    resumed = train(tmp_path, tmp_path / "cut")
    assert resumed.step == whole.step == PLAN.steps
    assert (resumed.pieces, resumed.words, resumed.position) == (whole.pieces, whole.words, whole.position)
    assert same(resumed.average, whole.average)
    assert same(resumed.model.state_dict(), whole.model.state_dict())


def test_the_frozen_layers_stay_and_the_others_learn(tmp_path: Path) -> None:
    given = pretrained.read(tiny_encoder.file(tmp_path / "weights.bin"))
    run = train(tmp_path, tmp_path / "checkpoints")
    now = run.model.state_dict()
    for name, value in given.layers.items():
        assert np.array_equal(now[name].numpy(), value) == name.startswith("layers.0."), name


def test_a_checkpoint_of_another_plan_is_not_taken_up(tmp_path: Path) -> None:
    train(tmp_path, tmp_path / "checkpoints")
    with pytest.raises(RunAborted) as told:
        train(tmp_path, tmp_path / "checkpoints", replace(PLAN, seed=8, data="other"))
    assert told.value.code == "TRAIN005"
    assert "data, seed" in told.value.message


def test_finished_weights_are_the_averages_of_any_checkpoint(tmp_path: Path) -> None:
    run = train(tmp_path, tmp_path)
    found = checkpoint.averaged(tmp_path / checkpoint.NAME)
    assert same(found["weights"], run.average)
    assert found["step"] == PLAN.steps
    bare = tmp_path / "bare.pt"
    torch.save({"model": {}, "ema": run.average, "skip": 3}, bare)
    assert same(checkpoint.averaged(bare)["weights"], run.average)


def test_it_learns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "TOP", 4e-3)  # so little learns faster
    run = train(tmp_path, tmp_path / "checkpoints", replace(PLAN, steps=120, frozen=0))
    given = pretrained.read(tmp_path / "weights.bin")
    present = run.model.state_dict()["head.weight"].clone()
    held_out, cut = pools(tmp_path, "dev")[-1:], tiny_encoder.pieces(given)
    assert average_scores(run, held_out, cut)["uner_ewt"].f1() > 50
    assert torch.equal(run.model.state_dict()["head.weight"], present)
    assert average_scores(loop.begin(PLAN, given), held_out, cut)["uner_ewt"].f1() < 10


def batch_and_run(folder: Path) -> tuple[Batch, Run]:
    given = pretrained.read(tiny_encoder.file(folder / "weights.bin"))
    shown = pools(tiny_encoder.corpus(folder), "train")
    (batch, _), *_ = islice(stream(shown, tiny_encoder.pieces(given), 7), 1)
    return batch, loop.begin(PLAN, given)


def test_the_loss_is_the_summed_probability_of_what_is_allowed(tmp_path: Path) -> None:
    batch, _ = batch_and_run(tmp_path)
    given = np.random.default_rng(1).normal(size=batch.allowed.shape)
    odds = np.exp(given) / np.exp(given).sum(axis=1, keepdims=True)
    expected = -np.log((odds * batch.allowed).sum(axis=1)).mean()
    assert float(loss(torch.from_numpy(given), batch)) == pytest.approx(expected)


def test_scores_of_a_sentence_do_not_hang_on_its_neighbours(tmp_path: Path) -> None:
    _, run = batch_and_run(tmp_path)
    cut = tiny_encoder.pieces(pretrained.read(tmp_path / "weights.bin"))
    sentences = [sentence for pool in pools(tmp_path, "dev") for sentence in pool.sentences]
    for alone, sentence in zip(scores(run.model, sentences, cut)[::17], sentences[::17], strict=True):
        assert scores(run.model, [sentence], cut)[0] == pytest.approx(alone, abs=1e-5)


def test_rates_rise_then_fall_to_a_fiftieth() -> None:
    factors = [factor(step, 200) for step in range(200)]
    top = factors.index(1.0)
    assert top == 9
    assert factors[: top + 1] == sorted(factors[: top + 1])
    assert factors[top:] == sorted(factors[top:], reverse=True)
    assert factors[-1] == pytest.approx(0.02)
    assert min(factor(step, steps) for steps in (1, 2, 3, 10) for step in range(steps)) > 0
