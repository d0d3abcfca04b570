"""Lists whose answers were decided by hand before they were first read: ``tests/data/dates_<code>.jsonl``.

Lines: expression, edtf (null: no date, or several), document (the date from which a relative one counts), and answer
where what is answered is still another. At their first reading 73 (en), 89 (ru), 98 (ar) and 94 (kk) per cent of the
absolute ones were exact and at most 0.6 per cent wrong.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from edtf import parse_edtf

from extractors.dates import parse
from extractors.dates.relative import relative
from extractors.languages import CORE

DATA = Path(__file__).parents[2] / "data"


@pytest.mark.parametrize("lang", CORE)
def test_unseen_lists(lang: str) -> None:
    cases = [json.loads(line) for line in (DATA / f"dates_{lang}.jsonl").read_text("utf-8").splitlines()]
    answers = []
    for case in cases:
        date = parse(case["expression"], lang)
        if date is None and "document" in case:
            date = relative(case["expression"], parse(case["document"], "en"), lang)
        answers.append(date.edtf if date else None)
    others = [(c["expression"], a) for c, a in zip(cases, answers, strict=True) if a != c.get("answer", c["edtf"])]
    assert not others
    assert all(parse_edtf(answer) for answer in sorted({answer for answer in answers if answer}))
    wrong = sum(a is not None and a != c["edtf"] for c, a in zip(cases, answers, strict=True))
    exact = sum(a == c["edtf"] for c, a in zip(cases, answers, strict=True))
    assert exact >= 0.97 * len(cases)
    assert wrong <= 0.01 * len(cases)
