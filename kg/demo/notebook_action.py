"""What ``sunqar demo notebook`` does."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import redirect_stdout
from pathlib import Path

from extractors.errors import UsageError
from kg.console import result, say
from kg.demo.notebooks import folder as ours
from kg.demo.notebooks import notebooks, run, write


def notebook_action(folder: Path, wanted: str, jobs: int, as_json: bool) -> None:
    """Copy, build, and run those wanted: numbers with commas between them, or ``all``. Raises UsageError DEMO006."""
    from kg.demo.build import build_demo

    chosen = _chosen(wanted, notebooks())
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(ours().iterdir()):
        if path.suffix in (".ipynb", ".csv") and not (folder / path.name).exists():
            shutil.copy(path, folder)
    if not _has_demo(folder.resolve()):
        say("Building a small demonstration from the corpus that comes with Sunqar: a minute or two.")
        with redirect_stdout(sys.stderr):
            build_demo(folder / "build" / "demo", jobs, own=True)
    runs: list[dict[str, object]] = []
    lines: list[str] = []
    out = folder / "run"
    for path in chosen:
        out.mkdir(exist_ok=True)
        done = run(folder / path.name, cwd=folder)
        write(done.notebook, out / done.name)
        lines.append(f"{done.name}: {done.seconds:.1f} s, written to {out / done.name}")
        runs.append({"notebook": done.name, "seconds": round(done.seconds, 1), "written": out / done.name})
        for warning in done.warnings:
            say(warning)
    count = len(notebooks(folder))
    lines.append(f"{count} notebooks in {folder}. Open them: pip install jupyterlab && jupyter lab {folder}")
    result({"folder": folder, "notebooks": count, "runs": runs}, lines, as_json=as_json)


def _has_demo(folder: Path) -> bool:
    """Whether ``open_graph("demo")`` finds one there: by the variable, or as ``build/demo`` of a folder above."""
    return bool(os.environ.get("SUNQAR_DEMO")) or any(
        (above / "build" / "demo" / "editions" / "current").exists() for above in (folder, *folder.parents)
    )


def _chosen(wanted: str, all_of_them: tuple[Path, ...]) -> tuple[Path, ...]:
    if wanted == "all":
        return all_of_them
    numbers = {path.name.split("-", 1)[0].lstrip("0"): path for path in all_of_them}
    asked = [part.strip().lstrip("0") for part in wanted.split(",") if part.strip()]
    unknown = [part for part in asked if part not in numbers]
    if unknown:
        raise UsageError(
            "DEMO006",
            f"There is no notebook {', '.join(unknown)}.",
            advice=f"--run all, or numbers of {', '.join(numbers)} with commas between them.",
        )
    return tuple(numbers[part] for part in asked)
