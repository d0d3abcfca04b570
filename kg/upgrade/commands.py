"""Subcommand: upgrade."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

WorkspaceOption = Annotated[
    Path | None,
    typer.Option("--workspace", "-w", help="Folder of the workspace. Default: here, then $SUNQAR_WORKSPACE."),
]


def register(app: typer.Typer) -> None:
    """Add this command to the ``sunqar`` application."""
    app.command()(upgrade)


def upgrade(
    workspace: WorkspaceOption = None,
    check: Annotated[bool, typer.Option("--check", help="Only say what there is and what would be done.")] = False,
    read: Annotated[bool, typer.Option("--read", help="Read again all that an earlier version read.")] = False,
    backup: Annotated[
        Path | None, typer.Option(metavar="DIR|FILE.tar", help="Backups whose format is to be looked at, too.")
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="Worker processes; 0: one for each core.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")] = False,
) -> None:
    """Bring a workspace of an earlier version to the formats of this one. What is served stays until the new stands.

    The ledger is brought over in place, what follows from documents is made anew, and an edition is published. Where
    the current edition is all that is left, its graphs are published again as they are. What a later version wrote is
    refused.

    Example: sunqar upgrade --check --workspace my-archive
    """
    from kg.upgrade.action import upgrade_action

    upgrade_action(workspace, check=check, read=read, backups=backup, jobs=jobs, as_json=as_json)
