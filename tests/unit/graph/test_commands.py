"""Every command explains itself, can speak JSON, and fails with a sentence, a place and an advice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from graph_workspace import make_workspace, sunqar

from kg.cli import application

COMMANDS = sorted(typer.main.get_command(application()).commands)  # type: ignore[attr-defined]
CONTRACT = {
    *("init", "ingest", "link", "infer", "publish", "build", "serve", "query"),
    *("validate", "stats", "verify", "export", "doctor", "config", "extract", "dates"),
}


def test_the_commands_of_the_contract_are_there() -> None:
    assert set(COMMANDS) >= CONTRACT


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(command: str) -> None:
    shown = sunqar(command, "--help").stdout
    assert "Example" in shown or "xample:" in shown
    assert f"sunqar {command}" in shown


@pytest.mark.parametrize("command", [command for command in COMMANDS if command != "serve"])
def test_json_is_an_option(command: str) -> None:
    assert "--json" in sunqar(command, "--help").stdout


def test_an_error_as_json_has_code_place_and_advice(tmp_path: Path) -> None:
    done = sunqar("stats", "--json", "--workspace", make_workspace(tmp_path / "w"), expect=1)
    error = json.loads(done.stdout)["error"]
    assert error["code"] == "EDITION001"
    assert error["message"]
    assert error["where"]
    assert error["advice"]


def test_config_names_value_origin_and_help(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "w")
    settings = json.loads(sunqar("config", "--json", "--workspace", workspace).stdout)
    assert settings["port"] == {"value": 8010, "from": "default", "help": settings["port"]["help"]}
    assert settings["archives"]["from"] == "sunqar.toml"
    assert all(setting["help"] for setting in settings.values())


def test_doctor_says_what_is_there(tmp_path: Path) -> None:
    checks = json.loads(sunqar("doctor", "--json", "--workspace", make_workspace(tmp_path / "w")).stdout)["checks"]
    assert {"python", "disk", "tesseract", "workspace", "base_iri"} <= {check["name"] for check in checks}


def test_dry_run_shows_and_writes_nothing(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "w")
    (tmp_path / "letter.txt").write_text("Doha, 1 July 1993.", "utf-8")
    done = sunqar("ingest", tmp_path / "letter.txt", "--archive", "qatar-gulf", "--dry-run", "--json", "-w", workspace)
    (file,) = json.loads(done.stdout)["files"]
    assert (file["archive"], file["format"]) == ("qatar-gulf", "text")
    assert not (workspace / "ledger.sqlite").exists()
