"""For whoever runs it: is it up, can it answer."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, Response, current_app, jsonify

from sparql_endpoint.cache import AnswerCache
from sparql_endpoint.responses import current_view

blueprint = Blueprint("operations", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> Response:
    """A query process answers about the current edition; 503 as a problem document where it does not.

    answer_cache: requests that found a kept answer and that did not, answers that are kept, and bytes of all.
    """
    view = current_view()
    view.ask("ASK {}")
    cache: AnswerCache = current_app.extensions["sunqar.cache"]
    return jsonify(
        status="ready",
        edition=view.edition.number,
        in_memory=view.pool.in_memory,
        answer_cache=asdict(cache.figures),
    )
