"""What an authority list joins, and what it does not."""

from __future__ import annotations

from kg.resolve.candidates import Candidate
from kg.resolve.linkers.authority_list import AuthorityListLinker


def person(
    iri: str,
    name: str,
    *,
    archive: str = "qa",
    documents: tuple[str, ...] = ("d1",),
    references: tuple[str, ...] = (),
    identifiers: tuple[str, ...] = (),
    described: bool = False,
) -> Candidate:
    return Candidate(
        iri, "PERSON", archive, (("en", name),), (name.casefold(),), identifiers, references, documents, described
    )


def test_a_list_joins_whoever_uses_its_local_ids() -> None:
    entry = person(
        "l:1", "Kissinger, Henry", archive="ref", references=("v#p_K",), identifiers=("viaf:1",), described=True
    )
    here = person("m:1", "Kissinger", references=("v#p_K",))
    there = person("m:2", "Henry", archive="kz", references=("v#p_K",))
    found = list(AuthorityListLinker().propose((entry, here, there)))
    assert {(j.left, j.right) for j in found if j.method == "authority-list"} == {("l:1", "m:1"), ("l:1", "m:2")}
    by_identifier = [j for j in found if j.method == "authority-list"]
    assert all(j.verdict == "SAME" and j.evidence == (("shared identifier", "viaf:1"),) for j in by_identifier)


def test_the_same_short_id_in_two_archives_is_not_identity() -> None:
    one = person("m:1", "Ahmad", references=("P-1",))
    other = person("m:2", "Serik", archive="kz", references=("P-1",))
    assert list(AuthorityListLinker().propose((one, other))) == []
