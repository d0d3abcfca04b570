"""Which edition is open: what a citation and a reader need to find the same again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class EditionInfo:
    """number and hash (sha256 over the graphs) as in a citation, and the day of publication.

    base, vocabulary: of its IRIs; archives: English names of those whose records it is made of
    """

    number: int
    hash: str
    date: date
    base: str
    vocabulary: str
    archives: tuple[str, ...] = ()

    def __str__(self) -> str:
        """``edition 3 of 2026-11-23 (sha256 1050ec5aed5f…)``."""
        return f"edition {self.number} of {self.date.isoformat()} (sha256 {self.hash[:12]}…)"
