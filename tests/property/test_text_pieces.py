"""Texts in pieces: what follows a change has the pieces of what is cut whole; only pieces that differ are written."""

from __future__ import annotations

import gzip
import random
import sqlite3
from collections.abc import Iterator
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.store.pieces import changed, cut, pack, pack_blocks, pack_pieces
from kg.store.texts import GraphTexts, TextMissing

Lines = list[bytes]


@pytest.fixture(autouse=True, scope="module")
def small() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("kg.store.pieces.SMALLEST", 20)
        patched.setattr("kg.store.pieces.LARGEST", 60)
        patched.setattr("kg.store.pieces.ONE_IN", 3)
        yield


lines = st.sets(st.text("aä\U0001f600z", max_size=9), max_size=40).map(
    lambda found: sorted(f"{one}\n".encode() for one in found)
)


def world(seed: int, size: int = 400) -> Lines:
    chance = random.Random(seed)
    return sorted({f"<http://e/{chance.randrange(10**9)}> <http://e/p> {'x' * chance.randrange(40)} .\n".encode()
                   for _ in range(size)})  # fmt: skip


def digest_of(text: Lines) -> str:
    return sha256(b"".join(text)).hexdigest()


@given(lines, st.lists(st.integers(0, 40)))
def test_pieces_follow_from_the_text_alone(text: Lines, places: list[int]) -> None:
    ends = sorted({0, len(text), *(place for place in places if place < len(text))})
    blocks = [b"".join(text[start:end]) for start, end in pairwise(ends)]
    pieces = list(cut(blocks))
    assert pieces == list(cut([b"".join(text)])) == list(cut(text))
    assert b"".join(pieces) == b"".join(text)
    assert all(len(piece) >= 20 for piece in pieces[:-1])
    packed, digest, count = pack_blocks([line.decode()] for line in text)
    assert (packed, digest, count) == (pack(b"".join(text)), digest_of(text), len(text))
    assert gzip.decompress(b"".join(packed)) == b"".join(text)


@given(lines, lines, st.booleans())
def test_what_follows_a_change_is_what_is_cut_whole(before: Lines, after: Lines, in_pieces: bool) -> None:
    gone, come = sorted(set(before) - set(after)), sorted(set(after) - set(before))
    old = b"".join(before)
    # A text that was kept before there were pieces comes in other blocks, and none of them is taken for a piece.
    was = list(zip(cut([old]), pack(old), strict=True)) if in_pieces else [(line, None) for line in before]
    packed, digest, count = pack_pieces(changed(was, gone, come))
    assert (packed, digest, count) == (pack(b"".join(after)), digest_of(after), len(after))


def test_what_lies_beside_a_change_is_not_packed_again() -> None:
    before = world(1)
    old = b"".join(before)
    was = list(zip(cut([old]), pack(old), strict=True))
    found = list(changed(was, before[200:201], []))
    fresh = sum(member is None for _, member in found)
    assert len(was) > 100
    assert 0 < fresh < 12


def test_versions_share_pieces_and_what_is_swept_is_gone(tmp_path: Path) -> None:
    texts = GraphTexts(tmp_path / "texts.sqlite")
    before = world(2)
    after = before[:200] + before[201:]
    texts.keep([(digest_of(text), b"".join(text)) for text in (before, after)])
    with sqlite3.connect(texts.path) as db:
        ((held,),) = db.execute("SELECT COUNT(*) FROM piece")
    first, second = (set(pack(b"".join(text))) for text in (before, after))
    assert held == len(first | second) < len(first) + 12
    lost = first - second
    assert lost
    for digest, text in ((digest_of(before), before), (digest_of(after), after)):
        assert [line for block in texts.blocks(digest) for line in block] == text
        assert texts.packed(digest) == pack(b"".join(text))
    texts.sweep([digest_of(after)])
    assert texts.lines(digest_of(before)) is None
    assert texts.packed(digest_of(after)) == pack(b"".join(after))
    left = texts.path.read_bytes()
    assert not [member for member in lost if member[10:] in left]
    texts.sweep([])
    assert not [member for member in second if member[10:] in texts.path.read_bytes()]


def test_damage_of_a_piece_or_a_list_is_seen(tmp_path: Path) -> None:
    texts = GraphTexts(tmp_path / "texts.sqlite")
    text = world(3, 60)
    digest = digest_of(text)
    texts.keep([(digest, b"".join(text))])
    whole, seen = texts.path.read_bytes(), 0
    for at in range(0, len(whole), 31):
        texts.path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        assert texts.packed(digest) in (None, pack(b"".join(text))), at
        try:
            assert [line for block in texts.blocks(digest) for line in block] == text, at
        except TextMissing:
            seen += 1
    assert seen > 20
    texts.path.write_bytes(whole)
    with sqlite3.connect(texts.path) as db:
        db.execute("UPDATE list SET pieces = substr(pieces, 1, length(pieces) - 32)")
    assert texts.packed(digest) is texts.lines(digest) is None


def test_a_file_of_before_there_were_pieces_is_read(tmp_path: Path) -> None:
    texts = GraphTexts(tmp_path / "texts.sqlite")
    text = world(4)
    name = bytes.fromhex(digest_of(text))
    with sqlite3.connect(texts.path) as db:
        db.execute("CREATE TABLE text (sha256 BLOB PRIMARY KEY, packed BLOB NOT NULL)")
        db.execute("INSERT INTO text VALUES (?, ?)", (name, gzip.compress(b"".join(text), 1, mtime=0)))
    assert texts.lines(sha256(b"none").hexdigest()) is None
    assert [line for block in texts.blocks(digest_of(text)) for line in block] == text
    after = text[1:]
    packed, digest, _ = pack_pieces(changed(texts.pieces(digest_of(text)), text[:1], []))
    assert packed == pack(b"".join(after))
    texts.put([(digest, packed)])
    assert texts.packed(digest) == packed
    assert texts.packed(digest_of(text)) is not None
