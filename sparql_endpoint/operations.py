"""For whoever runs it: is it up, can it answer, what does it do."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, Response, current_app, jsonify
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from extractors.errors import RunAborted
from sparql_endpoint.cache import AnswerCache
from sparql_endpoint.metrics import NAME, Metrics
from sparql_endpoint.responses import current_view
from sparql_endpoint.stopping import Stopping
from sparql_endpoint.whole import WholeEditions

blueprint = Blueprint("operations", __name__)
WHOLE = "sunqar.whole"
STOPPING = "sunqar.stopping"


@blueprint.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> Response:
    """A query process answers about the current edition; 503 as a problem document where it does not, with the reason.

    answer_cache: requests that found a kept answer and that did not, answers that are kept, and bytes of all. refused:
    numbers of editions that are damaged and are not served. checking: whether a newer one is being looked through.
    """
    stopping: Stopping | None = current_app.extensions.get(STOPPING)
    if stopping is not None and stopping.asked:
        raise RunAborted("SERVE002", "The server is being stopped.")
    view = current_view()
    view.ask("ASK {}")
    cache: AnswerCache = current_app.extensions["sunqar.cache"]
    whole: WholeEditions | None = current_app.extensions.get(WHOLE)
    return jsonify(
        status="ready",
        edition=view.edition.number,
        in_memory=view.pool.in_memory,
        answer_cache=asdict(cache.figures),
        refused=sorted(map(int, whole.refused)) if whole else [],
        checking=whole.waits if whole else False,
    )


@blueprint.get("/metrics")
def metrics() -> Response:
    """Counts and present states in the text format of Prometheus; nothing of any reader."""
    kept: Metrics = current_app.extensions[NAME]
    return Response(generate_latest(kept.registry), content_type=CONTENT_TYPE_LATEST)
