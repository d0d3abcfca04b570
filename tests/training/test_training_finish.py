"""From trained weights to the files of the tier, and a card whose scores are those of these files."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny_encoder

pytest.importorskip("torch", reason="the extra training is not installed")
pytest.importorskip("onnx", reason="the extra training is not installed")

from extractors.encoder.encoder import Encoder
from extractors.encoder.tagger import with_second
from extractors.training.encoder import checkpoint, loop, pretrained, schedule
from extractors.training.encoder.corpus import pools
from extractors.training.encoder.finish import finish
from extractors.training.encoder.run import Plan


def test_what_is_trained_is_written_with_its_card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "TOP", 4e-3)
    given = pretrained.read(tiny_encoder.file(tmp_path / "weights.bin"))
    data, out = tiny_encoder.corpus(tmp_path / "data"), tmp_path / "out"
    run = loop.begin(Plan(steps=120, seed=7, frozen=0, threads=1, data="tiny"), given)
    cut = tiny_encoder.pieces(given)
    loop.go_on(run, pools(data, "train"), pools(data, "dev"), cut, tmp_path, lambda line: None)
    said: list[str] = []
    finish(checkpoint.averaged(tmp_path / checkpoint.NAME), given, data, out, said.append)
    assert {path.name for path in out.iterdir()} == {"encoder.onnx", "pieces.npz", "README.md"}
    card = (out / "README.md").read_text("utf-8")
    assert "- 120 steps, " in card
    assert "seed 7, 1 threads, the lowest 0 layers frozen" in card
    scores = card.split("## Scores")[1].splitlines()
    (row,) = [line.split("|") for line in scores if line.startswith("| uner_ewt |")]
    assert float(row[2]) > 50
    assert f"en uner_ewt F1 {row[2].strip()}" in said
    tagger = with_second(Encoder(out), "en")
    assert "PERSON" in {mention.label for mention in tagger("They met Bert in Elba, and left.")}


def test_the_same_weights_give_the_same_files(tmp_path: Path) -> None:
    given = pretrained.read(tiny_encoder.file(tmp_path / "weights.bin"))
    data = tiny_encoder.corpus(tmp_path / "data", count=5)
    run = loop.begin(Plan(steps=1, seed=7, frozen=0, threads=1, data="tiny"), given)
    state = {"weights": run.average}
    for name in ("one", "two"):
        finish(state, given, data, tmp_path / name, lambda line: None)
    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name
