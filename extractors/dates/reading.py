"""What an expression means."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """EDTF, calendar, the token after the last, whether it is more than a bare year, and the rule that read it."""

    edtf: str
    calendar: str
    next: int
    sure: bool
    confidence: float
    rule: str
