"""The blueprint; each module of pages adds its routes to it."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("review", __name__, url_prefix="/review")
