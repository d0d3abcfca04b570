"""What can be wrong with a file of shapes."""

from __future__ import annotations

from extractors.errors import RunAborted


def unsupported(what: str, where: object) -> RunAborted:
    """SHAPES002: a construct that we do not compile. It is refused, since to skip it would be to say it holds."""
    return RunAborted(
        "SHAPES002",
        f"The shapes use {what}, which the validator does not support.",
        where=str(where),
        advice="Supported: targets by class, subjects, objects or node; property paths; minCount, maxCount, datatype,"
        " nodeKind, class, pattern, in, hasValue, min/maxInclusive, min/maxExclusive, min/maxLength, lessThan,"
        " lessThanOrEquals, disjoint, uniqueLang, or of these, and sparql.",
    )


def malformed(message: str, where: object) -> RunAborted:
    """SHAPES001: the file is no Turtle, or the shape is incomplete."""
    return RunAborted("SHAPES001", message, where=str(where), advice="Correct the shapes file at that place.")
