"""An expression as ``sunqar dates`` answers it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from extractors.dates.alternatives import explain
from extractors.dates.edtf import bounds


def answer_of(expressed: str, lang: str | None) -> dict[str, Any]:
    """edtf, earliest, latest, calendar, rule, confidence (all None where it is no sure date) and alternatives."""
    reading, alternatives = explain(expressed, lang)
    earliest, latest = bounds(reading.edtf if reading else None)
    return {
        "edtf": reading.edtf if reading else None,
        "earliest": earliest,
        "latest": latest,
        "calendar": reading.calendar if reading else None,
        "rule": reading.rule if reading else None,
        "confidence": reading.confidence if reading else None,
        "alternatives": [asdict(alternative) for alternative in alternatives],
    }
