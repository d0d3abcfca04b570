"""Subcommands: backup, restore."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

WorkspaceOption = Annotated[
    Path | None,
    typer.Option("--workspace", "-w", help="Folder of the workspace. Default: here, then $SUNQAR_WORKSPACE."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the ``sunqar`` application."""
    app.command()(backup)
    app.command()(restore)


def backup(
    target: Annotated[Path, typer.Argument(metavar="DIR|FILE.tar", help="Folder of backups, or a new tar file.")],
    workspace: WorkspaceOption = None,
    keep: Annotated[int, typer.Option(min=0, help="Remove all but so many backups of the folder; 0: none.")] = 0,
    check: Annotated[bool, typer.Option("--check/--no-check", help="Compare all with its sums before.")] = True,
    as_json: JsonOption = False,
) -> None:
    """Copy everything that a workspace holds, as of one moment. The server may go on; only what is new is written.

    Documents' files stay where they are: the backup names them with their sums. Token files that lie in the workspace
    are copied too.

    Example: sunqar backup /mnt/backups/my-archive --keep 30 --workspace my-archive
    """
    from kg.backup.make import back_up
    from kg.console import result
    from kg.workspace import open_workspace

    made = back_up(open_workspace(workspace), target, check=check, keep=keep)
    one = made.listing
    value = {"number": one.number, "files": len(one.files), "bytes": one.size, "new_bytes": made.new_bytes,
             "edition": one.edition, "hash": one.hash, "removed": made.forgotten}  # fmt: skip
    lines = [f"backup {one.number}: {len(one.files)} files of {one.size} bytes, {made.new_bytes} of them new"]
    if made.forgotten:
        lines.append(f"removed: {', '.join(map(str, made.forgotten))}")
    result(value, lines, as_json=as_json)


def restore(
    source: Annotated[Path, typer.Argument(metavar="BACKUP", help="Folder of backups, or the tar file of one.")],
    target: Annotated[Path | None, typer.Argument(metavar="DIR", help="Folder to make.")] = None,
    number: Annotated[int | None, typer.Option(help="Which backup of the folder; default: the last.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Only read it, and say whether it is whole.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Make a workspace of a backup, in a new folder. A damaged backup is refused, and nothing is overwritten.

    Example: sunqar restore /mnt/backups/my-archive my-archive-again
    """
    from extractors.errors import UsageError
    from kg.backup import bring_back
    from kg.console import result

    if target is None and not check:
        raise UsageError("RESTORE006", "No folder was named.", advice="Give the folder to make, or --check.")
    if check:
        one, word = bring_back.check(source, number), "is whole"
    else:
        assert target is not None  # noqa: S101 # refused above
        one, word = bring_back.restore(source, target, number), f"was restored to {target}"
    value = {"number": one.number, "files": len(one.files), "bytes": one.size, "edition": one.edition,
             "hash": one.hash, "made": one.made}  # fmt: skip
    about = f", edition {one.edition}, hash {one.hash[:12]}" if one.edition else ""
    result(value, [f"backup {one.number} {word}: {len(one.files)} files of {one.size} bytes{about}"], as_json=as_json)
