"""How much of an edition has a name or a title in each language of the portal, and how its mentions were found."""

from __future__ import annotations

from dataclasses import dataclass

from kg.edition import Edition
from sparql_endpoint.portal.i18n import LANGUAGES


@dataclass(frozen=True)
class Covered:
    """Things of a kind: how many there are, and how many have a name in each language of the portal, in its order."""

    kind: str
    total: int
    named: tuple[int, ...]

    @property
    def shares(self) -> tuple[tuple[int, int], ...]:
        """Number and whole percent of each language; under one percent but not nothing is 1."""
        return tuple((n, max(1, n * 100 // self.total) if n and self.total else 0) for n in self.named)


@dataclass(frozen=True)
class Method:
    """A way in which mentions were found: key, how many, whole percent of all."""

    key: str
    mentions: int
    percent: int


def coverage(edition: Edition) -> tuple[Covered, ...]:
    """By kind, records first; empty for an edition that was published before this was counted."""
    told, stats = edition.stats.get("coverage", {}), edition.stats
    kinds = [("record", "title", int(stats.get("records", 0)))]
    kinds += [("body" if key == "org" else key, key, int(n)) for key, n in stats.get("entities", {}).items()]
    return tuple(
        Covered(kind, total, tuple(int(told[key].get(code, 0)) for code in LANGUAGES))
        for kind, key, total in kinds
        if total and key in told
    )


def methods(edition: Edition) -> tuple[Method, ...]:
    """The most frequent first."""
    found = edition.stats.get("methods", {})
    total = sum(found.values())
    ordered = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Method(key.removeprefix("method-"), n, round(n * 100 / total)) for key, n in ordered)
