"""What the commands do that only read: validate, stats, verify, export, config."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typer

from extractors.errors import UsageError
from kg.console import result, say
from kg.edition import Edition
from kg.settings import Settings, origins
from kg.workspace import open_workspace

VALIDATION_FAILED = 3


def validate_action(path: Path | None, shapes: Path | None, as_json: bool) -> None:
    """``sunqar validate``."""
    from kg.gate import check_shapes
    from kg.seals import seal_all
    from kg.validation import load_shapes, render

    workspace = open_workspace(path)
    checked = load_shapes(shapes, workspace.iris.vocabulary, workspace.iris.base)
    with workspace.lock():
        with workspace.ledger() as ledger, TemporaryDirectory(dir=workspace.work_path) as folder:
            store = workspace.work_store()
            store.checkpoint(Path(folder) / "store")
            store.close()
            report = check_shapes(Path(folder) / "store", checked, file_of=ledger.path_of)
        seal_all(workspace.path)
    result(report, [render(report)], as_json=as_json)
    if not report.conforms:
        raise typer.Exit(VALIDATION_FAILED)


def stats_action(path: Path | None, as_json: bool) -> None:
    """``sunqar stats``."""
    edition = open_workspace(path).current_edition()
    value = {
        "edition": edition.number,
        "created": edition.manifest["created"],
        **edition.manifest["counts"],
        **edition.stats,
    }
    result(value, list(_outline(value)), as_json=as_json)


def _outline(value: dict[str, Any], indent: str = "") -> Iterator[str]:
    """Numbers below their headings. Single years are left to ``--json``: the decades stand here."""
    for key, counted in value.items():
        if not isinstance(counted, dict):
            yield f"{indent}{key:{30 - len(indent)}} {counted:>10}"
        elif key != "years":
            yield f"{indent}{key}:"
            yield from _outline(counted, indent + "  ")


def verify_action(path: Path | None, number: int | None, as_json: bool) -> None:
    """``sunqar verify``: an edition whole, and, where none is named, what is still written."""
    from kg.seals import without_seal
    from kg.verify import verify, verify_workspace

    workspace = open_workspace(path)
    problems = list(verify_workspace(workspace)) if number is None else []
    unsealed = without_seal(workspace.path) if number is None else []
    edition = workspace.current_edition() if number is None else Edition.open(workspace.editions_path / str(number))
    problems += verify(edition)
    lines = [f"{problem.where}: {problem.message}" for problem in problems]
    good = f"edition {edition.number} is whole: {len(edition.manifest['graphs'])} graphs, hash {edition.hash[:12]}"
    if unsealed:
        say(f"without a seal, so only looked over: {', '.join(unsealed)}. The next command that ends well seals them.")
    value = {"edition": edition.number, "problems": problems, "unsealed": unsealed}
    result(value, lines or [good], as_json=as_json)
    if problems:
        raise typer.Exit(1)


def export_action(path: Path | None, format_: str, output: Path, as_json: bool) -> None:
    """``sunqar export``. UsageError EXPORT001 for a format that is none, or one that needs a file to write to."""
    from extractors.registry import load, names
    from kg.crosswalks import EXPORTERS, Exporter
    from kg.store.dump import FORMATS, dump

    known = (*FORMATS, *names(EXPORTERS))
    if format_ not in known:
        raise UsageError("EXPORT001", f"{format_!r} is no export format.", advice=f"Use one of: {', '.join(known)}.")
    edition = open_workspace(path).current_edition()
    exporter: Exporter | None = None if format_ in FORMATS else load(EXPORTERS, format_)()  # type: ignore[operator]
    temporary = output.with_name(output.name + ".part")
    if exporter is None:
        dump(edition, format_, temporary)
    else:
        if exporter.folder and output.exists():
            raise UsageError(
                "EXPORT002", "This format makes a folder, and there is something of that name.", where=str(output),
                advice="Name a folder that does not exist yet with --output.",
            )  # fmt: skip
        shutil.rmtree(temporary, ignore_errors=True)
        exporter(edition, temporary)
    temporary.replace(output)
    files = [file for file in output.rglob("*") if file.is_file()] if output.is_dir() else [output]
    size = sum(file.stat().st_size for file in files)
    value = {"edition": edition.number, "format": format_, "path": str(output), "bytes": size, "files": len(files)}
    result(value, [f"edition {edition.number} was written to {output}"], as_json=as_json)


def config_action(path: Path | None, as_json: bool) -> None:
    """``sunqar config``."""
    workspace = open_workspace(path)
    settings = workspace.settings
    where = origins(workspace.path, settings)
    value = {
        name: {"value": getattr(settings, name), "from": where[name], "help": field.description}
        for name, field in Settings.model_fields.items()
    }
    lines = [
        f"{name} = {item['value']!r}  ({item['from']})\n    {item['help']}" for name, item in value.items()
    ]
    result(value, lines, as_json=as_json)
