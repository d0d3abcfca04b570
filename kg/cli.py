"""The ``sunqar`` command. Each package adds its subcommands through the entry-point group ``sunqar.commands``."""

from __future__ import annotations

import json
import sqlite3
import sys
from importlib.metadata import entry_points, version
from pathlib import Path
from typing import Annotated

import typer

from extractors.errors import CodedError

HELP = """Sunqar (сұңқар / سنقر): a knowledge graph of the history that two archives share.

Start:  sunqar init my-archive && sunqar build SCANS… --workspace my-archive && sunqar serve --workspace my-archive
"""

INTERRUPTED = 130


def application() -> typer.Typer:
    """All commands of all installed packages, as one Typer application."""
    # Plain help: drawing it with rich takes longer than everything else together.
    app = typer.Typer(
        name="sunqar", help=HELP, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None
    )

    @app.callback(invoke_without_command=True)
    def _root(
        show_version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
    ) -> None:
        if show_version:
            typer.echo(f"sunqar {version('sunqar')}")
            raise typer.Exit

    for point in sorted(entry_points(group="sunqar.commands"), key=lambda point: point.name):
        point.load()(app)
    return app


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; end the process with the exit code of the contract."""
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        typer.main.get_command(application())(args=arguments, prog_name="sunqar")
    except CodedError as error:
        _report(error, as_json="--json" in arguments)
        sys.exit(error.exit_code)
    except (OSError, sqlite3.Error) as error:
        from kg.faults import told

        fault = told(error, Path.cwd())
        if fault is None:
            raise
        _report(fault, as_json="--json" in arguments)
        sys.exit(fault.exit_code)
    except SystemExit as ended:
        if ended.code == INTERRUPTED:
            print("Interrupted. What was finished is kept; the same command goes on from there.", file=sys.stderr)
        raise


def _report(error: CodedError, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"error": error.as_dict()}, ensure_ascii=False))
    where = f"\n  at: {error.where}" if error.where else ""
    advice = f"\n  do: {error.advice}" if error.advice else ""
    print(f"sunqar: {error.message} [{error.code}]{where}{advice}", file=sys.stderr)
