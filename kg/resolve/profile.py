"""What is known of a local entity, or of an entry of an authority list, when it is compared with another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Years:
    """Gregorian years, both ends included; negative before the year 1 (astronomical, so 0 is 1 BCE)."""

    earliest: int
    latest: int

    def apart(self, other: Years) -> int:
        """Years between the two; 0 where they meet."""
        return max(0, self.earliest - other.latest, other.earliest - self.latest)


@dataclass(frozen=True, slots=True)
class Profile:
    """One side of a comparison. Empty means unknown, never absent.

    key          IRI of a local entity, or id of an authority entry
    label        PERSON, PLACE, ORG or EVENT
    names        (form, BCP 47 language or None), the preferred one first
    born, died   when, as closely as is known
    active       first and last year in which the sources see it: dates of documents, terms of office
    roles        titles, positions, descriptions in the source's words: "Ambassador to Iran to March 1957"
    places       names of places that the sources tie to it
    companions   folded names of whom the same documents name
    identifiers  of outside registries, as scheme:value
    documents    that name it
    archive      code of the archive, empty for an authority list
    described    an entry that describes it, rather than mentions in texts
    """

    key: str
    label: str
    names: tuple[tuple[str, str | None], ...]
    born: Years | None = None
    died: Years | None = None
    active: Years | None = None
    roles: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    companions: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    archive: str = ""
    described: bool = False
