"""C6: an image is measured by its header before anything is decoded."""

from __future__ import annotations

import pytest
from hostile_input import EVERY, attempt, attempt_any, within
from hostile_pages import image_attacks

from extractors.source import Source

ATTACKS = image_attacks()


@pytest.mark.parametrize("attack", sorted(ATTACKS))
def test_c06_image_bombs_are_refused_or_cost_no_more_than_a_page(attack: str) -> None:
    with within(20, 300):
        documents, error = attempt_any(Source("evil.bin", "x", ATTACKS[attack]))
    if attack not in ("png with text of 1 GB", "tiff whose pages go in a circle"):
        assert error is not None
        assert documents == []


@pytest.mark.parametrize("name", [name for name in EVERY if name != "image"])
def test_c06_other_readers_are_not_brought_down_by_one(name: str) -> None:
    for attack in ATTACKS:
        with within(3, 100):
            attempt(name, Source("evil.png", "x", ATTACKS[attack]))
