"""The answers as a file of an edition, and read from it."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.connections.days import days
from kg.connections.follow import MOST, answer
from kg.connections.letters import letters
from kg.connections.shared import CLASSES, shared
from kg.connections.visits import visits
from kg.iri import Iris
from kg.statistics import json_text
from kg.store.base import Reader

FILE = "connections.json"


def connections(store: Reader, iris: Iris) -> dict[str, dict[str, Any]]:
    """Question to ``{"total": number, "rows": the first of them}``: persons, places, bodies, letters, days, visits.

    The store is one with summary graphs, as an edition has. Same store, same answers.
    """
    found = {key: shared(store, iris, class_) for key, class_ in CLASSES.items()}
    found["letters"] = letters(store, iris)
    found["days"] = days(store, iris)
    found["visits"] = visits(store, iris, [row["thing"] for row in found["persons"]])
    return {key: answer(rows) for key, rows in found.items()}


def write_connections(path: Path, store: Reader, iris: Iris) -> None:
    """Write them to a file of an edition."""
    path.write_text(json_text(connections(store, iris)), encoding="utf-8")


def read_connections(edition: Path) -> dict[str, dict[str, Any]]:
    """The answers of the edition in a folder, the first ``MOST`` rows of each.

    None for an edition that was published before there were any.
    """
    return _read(edition / FILE) if (edition / FILE).is_file() else {}


@lru_cache(maxsize=4)
def _read(path: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return {key: {"total": told["total"], "rows": told["rows"][:MOST]} for key, told in found.items()}
