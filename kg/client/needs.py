"""Packages of the extra ``notebooks``, imported where they are used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from kg.client.errors import BadRequest


def needed(name: str) -> Any:
    """The module of that name; BadRequest CLIENT005 with the command that installs it, where it is missing."""
    try:
        return import_module(name)
    except ImportError as error:
        raise BadRequest(
            "CLIENT005",
            f"This needs the package {name.split('.')[0]}, which is not installed.",
            advice="Run: pip install 'sunqar[notebooks]'",
        ) from error
