"""The subcommands ``demo build`` and ``demo notebook``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

JobsOption = Annotated[int, typer.Option(help="Worker processes; 0: one for each core.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")]

_HELP = """The demonstration: its graph, and notebooks on it.

Every command takes --json.

Example: sunqar demo notebook my-notebooks
"""


def register(app: typer.Typer) -> None:
    """Add the group to the ``sunqar`` application."""
    group = typer.Typer(help=_HELP, no_args_is_help=True)
    group.command()(build)
    group.command()(notebook)
    app.add_typer(group, name="demo")


def build(
    out: Annotated[Path, typer.Option(help="Folder of the workspace.")] = Path("build/demo"),
    jobs: JobsOption = 0,
    own: Annotated[bool, typer.Option("--own", help="Only the corpus that comes with Sunqar, and no network.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Build the demonstration graph; a second run builds nothing that is built.

    Example: sunqar demo build --own --out build/demo
    """
    from kg.demo.build import build_demo

    build_demo(out, jobs, own=own, as_json=as_json)


def notebook(
    folder: Annotated[Path, typer.Argument(help="Where to put them.")] = Path("sunqar-notebooks"),
    run: Annotated[str, typer.Option(help="Run these too: numbers with commas between them, or all.")] = "",
    jobs: JobsOption = 0,
    as_json: JsonOption = False,
) -> None:
    """Copy the eight notebooks, and build a small demonstration for them where there is none.

    A notebook that is there already stays as it is. What is run is written, with its results, to FOLDER/run.

    Example: sunqar demo notebook my-notebooks --run 1
    """
    from kg.demo.notebook_action import notebook_action

    notebook_action(folder, run, jobs, as_json)
