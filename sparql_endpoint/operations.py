"""For whoever runs it: is it up, can it answer."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from sparql_endpoint.responses import current_view

blueprint = Blueprint("operations", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> Response:
    """A query process answers about the current edition; 503 as a problem document where it does not."""
    view = current_view()
    view.ask("ASK {}")
    return jsonify(status="ready", edition=view.edition.number, in_memory=view.pool.in_memory)
