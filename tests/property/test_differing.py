"""Differences of two sorted texts, whatever blocks they come in; and changes from kept texts as from the stores."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.differing import differences
from kg.store.texts import GraphTexts, TextMissing

lines = st.sets(st.text("aä\U0001f600z", max_size=3), max_size=12).map(
    lambda found: sorted(f"{one}\n".encode() for one in found)
)


def cut(text, places):
    """The text in blocks, none of them empty."""
    ends = sorted({place % (len(text) + 1) for place in places} | {0, len(text)})
    return [text[start:end] for start, end in pairwise(ends)]


@given(lines, lines, st.lists(st.integers(0, 99)), st.lists(st.integers(0, 99)))
def test_what_is_gone_and_what_has_come(before, after, one, other):
    found = list(differences(cut(before, one), cut(after, other)))
    assert set().union(*(gone for gone, _ in found)) == set(before) - set(after)
    assert set().union(*(come for _, come in found)) == set(after) - set(before)
    assert all(gone or come for gone, come in found)


def test_a_text_in_blocks_is_the_text_and_a_damaged_one_is_refused(tmp_path):
    import sqlite3
    from hashlib import sha256

    texts = GraphTexts(tmp_path / "texts.sqlite")
    text = "".join(f"<http://e/{number:03}> <http://p> \"\u2028\" <http://g> .\n" for number in range(50)).encode()
    digest, other = sha256(text).hexdigest(), sha256(b"other").hexdigest()
    with pytest.MonkeyPatch.context() as small:
        small.setattr("kg.store.pieces.SMALLEST", 64)
        small.setattr("kg.store.pieces.LARGEST", 64)
        texts.keep([(digest, text)])
    blocks = list(texts.blocks(digest))
    assert len(blocks) > 5
    assert b"".join(line for block in blocks for line in block) == text
    with sqlite3.connect(texts.path) as db:
        db.execute("UPDATE list SET sha256 = ?", (bytes.fromhex(other),))
    for name in (digest, other):  # not there; there, but not what its name says
        with pytest.raises(TextMissing):
            list(texts.blocks(name))
