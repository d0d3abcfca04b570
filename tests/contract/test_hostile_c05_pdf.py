"""C5: a PDF runs nothing, calls nobody, and costs no more than its limits; what ails it is told of that file alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from canary import canary
from hostile_input import EVERY, attempt, attempt_any, within
from hostile_pages import page_with, pdf_attacks

from extractors.source import Source

ATTACKS = sorted(pdf_attacks("", ""))
READ = {"script", "launch", "address", "form sent away", "embedded file", "table that follows itself", "table nowhere"}
"""Those whose words are to be read in spite of all."""


def test_c05_the_page_that_the_attacks_are_made_of_is_sound() -> None:
    documents, error = attempt_any(Source("sound.pdf", "x", page_with()))
    assert error is None
    assert "Treaty of Doha" in documents[0].text


@pytest.mark.parametrize("attack", ATTACKS)
def test_c05_pdf(attack: str, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    with canary() as bird, within(40, 300):
        data = pdf_attacks(bird.address, str(victim))[attack]
        documents, error = attempt_any(Source("evil.pdf", "x", data))
    assert not victim.exists()
    assert error is None or error.where.startswith("evil.pdf")
    if attack in READ:
        assert error is None
        assert "Treaty of Doha" in documents[0].text
    else:
        assert error is not None or sum(len(document.text) for document in documents) < 100_000_000


@pytest.mark.parametrize("name", [name for name in EVERY if name != "pdf"])
def test_c05_other_readers_are_not_brought_down_by_one(name: str) -> None:
    for attack in ("script", "deep arrays", "stream of words without end"):
        with within(5, 100):
            attempt(name, Source("evil.pdf", "x", pdf_attacks("http://127.0.0.1:9", "/nowhere")[attack]))
