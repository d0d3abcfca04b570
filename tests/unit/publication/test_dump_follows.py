"""A dump that follows a change is, byte for byte, the dump that is made whole."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
from changing_world import IRIS, Memory, delta, states

from kg.publication.dumps import make_dump, update_dump
from kg.publication.members import lengths, with_length
from kg.store.pieces import pack


def test_followed_or_made_whole_is_the_same(tmp_path: Path) -> None:
    walk = states(1, 6)
    before = next(walk)
    make_dump("nq", tmp_path / "0", Memory(before), IRIS)
    for number, after in enumerate(walk, 1):
        last, path, whole = tmp_path / str(number - 1), tmp_path / str(number), tmp_path / "whole"
        assert update_dump(path, last, Memory(after), Memory(before), IRIS, delta(before, after))
        make_dump("nq", whole, Memory(after), IRIS)
        assert path.read_bytes() == whole.read_bytes()
        assert set(gzip.decompress(path.read_bytes()).decode().splitlines(keepends=True)) == after
        before = after
    # A file whose members are fewer than the graphs is not of this store.
    cut = next(lengths(io.BytesIO(path.read_bytes())))
    (tmp_path / "short").write_bytes(path.read_bytes()[cut:])
    new, old = Memory(after), Memory(before)
    assert not update_dump(tmp_path / "x", tmp_path / "short", new, old, IRIS, delta(before, after))


def test_members_that_tell_nothing_are_refused() -> None:
    told = with_length(*pack(b"a" * 99)) + with_length(*pack(b""))
    assert gzip.decompress(told) == b"a" * 99
    assert sum(lengths(io.BytesIO(told))) == len(told)
    for bad in (*pack(b"a"), told[:-1], told + b"\x00", told + pack(b"b")[0]):
        with pytest.raises(ValueError, match="length"):
            list(lengths(io.BytesIO(bad)))
