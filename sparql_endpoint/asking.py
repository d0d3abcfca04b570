"""``sunqar query``: one question to the local edition or to a remote endpoint, printed in a chosen format."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from extractors.errors import UsageError
from kg.prefixes import shorten
from kg.store.query import QueryJob
from kg.workspace import open_workspace
from sparql_endpoint.guard import check_query
from sparql_endpoint.limits import Limits
from sparql_endpoint.negotiate import GRAPHS, SOLUTIONS
from sparql_endpoint.results import Answer, Table, Term, table
from sparql_endpoint.service import snapshot
from sparql_endpoint.services.policy import Policy
from sparql_endpoint.services.services import Services
from sparql_endpoint.workers import WorkerPool

_WIDEST = 60


def ask_and_print(
    text: str | None,
    file: Path | None,
    format_name: str,
    *,
    endpoint: str | None,
    workspace: Path | None,
    timeout_s: float | None,
) -> None:
    """Print the answer on stdout. CodedError for whatever goes wrong, with line and column where there are."""
    if (text is None) == (file is None):
        raise UsageError("QUERYCLI001", "Give the query either as an argument or with --file.")
    if format_name != "table" and format_name not in SOLUTIONS and format_name not in GRAPHS:
        known = ", ".join(["table", *SOLUTIONS, *GRAPHS])
        raise UsageError("QUERYCLI002", f"There is no format {format_name!r}.", advice=f"Formats: {known}.")
    query = text if text is not None else _read(file)
    solutions = format_name if format_name in SOLUTIONS else "json"
    graph = format_name if format_name in GRAPHS else {"json": "jsonld", "xml": "rdf"}.get(format_name, "ttl")
    if endpoint is not None:
        from sparql_endpoint.remote import ask_remote

        answer, vocabulary = ask_remote(endpoint, query, solutions, graph, timeout_s or 60.0), ""
    else:
        answer, vocabulary = _ask_local(query, solutions, graph, workspace, timeout_s)
    if format_name in GRAPHS and answer.outcome.kind != "graph":
        raise UsageError("QUERYCLI003", "The answer is a table.", advice="Use --format table, csv, tsv, json or xml.")
    _print(answer, format_name, vocabulary)


def _ask_local(
    query: str, solutions: str, graph: str, workspace_path: Path | None, timeout_s: float | None
) -> tuple[Answer, str]:
    workspace = open_workspace(workspace_path, query_timeout_s=timeout_s)
    edition = workspace.current_edition()
    limits = Limits.from_settings(workspace.settings)
    check_query(query, limits, service=True)
    job = QueryJob(
        query,
        solutions,
        graph,
        max_rows=limits.max_rows,
        max_bytes=limits.max_bytes,
    )
    pool = WorkerPool(limits, snapshot(edition), spare=False)
    try:
        services = Services(Policy.from_settings(workspace.settings))
        if (plan := services.plan(query, edition)) is not None:
            job = services.without_service(plan, job, edition, pool.run)
        return pool.run(job), edition.vocabulary
    finally:
        pool.close()


def _read(file: Path | None) -> str:
    if file is None or str(file) == "-":
        return sys.stdin.read()
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("QUERYCLI004", f"The query cannot be read: {error}.", where=str(file)) from error


def _print(answer: Answer, format_name: str, vocabulary: str) -> None:
    truncated = answer.outcome.truncated
    if format_name == "table" and answer.outcome.kind != "graph":
        for line in text_table(table(answer), vocabulary):
            print(line)
    else:
        for chunk in answer.chunks():
            sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()
    if truncated:
        print(f"sunqar: cut off after {answer.outcome.rows} rows; raise max_rows to have more.", file=sys.stderr)


def text_table(found: Table, vocabulary: str) -> Iterator[str]:
    """Lines of a plain table; wide cells are cut with an ellipsis."""
    if found.boolean is not None:
        yield "yes" if found.boolean else "no"
        return
    rows = [[_cell(row.get(name), vocabulary) for name in found.variables] for row in found.rows]
    widths = [
        min(_WIDEST, max([len(name), *(len(row[column]) for row in rows)]))
        for column, name in enumerate(found.variables)
    ]
    for cells in [list(found.variables), ["-" * width for width in widths], *rows]:
        yield "  ".join(_fit(cell, width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _cell(term: Term | None, vocabulary: str) -> str:
    if term is None:
        return ""
    if term.kind == "uri":
        return shorten(term.value, vocabulary)
    return " ".join(term.value.split())


def _fit(cell: str, width: int) -> str:
    return cell.ljust(width) if len(cell) <= width else cell[: width - 1] + "…"
