"""``sunqar serve``: the application under waitress, from a workspace's current edition."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from extractors.errors import RunAborted, UsageError
from kg.edition import Edition
from kg.push.action import store_of
from kg.reports.actions import book_of
from kg.workspace import Workspace, open_workspace
from sparql_endpoint import logs
from sparql_endpoint.app import create_app
from sparql_endpoint.limits import Limits
from sparql_endpoint.memory import few_arenas
from sparql_endpoint.metrics import NAME as METRICS
from sparql_endpoint.metrics import lag_of
from sparql_endpoint.operations import STOPPING, WHOLE
from sparql_endpoint.own.start import writable_server
from sparql_endpoint.portal.query.links import FILE_NAME as QUERIES
from sparql_endpoint.portal.query.links import ShortLinks
from sparql_endpoint.portal.query.page import LINKS
from sparql_endpoint.portal.report.views import NAME as REPORTS
from sparql_endpoint.portal.review.reviewing import NAME as REVIEW
from sparql_endpoint.portal.review.reviewing import Reviewing
from sparql_endpoint.remote_editions import RemoteEditions
from sparql_endpoint.service import Service
from sparql_endpoint.services.policy import Policy
from sparql_endpoint.stopping import Stopping
from sparql_endpoint.tokens import Tokens, read_tokens
from sparql_endpoint.whole import WholeEditions
from sparql_endpoint.writing import Writing

_SPARE_THREADS = 8
_CONNECTIONS = 1000
_REFUSED_UNREAD = 32 << 20
"""Bodies up to this size are taken and refused with a problem document; of larger ones the rest is not read."""


def serve_workspace(
    workspace_path: Path | None, *, writable: bool = False, token_file: Path | None = None, **flags: Any
) -> None:
    """Serve until SIGINT or SIGTERM. RunAborted where there is no edition or the address is taken; UsageError SERVE002.

    token_file: whoever has a token of it may review; with writable also write, and a workspace without an edition gets
    an empty one.
    """
    few_arenas()
    workspace = open_workspace(workspace_path, **flags)
    settings = workspace.settings
    logs.open_log(as_json=settings.log_json)
    limits = Limits.from_settings(settings)
    if settings.store:
        if writable:
            raise UsageError("SERVE002", "A remote store is served read-only.", advice="Leave out --writable.")
        remote = RemoteEditions(workspace, store_of(settings))
        _serve(workspace, limits, remote, None, _tokens(token_file))
    elif writable:
        # A copy of the edition in memory would have to be made anew after each write.
        limits = replace(limits, edition_in_memory="never")
        with writable_server(workspace, limits, token_file) as own:
            _serve(workspace, limits, own.graphs, own, own.tokens)
    else:
        _serve(workspace, limits, WholeEditions(workspace, _told), None, _tokens(token_file))


def _tokens(path: Path | None) -> Tokens | None:
    if path is None:
        return None
    tokens, warnings = read_tokens(path)
    for warning in warnings:
        print(f"sunqar: {warning}", file=sys.stderr, flush=True)
    return tokens


def _serve(
    workspace: Workspace,
    limits: Limits,
    editions: Callable[[], Edition],
    own: Writing | None,
    tokens: Tokens | None,
) -> None:
    settings = workspace.settings
    # Forked before any thread of the server exists; the processes come from the zygote anyway.
    app = create_app(editions, limits, Policy.from_settings(settings), own)
    if tokens is not None:
        app.extensions[REVIEW] = Reviewing.of(workspace, tokens)
    app.extensions[LINKS] = ShortLinks(workspace.path / QUERIES)
    app.extensions[REPORTS] = book_of(workspace)
    app.extensions[METRICS].add(lag_of(workspace.ledger_path))
    if isinstance(editions, WholeEditions):
        app.extensions[WHOLE] = editions
    service: Service = app.extensions["sunqar"]
    try:
        server = make_server(app, limits, settings.host, settings.port)
        edition = service.editions()
        address = f"http://{_written(settings.host)}:{server.effective_port}/"
        how = "is served, with own graphs to be written," if own else "is served"
        if settings.log_json:
            logs.event("serving", edition=edition.number, address=address, writable=own is not None)
        else:
            print(f"Edition {edition.number} {how} at {address} (Ctrl-C ends it)", file=sys.stderr, flush=True)
        app.extensions[STOPPING] = stopping = Stopping(server, settings.stop_s, logs.event)
        stopping.install()
        stopping.run()
    finally:
        service.close()


def make_server(app: Any, limits: Limits, host: str, port: int) -> Any:
    """A waitress server, bound and not yet running. RunAborted where it cannot be bound."""
    from waitress.server import create_server

    from sparql_endpoint.channels import improve
    from sparql_endpoint.threads import LastIdleFirst

    threads = LastIdleFirst()
    try:
        server = create_server(
            app,
            _dispatcher=threads,
            host=host,
            port=port,
            connection_limit=_CONNECTIONS,
            asyncore_use_poll=True,  # select knows no descriptor above 1023
            # A slow reader's answer waits on disk, and no query process waits for it.
            outbuf_high_watermark=2 * limits.max_bytes,
            clear_untrusted_proxy_headers=False,  # ``clients`` reads X-Forwarded-For, and nothing else does
            ident="",
            max_request_body_size=max(_REFUSED_UNREAD, 2 * limits.max_write_bytes),
            max_request_header_size=4 * limits.max_url_bytes,
            channel_request_lookahead=1,  # so that a client that has gone is noticed while its query runs
            expose_tracebacks=False,
        )
        threads.set_thread_count(limits.workers + limits.short_places + limits.queue + _SPARE_THREADS)
        improve(server, limits.request_timeout_s, app.extensions["sunqar.express"].again)
        return server
    except OSError as error:
        raise RunAborted(
            "SERVE001",
            f"Port {port} of {host} cannot be used: {error.strerror}.",
            advice="Name another with --port, or 0 for any that is free.",
        ) from error


def _told(what: str, number: str, why: str) -> None:
    if what == "refused":
        logs.warning("edition refused", edition=int(number), why=why)
    else:
        logs.event("edition taken up", edition=int(number))


def _written(host: str) -> str:
    return f"[{host}]" if ":" in host else host
