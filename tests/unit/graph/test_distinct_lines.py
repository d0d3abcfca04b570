"""Lines told apart by their hashes are those told apart by themselves, also where hashes are shared."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.columns import distinct as module
from kg.columns.distinct import distinct

lines = st.lists(st.text("abc\u0085é", max_size=3).map(lambda text: f"{text}\n"), max_size=30)


@given(st.lists(lines, max_size=3))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("shared", [False, True])
def test_each_once_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shared: bool, files: list[list[str]]
) -> None:
    monkeypatch.setattr(module, "FEW", 0)
    if shared:
        monkeypatch.setattr(module, "hash", len, raising=False)
    paths = []
    for number, own in enumerate(files):
        paths.append(tmp_path / str(number))
        paths[-1].write_text("".join(own), encoding="utf-8", newline="\n")
    assert list(distinct(paths)) == list(dict.fromkeys(line for own in files for line in own))
