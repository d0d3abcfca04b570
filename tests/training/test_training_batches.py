"""The stream of batches: taken up anywhere it goes on the same, whatever the process."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from hashlib import sha256
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import tiny_encoder

from extractors.encoder.pieces import Pieces
from extractors.errors import RunAborted
from extractors.models.tags import TAGS
from extractors.training.encoder import batches, pretrained
from extractors.training.encoder.batches import Batch, Position, stream
from extractors.training.encoder.corpus import Pool, pools

DIGEST = """
import sys; sys.path[:0] = sys.argv[2:]
from pathlib import Path; from test_training_batches import digest; print(digest(Path(sys.argv[1])))
"""


BEGIN = Position()


@cache
def prepared(folder: Path) -> tuple[tuple[Pool, ...], Pieces]:
    given = pretrained.read(tiny_encoder.file(folder / "weights.bin"))
    return pools(tiny_encoder.corpus(folder), "train"), tiny_encoder.pieces(given)


def first(folder: Path, count: int, start: Position = BEGIN) -> list[tuple[Batch, Position]]:
    shown, cut = prepared(folder)
    return list(islice(stream(shown, cut, 7, start), count))


def parts(batch: Batch) -> list[bytes]:
    return [value.tobytes() for value in (batch.pieces, batch.real, batch.row, batch.column, batch.allowed)]


def digest(folder: Path) -> str:
    return sha256(b"".join(part for batch, _ in first(folder, 10) for part in parts(batch))).hexdigest()


def test_the_stream_goes_on_from_any_position(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BLOCK", 5)
    monkeypatch.setattr(batches, "PIECES", 250)
    whole = first(tmp_path, 60)
    assert whole[-1][1].epoch > 0
    for at in range(len(whole) - 1):
        (batch, after), *_ = first(tmp_path, 1, start=whole[at][1])
        assert (parts(batch), after) == (parts(whole[at + 1][0]), whole[at + 1][1])


def test_another_process_makes_the_same_batches(tmp_path: Path) -> None:
    here = Path(__file__)
    for seed in ("1", "2"):
        run = (sys.executable, "-c", DIGEST, str(tmp_path), str(here.parent), str(here.parents[2]))
        done = subprocess.run(
            run, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip() == digest(tmp_path)


def test_batches_hold_what_they_say(tmp_path: Path) -> None:
    for batch, _ in first(tmp_path, 8):
        assert batch.pieces.size <= batches.PIECES
        assert np.array_equal(batch.pieces[:, 0], np.zeros(len(batch.pieces)))
        assert batch.real[batch.row, batch.column].all()
        assert len(batch.row) == len(batch.allowed)
        assert batch.allowed.any(axis=1).all()


def test_labels_that_a_set_never_marks_are_allowed_everywhere(tmp_path: Path) -> None:
    known = [TAGS.index(f"{part}-PERSON") for part in "BIES"]
    unmarked = TAGS.index("S-EVENT")
    for batch, _ in first(tmp_path, 8):
        free = batch.allowed.sum(axis=1) > 1
        assert (batch.allowed[free][:, unmarked] == 1).all()
        certain = batch.allowed[~free]
        assert (certain.argmax(axis=1) != unmarked).all()
        assert certain[:, known].any()


def test_a_folder_without_sets_is_told(tmp_path: Path) -> None:
    with pytest.raises(RunAborted) as told:
        pools(tmp_path, "train")
    assert told.value.code == "TRAIN004"
