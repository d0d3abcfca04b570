"""Subcommands of the endpoint and portal: serve, query."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

WorkspaceOption = Annotated[
    Path | None,
    typer.Option("--workspace", "-w", help="Folder of the workspace. Default: here, then $SUNQAR_WORKSPACE."),
]
TimeoutOption = Annotated[float | None, typer.Option(help="Wall clock limit of one query, in seconds.")]


def register(app: typer.Typer) -> None:
    """Add this package's commands to the ``sunqar`` application."""
    app.command()(serve)
    app.command()(query)


def serve(
    workspace: WorkspaceOption = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on. Default: this machine only.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0 takes a free one.")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Queries that run at the same time.")] = None,
    query_timeout: TimeoutOption = None,
    service_allow: Annotated[
        list[str] | None,
        typer.Option(metavar="PREFIX", help="Endpoints that SERVICE may ask: how their addresses begin. Repeatable."),
    ] = None,
    store: Annotated[
        str | None, typer.Option(metavar="URL", help="SPARQL 1.1 store that answers, filled by `sunqar push`.")
    ] = None,
    writable: Annotated[
        bool, typer.Option("--writable", help="Take writes to the workspace's own graphs at /update and /graph-store.")
    ] = False,
    token_file: Annotated[
        Path | None, typer.Option(help="File of tokens and names, one a line: who may review; with --writable, write.")
    ] = None,
    log_json: Annotated[bool, typer.Option("--log-json", help="Write the log as JSON, one object a line.")] = False,
) -> None:
    """Serve the portal and the SPARQL endpoint on the current edition, until interrupted.

    With --token-file, whoever has a token may decide at /review who is who. With --writable, also graphs of your own
    can be written beside those that come from documents.

    Example: sunqar serve --workspace my-archive --port 8010 --query-timeout 10
    Example: sunqar serve --workspace my-archive --token-file tokens
    Example: sunqar serve --workspace my-archive --store http://127.0.0.1:7878
    """
    from sparql_endpoint.serving import serve_workspace

    serve_workspace(
        workspace,
        host=host,
        port=port,
        workers=workers,
        query_timeout_s=query_timeout,
        service_allow=tuple(service_allow) if service_allow else None,
        store=store,
        writable=writable,
        token_file=token_file,
        log_json=log_json or None,
    )


def query(
    text: Annotated[str | None, typer.Argument(metavar="SPARQL", help="The query.")] = None,
    file: Annotated[Path | None, typer.Option("--file", "-f", help="Read the query from a file; - for stdin.")] = None,
    format_: Annotated[
        str, typer.Option("--format", help="table, csv, tsv, json, xml, ttl, jsonld, nt, rdf, trig or nq.")
    ] = "table",
    endpoint: Annotated[str | None, typer.Option(help="Ask this SPARQL endpoint instead.")] = None,
    workspace: WorkspaceOption = None,
    query_timeout: TimeoutOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Ask the current edition. Prefixes such as rico:, oa: and kg: need no declaration.

    Example: sunqar query 'SELECT ?name { ?p a rico:Person, kg:Entity ; rdfs:label ?name } LIMIT 10'
    """
    from sparql_endpoint.asking import ask_and_print

    ask_and_print(
        text,
        file,
        "json" if as_json else format_,
        endpoint=endpoint,
        workspace=workspace,
        timeout_s=query_timeout,
    )
