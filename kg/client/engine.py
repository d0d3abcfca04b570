"""The engine of a local edition: queries in a process of their own, ended at limits of time and memory."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Protocol

from extractors.registry import load
from kg.edition import Edition
from kg.settings import Settings

GROUP = "sunqar.engines"
NAME = "killable"


class EngineAnswer(Protocol):
    """What an engine gives: bytes of the format asked for."""

    kind: Literal["solutions", "boolean", "graph"]
    body: bytes
    truncated: bool


class Engine(Protocol):
    """Answers queries on one edition as our endpoint does, services included. CodedError as there."""

    def ask(self, query: str) -> EngineAnswer:
        """SPARQL JSON for SELECT and ASK, N-Triples for CONSTRUCT and DESCRIBE."""

    def close(self) -> None:
        """End its processes."""


def start(edition: Edition, settings: Settings | None, timeout_s: float) -> Engine:
    """The engine of the endpoint, which is another package: it is found by its entry point.

    timeout_s: wall clock of one query
    """
    made: Engine = load(GROUP, NAME)(edition, settings, timeout_s)  # type: ignore[operator]
    return made


def settings_of(folder: Path) -> Settings | None:
    """Settings of the workspace that an edition's folder lies in (``WORKSPACE/editions/N``); None for a copy alone."""
    from kg.settings import FILE_NAME, load_settings

    workspace = folder.parent.parent
    return load_settings(workspace) if (workspace / FILE_NAME).is_file() else None
