"""The local entities of a ledger, each put together when it is first asked for: most commands look at a few only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.resolve.candidates import Candidate, Row, candidate, joined_facts, joined_identifiers
from kg.resolve.forbidden import Traits, traits_from, traits_of


class Known(Mapping[str, Candidate]):
    """By IRI, in its order: those of rows of the ledger, and others that are whole already and go before them."""

    def __init__(self, rows: Mapping[str, list[Row]], others: Iterable[Candidate]) -> None:
        self._rows = rows
        self._whole = {other.iri: other for other in others}
        self._order = sorted({*rows, *self._whole})

    def __getitem__(self, iri: str) -> Candidate:
        found = self._whole.get(iri)
        if found is None:
            found = self._whole[iri] = candidate(iri, self._rows[iri])
        return found

    def __contains__(self, iri: object) -> bool:
        return iri in self._rows or iri in self._whole

    def __iter__(self) -> Iterator[str]:
        return iter(self._order)

    def __len__(self) -> int:
        return len(self._order)

    @property
    def rows(self) -> Mapping[str, list[Row]]:
        """Those of the ledger, as ``entity_rows`` has them."""
        return self._rows

    def archive(self, iri: str) -> str:
        """Code of its archive."""
        return self._whole[iri].archive if iri in self._whole else str(self._rows[iri][0][2])

    def size(self, iri: str) -> int:
        """Documents that name it; at least one, its own entry."""
        if iri in self._whole:
            return max(len(self._whole[iri].documents), 1)
        rows = self._rows[iri]
        return 1 if len(rows) == 1 else len({row[7] for row in rows})

    def traits(self, iri: str) -> Traits:
        """What can forbid; of a row of the ledger read without the rest of it."""
        if iri in self._whole:
            return traits_of([self._whole[iri]])[iri]
        rows = self._rows[iri]
        label = rows[0][1]
        lives = label == "PERSON" and any('"born"' in row[10] or '"died"' in row[10] for row in rows)
        facts = joined_facts(rows) if lives else None
        return traits_from(label, joined_identifiers(rows), facts)


class KnownTraits(Mapping[str, Traits]):
    """What can forbid, by IRI, worked out when it is first asked for."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._found: dict[str, Traits] = {}
        self._shared: dict[Traits, Traits] = {}

    def __getitem__(self, iri: str) -> Traits:
        found = self._found.get(iri)
        if found is None:
            made = self._known.traits(iri)
            # Most say nothing but their kind: one object for all of them, which is compared with itself at once.
            found = self._found[iri] = self._shared.setdefault(made, made)
        return found

    def __contains__(self, iri: object) -> bool:
        return iri in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)
