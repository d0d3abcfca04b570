"""Same outside identifier, same entity: editors' identity lists, authority files, registries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from extractors.readers.registry_ids import CLOSE, SCHEMES
from kg.resolve.candidates import Candidate
from kg.resolve.judgements import Judgement, judge

REGISTRIES = frozenset({*SCHEMES, *SCHEMES.values(), "iri", "histstate-people", "oape", "sunqar-demo"})
"""Schemes whose values mean the same thing whoever uses them."""


class AuthorityListLinker:
    """Joins local entities that carry, or whose reference is given, the same identifier of a registry.

    An authority list says "whoever writes local id X means person Y": it reaches every archive that uses X, a bare
    number or word only its own. An editors' id that no list explains joins across archives only where the names agree
    as well. What a list calls only near to an identifier is suggested.
    """

    name = "authority-list"

    def propose(self, candidates: tuple[Candidate, ...]) -> Iterator[Judgement]:
        """Stars, not cliques: everyone with an identifier is joined to the first by IRI."""
        explained: dict[tuple[str, str], set[str]] = defaultdict(set)
        for candidate in candidates:
            for reference in candidate.references if candidate.described else ():
                explained[_reach(reference, candidate.archive)].update(candidate.identifiers)
        by_identifier: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
        by_reference: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
        for candidate in candidates:
            for identifier in sorted(self._identifiers(candidate, explained)):
                by_identifier[candidate.label, identifier].append(candidate)
            for reference in candidate.references:
                by_reference[candidate.label, reference].append(candidate)
        for (_, identifier), group in sorted(by_identifier.items()):
            for other in group[1:]:
                yield judge(group[0].iri, other.iri, "SAME", self.name, 1.0, ("shared identifier", identifier))
        yield from _near(candidates, by_identifier)
        for (_, reference), group in sorted(by_reference.items()):
            for other in group[1:]:
                shared = _shared_tokens(group[0], other)
                if shared:
                    evidence = (("shared editors' id", reference), ("name", " ".join(sorted(shared))))
                    yield judge(group[0].iri, other.iri, "SAME", f"{self.name}/reference", 0.99, *evidence)

    @staticmethod
    def _identifiers(candidate: Candidate, explained: dict[tuple[str, str], set[str]]) -> set[str]:
        found = set(candidate.identifiers)
        for reference in candidate.references:
            found |= explained.get(_reach(reference, candidate.archive), set())
            if reference.split(":", 1)[0] in REGISTRIES:
                found.add(reference)
        return {identifier for identifier in found if identifier.split(":", 1)[0] in REGISTRIES}


def _reach(reference: str, archive: str) -> tuple[str, str]:
    """Where a local id means the same thing: everywhere for ``v01#p_K`` or ``list:7``, in its own archive for ``7``."""
    return reference, "" if ":" in reference or "#" in reference else archive


def _near(
    candidates: tuple[Candidate, ...], by_identifier: dict[tuple[str, str], list[Candidate]]
) -> Iterator[Judgement]:
    """What a list calls a close match of an identifier, to the first that carries it."""
    for candidate in candidates:
        for identifier in (each.removeprefix(CLOSE) for each in candidate.identifiers if each.startswith(CLOSE)):
            for other in by_identifier.get((candidate.label, identifier), [])[:1]:
                if other.iri != candidate.iri:
                    evidence = ("identifier", f"close match of {identifier}")
                    yield judge(candidate.iri, other.iri, "UNSURE", f"{AuthorityListLinker.name}/close", 0.6, evidence)


def _shared_tokens(one: Candidate, other: Candidate) -> set[str]:
    def tokens(candidate: Candidate) -> set[str]:
        return {token for name in candidate.folded for token in name.split() if len(token) > 2}

    return tokens(one) & tokens(other)
