"""By what a result can be narrowed, and what of it is chosen."""

from __future__ import annotations

from dataclasses import dataclass, fields

FACETS = ("type", "archive", "date", "place", "language", "form", "confidence", "reviewed")
"""Their numbers in the index are their places here."""
SEVERAL = "*"
"""Value of the facet of archives for what more than one of them holds or names."""
THRESHOLDS = (50, 60, 70, 80, 90, 95)
"""Offered values of the facet of confidence, in hundredths."""
REVIEWER, EDITED, MACHINE = "reviewer", "edited", "machine"
"""Values of the facet reviewed: a reviewer decided who or what it is; editors or a catalogue marked it; neither."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen. Of one facet, any of its values will do; of several facets, each must hold. Empty: all.

    type       of KINDS;  archive: codes, or SEVERAL;  place: IRIs of shared places
    language   primary subtags of BCP 47;  form: IRIs of forms of documents, levels of sets, types of events
    reviewed   REVIEWER, EDITED or MACHINE
    since, until  years: what is of no later and no earlier time, by any of its spans
    confidence least confidence of the surest mention, 0 to 1
    """

    type: tuple[str, ...] = ()
    archive: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    reviewed: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    confidence: float | None = None

    def values(self) -> dict[str, tuple[str, ...]]:
        """Facet to its chosen values, of those facets that have lists of values and some chosen."""
        named = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: value for name, value in named.items() if isinstance(value, tuple) and value}

    @property
    def dated(self) -> bool:
        """Whether years are chosen."""
        return self.since is not None or self.until is not None

    @property
    def empty(self) -> bool:
        """Whether nothing is chosen."""
        return not (self.values() or self.dated or self.confidence is not None)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet: how many things there would be were it chosen beside the choices of other facets."""

    value: str
    count: int
    chosen: bool


def decade(year: int) -> int:
    """Its first year, before the common era too.

    >>> decade(1939), decade(1940), decade(-1)
    (1930, 1940, -10)
    """
    return year // 10 * 10
