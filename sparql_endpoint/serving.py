"""``sunqar serve``: the application under waitress, from a workspace's current edition."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any

from extractors.errors import RunAborted
from kg.workspace import open_workspace
from sparql_endpoint.app import create_app
from sparql_endpoint.limits import Limits
from sparql_endpoint.service import Service, editions_of
from sparql_endpoint.services.policy import Policy

_SPARE_THREADS = 8
_REFUSED_UNREAD = 32 << 20
"""Bodies up to this size are taken and refused with a problem document; of larger ones the rest is not read."""


def serve_workspace(workspace_path: Path | None, **flags: Any) -> None:
    """Serve until SIGINT or SIGTERM. RunAborted where there is no edition or the address is taken."""
    workspace = open_workspace(workspace_path, **flags)
    settings = workspace.settings
    limits = Limits.from_settings(settings)
    # Forked before any thread of the server exists; the processes come from the zygote anyway.
    app = create_app(editions_of(workspace), limits, Policy.from_settings(settings))
    service: Service = app.extensions["sunqar"]
    try:
        server = make_server(app, limits, settings.host, settings.port)
        edition = service.editions()
        address = f"http://{_written(settings.host)}:{server.effective_port}/"
        print(f"Edition {edition.number} is served at {address} (Ctrl-C ends it)", file=sys.stderr, flush=True)
        signal.signal(signal.SIGTERM, _leave)
        server.run()
    finally:
        service.close()


def make_server(app: Any, limits: Limits, host: str, port: int) -> Any:
    """A waitress server, bound and not yet running. RunAborted where it cannot be bound."""
    from waitress.server import create_server

    try:
        return create_server(
            app,
            host=host,
            port=port,
            threads=2 * limits.workers + limits.queue + _SPARE_THREADS,
            ident="",
            max_request_body_size=_REFUSED_UNREAD,
            max_request_header_size=4 * limits.max_url_bytes,
            channel_request_lookahead=1,  # so that a client that has gone is noticed while its query runs
            expose_tracebacks=False,
        )
    except OSError as error:
        raise RunAborted(
            "SERVE001",
            f"Port {port} of {host} cannot be used: {error.strerror}.",
            advice="Name another with --port, or 0 for any that is free.",
        ) from error


def _written(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _leave(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
