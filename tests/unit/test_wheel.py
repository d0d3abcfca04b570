"""The wheel holds the four packages with their data and nothing else, and works where nothing else is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UV = Path(sys.executable).parent / "uv"
PACKAGES = ("kg", "ontology", "extractors", "sparql_endpoint")
OWNERS = """
import importlib, importlib.metadata, json, pathlib
owners = importlib.metadata.packages_distributions()
print(json.dumps({name: [owners[name], str(pathlib.Path(importlib.import_module(name).__file__).parents[1])]
                  for name in ("kg", "ontology", "extractors", "sparql_endpoint")}))
"""

pytestmark = pytest.mark.skipif(not UV.exists(), reason="uv is not installed beside Python")


def run(*command: str | Path, cwd: Path, timeout: float = 300) -> str:
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run([*map(str, command)], cwd=cwd, env=inherited, capture_output=True, text=True, timeout=timeout)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    run(UV, "build", "--quiet", "--wheel", "--out-dir", out, cwd=ROOT)
    (made,) = out.glob("sunqar-*.whl")
    return made


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the locked dependencies and the wheel; the repository is not on its path."""
    home = tmp_path_factory.mktemp("environment")
    python = home / "venv" / "bin" / "python"
    run(UV, "venv", "--quiet", "--python", sys.executable, home / "venv", cwd=home)
    install = (UV, "pip", "install", "--quiet", "--python", python)
    run(*install, "--require-hashes", "-r", ROOT / "requirements.lock", cwd=home)
    run(*install, "--no-deps", wheel, cwd=home)
    return python.parent


def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return [name for name in archive.namelist() if not name.endswith("/")]


def test_the_wheel_holds_the_four_packages_and_nothing_else(wheel: Path) -> None:
    tops = {name.split("/", 1)[0] for name in names(wheel)}
    (information,) = {top for top in tops if top.endswith(".dist-info")}
    assert tops == {*PACKAGES, information}
    assert {f"{information}/licenses/LICENSE", f"{information}/licenses/NOTICE"} <= set(names(wheel))


def test_the_wheel_holds_all_data_of_the_packages(wheel: Path) -> None:
    listed = run("git", "ls-files", "-z", "--", *PACKAGES, cwd=ROOT).split("\0")
    tracked = {name for name in listed if name and (ROOT / name).exists()}
    assert tracked, "git lists nothing"
    inside = {name for name in names(wheel) if ".dist-info/" not in name}
    assert tracked <= inside
    assert any(name.startswith("kg/demo/corpus/qatar-gulf/tei/") for name in inside)
    assert not [name for name in inside if name.endswith((".pyc", ".orig", ".sqlite"))]


def test_the_installed_command_runs_without_the_repository(environment: Path, tmp_path: Path) -> None:
    assert run(environment / "sunqar", "--version", cwd=tmp_path).strip() == "sunqar 0.1.0"
    assert "sunqar" in run(environment / "sunqar", "--help", cwd=tmp_path)
    told = run(environment / "python", "-c", "from kg.demo.sources import own_sources as s; print(s())", cwd=tmp_path)
    assert "site-packages" in told


def test_the_four_packages_are_ours_and_lie_together(environment: Path, tmp_path: Path) -> None:
    """kg, ontology and extractors are also the names of strangers' distributions on the public index."""
    owners = json.loads(run(environment / "python", "-c", OWNERS, cwd=tmp_path))
    assert {tuple(owner) for owner, _ in owners.values()} == {("sunqar",)}
    assert len({parent for _, parent in owners.values()}) == 1


def test_the_packages_in_use_lie_together() -> None:
    origins = [spec.origin for name in PACKAGES if (spec := find_spec(name)) and spec.origin]
    assert len(origins) == len(PACKAGES)
    assert {Path(origin).parents[1] for origin in origins} == {ROOT}
