"""Editions in the formats of others. One file a format, found through the entry points ``sunqar.exporters``."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from kg.edition import Edition

EXPORTERS = "sunqar.exporters"


class Exporter(Protocol):
    """Writes an edition, the same bytes for the same edition."""

    folder: bool
    """Whether it makes a folder of files rather than one file."""

    def __call__(self, edition: Edition, output: Path) -> None:
        """output does not exist yet, its parent does. RunAborted or UsageError where it cannot be done."""
