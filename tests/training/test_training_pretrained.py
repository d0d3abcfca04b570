"""The pretrained weights: read as they were written, or not at all."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
import tiny_encoder

from extractors.errors import InputRejected
from extractors.training.encoder import pretrained


def test_every_value_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tiny_encoder.file(tmp_path / "weights.bin")
    given, data = pretrained.read(path), path.read_bytes()
    assert given.texts == tiny_encoder.TEXTS
    assert given.normal == tiny_encoder.NORMAL
    assert given.sizes == pretrained.Sizes(32, 3, 2, 64, 512, pytest.approx(1e-12))
    assert tiny_encoder.packed(given.nibbles, given.scales) in data
    assert given.norm_weight.tobytes() in data
    table = pretrained.values(given.nibbles, given.scales)
    for row, at in ((0, 0), (5, 15), (7, 16), (9, 31)):
        scale, block = struct.unpack("<e16s", tiny_encoder.packed(given.nibbles[row], given.scales[row]))
        nibble = block[at] & 15 if at < 16 else block[at - 16] >> 4
        assert table[row, at] == pytest.approx((nibble - 8) * scale)
    assert {value.dtype for value in given.layers.values()} == {np.dtype(np.float32)}
    assert given.layers["layers.2.qkv.weight"].shape == (96, 32)


def test_a_file_that_ends_early_or_is_another_is_told(tmp_path: Path) -> None:
    whole = tiny_encoder.file(tmp_path / "weights.bin").read_bytes()
    other = tmp_path / "other.bin"
    for data in (b"", b"PK\x03\x04" + whole[4:], *(whole[: len(whole) * part // 12] for part in range(12))):
        other.write_bytes(data)
        with pytest.raises(InputRejected) as told:
            pretrained.read(other)
        assert told.value.code == "TRAIN003"
        assert told.value.where == str(other)
