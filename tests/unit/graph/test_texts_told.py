"""What was told of texts one after the other tells what differs between the first and the last."""

from __future__ import annotations

from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.store.texts import GraphTexts, TextMissing

_LINES = st.frozensets(st.integers(0, 5).map(lambda number: f"<http://e/{number}> <http://e/p> <http://e/o> .\n"))


def _name(lines: frozenset[str]) -> str:
    return sha256("".join(sorted(lines)).encode()).hexdigest()


@given(st.lists(_LINES, min_size=2, max_size=6))
def test_by_way_of_others(tmp_path_factory: pytest.TempPathFactory, versions: list[frozenset[str]]) -> None:
    texts = GraphTexts(tmp_path_factory.mktemp("texts") / "texts.sqlite")
    for one, other in pairwise(versions):
        texts.tell(_name(one), _name(other), sorted(one - other), sorted(other - one))
    first, last = versions[0], versions[-1]
    gone, come = texts.told(_name(first), _name(last)) or ([], [])
    assert [line.decode() for line in gone] == sorted(first - last)
    assert [line.decode() for line in come] == sorted(last - first)
    assert texts.told(_name(last), _name(frozenset({"never told"}))) is None


def test_nothing_is_told_after_a_sweep(tmp_path: Path) -> None:
    texts = GraphTexts(tmp_path / "texts.sqlite")
    one, other = sha256(b"1").hexdigest(), sha256(b"2").hexdigest()
    assert texts.told(one, other) is None
    texts.tell(one, other, [], ["<http://e/a> <http://e/p> <http://e/o> .\n"])
    assert texts.told(one, other) is not None
    texts.sweep(())
    assert texts.told(one, other) is None


@given(_LINES, _LINES)
def test_between_two_texts_by_their_pieces(
    tmp_path_factory: pytest.TempPathFactory, one: frozenset[str], other: frozenset[str]
) -> None:
    texts = GraphTexts(tmp_path_factory.mktemp("texts") / "texts.sqlite")
    shared = frozenset(f"<http://e/x{number}> <http://e/p> <http://e/o> .\n" for number in range(9))
    with pytest.MonkeyPatch.context() as patched:  # pieces of a few lines
        patched.setattr("kg.store.pieces.SMALLEST", 1)
        patched.setattr("kg.store.pieces.LARGEST", 100)
        texts.keep((_name(lines), "".join(sorted(lines)).encode()) for lines in (one | shared, other | shared))
    assert texts.between(_name(one | shared), _name(other | shared)) == (
        {line.encode() for line in one - other},
        {line.encode() for line in other - one},
    )
    with pytest.raises(TextMissing):
        texts.between(_name(one | shared), _name(frozenset({"not kept"})))
