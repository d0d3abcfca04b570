"""``sunqar review reports`` and ``sunqar review answer``: what readers said looks wrong."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.review.options import ByOption, JsonOption, WorkspaceOption


def register(app: typer.Typer) -> None:
    """Add both below ``sunqar review``."""
    app.command()(reports)
    app.command()(answer)


def reports(
    workspace: WorkspaceOption = None,
    every: Annotated[bool, typer.Option("--all", help="Those that were answered too.")] = False,
    as_json: JsonOption = False,
) -> None:
    """What readers of the portal reported as wrong, the oldest first.

    Example: sunqar review reports --workspace my-archive
    """
    from kg.reports.actions import reports_action

    reports_action(workspace, every, as_json)


def answer(
    number: Annotated[str, typer.Argument(help="Number of the report, such as 7K3F-29QX.")],
    words: Annotated[str, typer.Option("--answer", help="What the reader is told who asks for the number.")] = "",
    reopen: Annotated[bool, typer.Option("--reopen", help="It was not dealt with after all.")] = False,
    workspace: WorkspaceOption = None,
    by: ByOption = "",
    as_json: JsonOption = False,
) -> None:
    """A report was dealt with.

    Example: sunqar review answer 7K3F-29QX --answer "The date is mended." --workspace my-archive
    """
    from kg.reports.actions import answer_action

    answer_action(workspace, number, words, by, reopen, as_json)
