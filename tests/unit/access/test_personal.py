"""Everything that the mapping can say of a person is either cut of the living or kept on purpose."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extractors.registry import reader_for
from extractors.source import Source
from kg.access.living import living_persons, personal_of
from kg.access.personal import EXISTENCE, properties
from kg.access.pruning import triples
from kg.conversion import convert
from kg.iri import Iris
from kg.rdf.note_kinds import AGENT_NOTES, BOTH
from kg.rdf.vocabulary import ENTITY_DATES, RELATIONS
from kg.store.oxigraph import OxigraphStore
from ontology.terms import DCTERMS, OA, RDF, RDFS, RICO

DATA = Path(__file__).parents[2] / "data" / "complete"
IRIS = Iris("http://e", "http://e/def#")
OWN = IRIS.own
ENDED = '<toDate notBefore="1950" notAfter="1952">about 1951</toDate>'
NAMES = {RDF.type, RDFS.label, RICO.identifier, RICO.hasOrHadAgentName, OWN("externalId"), DCTERMS.relation}
WORK = {
    RICO.hasDeathDate, RICO.hasDeathPlace, RICO.occurredAtDate, RICO.occupiesOrOccupied, RICO.isOrWasMemberOf,
    RICO.hasOrHadMember, RICO.isOrWasLeaderOf, RICO.hasOrHadLeader, RICO.isSuccessorOf, RICO.hasSuccessor,
    RICO.isOrWasSubdivisionOf,
    RICO.hasOrHadSubdivision, RICO.isOrWasControllerOf, RICO.hasOrHadController, RICO.isAgentAssociatedWithAgent,
    RICO.hasOrHadParticipant, RICO.performsOrPerformed, RICO.hasOrHadOccupationOfType, RICO.authorizedBy,
    RICO.affectsOrAffected, RICO.resultsOrResultedIn, RICO.isCreatorOf, RICO.isOrWasSubjectOf, RICO.isRelatedTo,
}  # fmt: skip
WORDS = {
    RICO.history, RICO.authorizingMandate, RICO.ruleFollowed, OWN("generalContext"), OWN("functionNote"),
    OWN("occupationNote"), OWN("heading"), RICO.hasOrHadLanguage, OWN("script"),
}  # fmt: skip
ABOUT = {
    OA.hasBody, RICO.describesOrDescribed, RICO.relationHasSource, RICO.relationHasTarget, RICO.relationConnects,
    OWN("mentions"), RICO.hasCreator, RICO.hasOrHadSubject, RICO.isOrWasDescribedBy,
}  # fmt: skip
DECIDED = properties(IRIS) | {EXISTENCE} | NAMES | WORK | WORDS | ABOUT


def lines(name: str, ended: str = ENDED) -> list[str]:
    text = (DATA / name).read_text("utf-8").replace(ENDED, ended).replace('"1880" localType', '"1980" localType')
    source = Source(name, "arc", text.encode())
    return list(convert(source, reader_for(source), IRIS)[0].graph.lines)


def stored(graph: list[str], folder: Path) -> OxigraphStore:
    store = OxigraphStore(folder)
    store.replace_graphs((), "".join(graph).encode())
    return store


@pytest.mark.parametrize("name", ["eac.xml", "eac2.xml"])
def test_each_property_of_a_person_is_decided_upon(name: str) -> None:
    found = list(triples(lines(name)))
    persons = {one.subject for one in found if one.predicate == RDF.type and one.target == RICO.Person}
    said = {one.predicate for one in found if one.subject in persons or one.target in persons}
    assert persons
    assert not said - DECIDED


def test_each_property_of_the_tables_is_decided_upon() -> None:
    tables = {*AGENT_NOTES.values(), *map(OWN, BOTH.values()), *ENTITY_DATES.values()}
    assert tables | {shortcut for _, shortcut, _ in RELATIONS.values()} <= DECIDED


def test_nothing_personal_is_left_of_the_living(tmp_path: Path) -> None:
    graph = lines("eac.xml", "")
    store = stored(graph, tmp_path / "s")
    living = living_persons(store, date(2026, 1, 1), 110)
    assert IRIS.local("arc", "P-1") in living
    kept = personal_of(store, living, IRIS).cut(graph)[0]
    told = [line for line in kept if not any(f"<{words}>" in line for words in (OWN("text"), RICO.history))]
    quoted = (OA.exact, OA.prefix, OA.suffix)
    told = [line for line in told if not any(f"<{words}>" in line for words in quoted)]
    for secret in ("c. 1880", "Old town", "Approximate.", "female", "Root", "#FamilyRelation", "citizen"):
        about = [line for line in told if secret in line and "/id/local/" in line.partition(" ")[0]]
        assert not [line for line in about if any(iri in line for iri in living)], secret
    assert not [line for line in told if "c. 1880" in line]
    assert [line for line in kept if RICO.hasOrHadOccupationOfType in line]
    assert [line for line in kept if OWN("occupationNote") in line or OWN("generalContext") in line]


def test_the_dead_keep_all(tmp_path: Path) -> None:
    graph = lines("eac.xml")
    assert not living_persons(stored(graph, tmp_path / "s"), date(2026, 1, 1), 110)
