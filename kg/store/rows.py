"""Answers of the engine as what crosses the border of the stores: rows of text, or a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox


def rows(store: ox.Store, query: str) -> Iterator[dict[str, str]]:
    """As ``kg.store.base.Reader.select``."""
    results: Any = store.query(query)
    names = [variable.value for variable in results.variables]
    for row in results:
        yield {name: term.value for name in names if (term := row[name]) is not None}


def table(store: ox.Store, query: str) -> bytes:
    """As ``kg.store.base.Reader.table``."""
    results: Any = store.query(query)
    found: bytes = results.serialize(format=ox.QueryResultsFormat.TSV)
    return found
