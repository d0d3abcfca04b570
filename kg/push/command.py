"""``sunqar push``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the ``sunqar`` application."""
    app.command()(push)


def push(
    store: Annotated[str | None, typer.Option(metavar="URL", help="Address of the store. Default: as set.")] = None,
    layout: Annotated[
        str | None, typer.Option(help="Kind of store: oxigraph, fuseki, rdf4j, virtuoso or plain. Default: as set.")
    ] = None,
    authorization_file: Annotated[
        Path | None, typer.Option(help="File with the value of the Authorization header. Default: as set.")
    ] = None,
    verify: Annotated[
        Literal["written", "all", "counts"],
        typer.Option(help="Compare hashes of what is written, of all graphs, or only numbers of triples."),
    ] = "written",
    jobs: Annotated[int, typer.Option(min=1, help="Graphs that are written at the same time.")] = 4,
    workspace: Annotated[
        Path | None,
        typer.Option("--workspace", "-w", help="Folder of the workspace. Default: here, then $SUNQAR_WORKSPACE."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")] = False,
) -> None:
    """Bring the current edition into a SPARQL 1.1 store. Safe to repeat; goes on where it stopped.

    Only graphs that changed are written; each is read back and compared. `sunqar serve --store URL` answers from it.

    Example: sunqar push --store http://127.0.0.1:7878 --workspace my-archive
    Example: sunqar push --store http://10.0.0.7:3030/sunqar --layout fuseki --authorization-file auth --verify all
    """
    from kg.push.action import push_action

    flags = {"store": store, "store_layout": layout, "store_authorization_file": authorization_file}
    push_action(workspace, verify, jobs, as_json, **flags)
