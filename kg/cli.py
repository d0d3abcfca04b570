"""The ``sunqar`` command. Each package adds its subcommands through the entry-point group ``sunqar.commands``."""

from __future__ import annotations

import json
import os
import sys
from importlib.metadata import entry_points, version

import click
import typer

from extractors.errors import CodedError

HELP = """Sunqar (сұңқар / سنقر): a knowledge graph of the history that two archives share.

Start:  sunqar init my-archive && sunqar build SCANS… --workspace my-archive && sunqar serve --workspace my-archive
"""

INTERRUPTED = 130


def application() -> typer.Typer:
    """All commands of all installed packages, as one Typer application."""
    app = typer.Typer(
        name="sunqar", help=HELP, no_args_is_help=True, add_completion=True, pretty_exceptions_enable=False
    )

    @app.callback(invoke_without_command=True)
    def _root(
        show_version: bool = typer.Option(False, "--version", help="Print the version and stop."),
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
        code = typer.main.get_command(application()).main(
            args=arguments, prog_name="sunqar", standalone_mode=False
        )
    except CodedError as error:
        _report(error, as_json="--json" in arguments)
        code = error.exit_code
    except click.exceptions.Abort:
        code = INTERRUPTED
    except KeyboardInterrupt:
        print("Interrupted. What was finished is kept; the same command goes on from there.", file=sys.stderr)
        code = INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code if isinstance(code, int) else 0)


def _report(error: CodedError, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"error": error.as_dict()}, ensure_ascii=False))
    where = f"\n  at: {error.where}" if error.where else ""
    advice = f"\n  do: {error.advice}" if error.advice else ""
    print(f"sunqar: {error.message} [{error.code}]{where}{advice}", file=sys.stderr)
