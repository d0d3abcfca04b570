"""Settings, their order and their errors; one writer at a time."""

from __future__ import annotations

from pathlib import Path

import pytest
from graph_workspace import make_workspace, sunqar

from extractors.errors import RunAborted, UsageError
from kg.settings import load_settings, origins
from kg.workspace import init_workspace, open_workspace


def test_flag_before_variable_before_file_before_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sunqar.toml").write_text("port = 1\nmax_rows = 7\n")
    assert load_settings(tmp_path).port == 1
    monkeypatch.setenv("SUNQAR_PORT", "2")
    settings = load_settings(tmp_path)
    assert settings.port == 2
    assert load_settings(tmp_path, port=3).port == 3
    where = origins(tmp_path, settings)
    assert (where["port"], where["max_rows"], where["host"]) == ("SUNQAR_PORT", "sunqar.toml", "default")


@pytest.mark.parametrize(
    "line", ['port = "x"', "frob = 1", 'base_iri = "ftp://x"', 'base_iri = "http://a b"', "port = "]
)
def test_a_wrong_setting_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "sunqar.toml").write_text(line)
    with pytest.raises(UsageError, match="SETTINGS001") as caught:
        load_settings(tmp_path)
    assert caught.value.where.endswith("sunqar.toml")


def test_only_one_process_writes(tmp_path: Path) -> None:
    workspace = init_workspace(tmp_path / "w", None, {})
    with workspace.lock(), pytest.raises(RunAborted, match="WORKSPACE003"), open_workspace(workspace.path).lock():
        pass


def test_no_workspace_no_edition(tmp_path: Path) -> None:
    assert "WORKSPACE001" in sunqar("stats", "--workspace", tmp_path, expect=2).stderr
    assert "EDITION001" in sunqar("stats", "--workspace", make_workspace(tmp_path / "w"), expect=1).stderr


def test_names_with_quotes_survive_init(tmp_path: Path) -> None:
    workspace = init_workspace(tmp_path / "w", "https://data.example/", {"qa": 'the "دار" \\ x'})
    assert workspace.settings.archives["qa"]["en"] == 'the "دار" \\ x'
    assert workspace.settings.base_iri == "https://data.example"
