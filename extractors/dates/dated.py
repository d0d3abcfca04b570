"""A reading as a date of a document."""

from __future__ import annotations

from extractors.dates.edtf import bounds
from extractors.dates.reading import Reading
from extractors.document import DateExpression

MODEL = "sunqar-dates 0.3.0"


def dated(
    expressed: str, reading: Reading, start: int | None = None, end: int | None = None, reason: str = ""
) -> DateExpression:
    """The date that words were read as; start and end are their place, reason what decided beside the words."""
    earliest, latest = bounds(reading.edtf)
    return DateExpression(
        expressed,
        reading.edtf,
        earliest,
        latest,
        calendar=reading.calendar,
        method="rule",
        confidence=reading.confidence,
        start=start,
        end=end,
        model=MODEL,
        rule=reading.rule,
        reason=reason,
    )
