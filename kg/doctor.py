"""What this machine has and lacks for Sunqar, each lack with the command that mends it."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import typer

from extractors.errors import CodedError
from extractors.ocr.tesseract import MODELS, installed
from kg.console import result

NEEDED_GIB = 2


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. needed: without it the main job fails; else only what note says."""

    name: str
    ok: bool
    needed: bool
    note: str


def doctor_action(path: Path | None, as_json: bool) -> None:
    """``sunqar doctor``: exit code 1 where something needed is missing."""
    checks = [*_machine(), *_packages(), *_workspace(path)]
    lines = [
        f"{'ok  ' if check.ok else 'MISS' if check.needed else 'note'}  {check.name}: {check.note}" for check in checks
    ]
    result({"checks": checks}, lines, as_json=as_json)
    if any(check.needed and not check.ok for check in checks):
        raise typer.Exit(1)


def _machine() -> list[Check]:
    free = shutil.disk_usage(".").free / 2**30
    tesseract = shutil.which("tesseract")
    lacking = sorted(set(MODELS) - installed()) if tesseract else []
    return [
        Check("python", sys.version_info >= (3, 11), True, sys.version.split()[0]),
        Check("disk", free > NEEDED_GIB, True, f"{free:.0f} GiB free here, {NEEDED_GIB} wanted"),
        Check(
            "tesseract",
            tesseract is not None and not lacking,
            False,
            f"{tesseract} without {', '.join(lacking)}: scans stay unread; `make setup-system`"
            if tesseract and lacking
            else tesseract or "not found: scans stay unread; `make setup-system`",
        ),
    ]


def _packages() -> list[Check]:
    checks = []
    for name in ("pyoxigraph", "rdflib", "spacy", "lxml", "flask"):
        try:
            checks.append(Check(name, True, True, version(name)))
        except PackageNotFoundError:
            checks.append(Check(name, False, True, "missing: `pip install sunqar` again"))
    return checks


def _workspace(path: Path | None) -> list[Check]:
    from kg.workspace import open_workspace

    try:
        workspace = open_workspace(path)
    except CodedError as error:
        return [Check("workspace", False, False, error.message)]
    checks = [Check("workspace", True, False, str(workspace.path))]
    local = workspace.settings.base_iri.startswith(("http://127.", "http://localhost"))
    note = "this machine only: set base_iri to the archive's own domain before publishing" if local else "set"
    checks.append(Check("base_iri", not local, False, note))
    editions = workspace.editions()
    checks.append(
        Check(
            "editions",
            bool(editions),
            False,
            f"{len(editions)} published" if editions else "none: `sunqar build`",
        )
    )
    return checks
