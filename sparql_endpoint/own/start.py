"""Everything that a writable server has beside the others, from start to end."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.own.publishing import own_graphs
from kg.workspace import Workspace
from sparql_endpoint.limits import Limits
from sparql_endpoint.own.live import LiveGraphs
from sparql_endpoint.own.republish import Republisher
from sparql_endpoint.tokens import read_tokens
from sparql_endpoint.writing import Writing


@contextmanager
def writable_server(workspace: Workspace, limits: Limits, token_file: Path | None) -> Iterator[Writing]:
    """Open the own graphs for writing; at the end, what was not published yet is."""
    tokens, warnings = read_tokens(token_file)
    for warning in warnings:
        print(f"sunqar: {warning}", file=sys.stderr, flush=True)
    if not (workspace.editions_path / "current").exists():
        _publish_first(workspace)
    republisher = Republisher(workspace.path, workspace.settings.publish_after_s)
    if own_graphs(workspace).state():  # what an earlier server took and could not publish
        republisher.written()
    graphs = LiveGraphs(workspace, limits, republisher.written)
    try:
        yield Writing(graphs, tokens)
    finally:
        graphs.close()
        republisher.close()


def _publish_first(workspace: Workspace) -> None:
    from kg.publish import publish
    from kg.writing import writing

    with writing(workspace, "publish") as (ledger, store, _):
        publish(workspace, ledger, store)
