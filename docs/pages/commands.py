"""Every command with its arguments and options, from the program's own help."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer


def described() -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """Each command by name, as ``review accept``: its name, its help, and its parameters with their meaning."""
    from kg.cli import application

    group = typer.main.get_command(application())
    yield from _below(group, typer.Context(group, info_name="sunqar"), "")


def _below(command: Any, context: typer.Context, path: str) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    for name, one in sorted(getattr(command, "commands", {}).items()):
        inside = typer.Context(one, info_name=name, parent=context)
        whole = f"{path} {name}".strip()
        if getattr(one, "commands", None):
            yield from _below(one, inside, whole)
        else:
            yield whole, one.help or "", list(_parameters(one, inside))


def _parameters(command: Any, context: typer.Context) -> Iterator[tuple[str, str]]:
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is None:
            yield parameter.human_readable_name, getattr(parameter, "help", None) or ""
        elif "--help" not in record[0]:
            yield record[0], " ".join(record[1].split())


def section() -> str:
    """Markdown of all of them."""
    parts = []
    for name, help_text, parameters in described():
        rows = "".join(f"| `{_cell(form)}` | {_cell(meaning)} |\n" for form, meaning in parameters)
        table = f"\n| argument or option | meaning |\n| --- | --- |\n{rows}" if rows else ""
        parts.append(f"### sunqar {name}\n\n{' '.join(help_text.split())}\n{table}")
    return "\n## All options\n\n" + "\n".join(parts)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "\\<")
