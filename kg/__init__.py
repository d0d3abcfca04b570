"""The graph: identity, meaning, storage, editions. ``open_graph`` opens one for research."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.client import open_graph as open_graph

__all__ = ["open_graph"]


def __getattr__(name: str) -> object:
    """``kg.open_graph``, imported when it is asked for: the package itself stays light."""
    if name == "open_graph":
        from kg.client import open_graph

        return open_graph
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
