"""A small graph that changes at random: records, sets, entities, letters, visits and links in several graphs."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pyoxigraph as ox

from kg.iri import Iris
from kg.prefixes import standard_prefixes
from kg.store.named import APART
from kg.store.oxigraph import OxigraphStore
from kg.updates.delta import Delta, quad_of

IRIS = Iris("http://a.example", "http://a.example/def#")
PREFIXES = "".join(f"PREFIX {name}: <{space}> " for name, space in standard_prefixes(IRIS.vocabulary).items())
RECORDS, ENTITIES, SETS, DATES, ARCHIVES = 16, 10, 4, 6, ("a", "b", "c")
KINDS = ("Person", "CorporateBody", "Place", "Person", "Event")
Lines = frozenset[str]


class Memory(OxigraphStore):
    """The engine's store without a folder."""

    def __init__(self, lines: Lines) -> None:
        self._store = ox.Store()
        self._loaded = 0
        united = [line for line in lines if APART not in line.rpartition("<")[2]]
        triples = "".join(line[: line.rindex("<")] + ".\n" for line in united)
        self._store.extend(ox.parse(input="".join(lines), format=ox.RdfFormat.N_QUADS))
        self._store.extend(ox.parse(input=triples, format=ox.RdfFormat.N_TRIPLES))


def delta(before: Lines, after: Lines) -> Delta:
    """Between two states."""
    return Delta(frozenset(map(quad_of, before - after)), frozenset(map(quad_of, after - before)))


def states(seed: int, steps: int) -> Iterator[Lines]:
    """One after the other, each in canonical N-Quads; most of what could be said is said, and little changes.

    Classes change less often: without them there is little to count.
    """
    chance = random.Random(seed)
    everything = sorted(_everything(chance))
    often = {line: 0.2 if "rdf-syntax-ns#type" in line else 1.0 for line in everything}
    held = {line for line in everything if chance.random() < 1 - 0.15 * often[line]}
    for _ in range(steps):
        yield frozenset(held)
        rate = chance.choice((0.01, 0.06))
        held ^= {line for line in everything if chance.random() < rate * often[line]}


def _everything(chance: random.Random) -> Iterator[str]:
    for graph, text in _facts(chance):
        for triple in ox.parse(input=PREFIXES + text, format=ox.RdfFormat.TURTLE):
            yield f"{triple.triple} <{graph}> .\n"


def _facts(chance: random.Random) -> Iterator[tuple[str, str]]:
    resolved = IRIS.graph("resolved")
    entity, local, record = (lambda at, kind=kind: f"<http://a.example/id/{kind}/{at}>" for kind in ("e", "l", "r"))
    archive, date = (lambda at: f"<{IRIS.archive(at)}>"), (lambda at: f"<http://a.example/id/date/{at}>")

    def some(number: int, most: int) -> list[int]:
        return [chance.randrange(number) for _ in range(chance.randint(0, most))]

    for at in range(DATES):
        year = 1900 + at // 2 * 7
        yield (
            resolved,
            f'{date(at)} rico:beginningDate "{year}-01-01"^^xsd:date ; rico:endDate "{year}-01-01"^^xsd:date .',
        )
        yield resolved, f'{date(at)} rico:endDate "{year}-12-31"^^xsd:date .' if at % 3 == 0 else ""
    for at in range(ENTITIES):
        yield resolved, f'{entity(at)} a kg:Entity , rico:{KINDS[at % 5]} ; rdfs:label "e{at}"@en , "é{at}"@kk-cyrl .'
        yield resolved, f'{entity(at)} a rico:{KINDS[at % 4]} ; kg:externalId "geonames:{at}" , "q:{at}" .'
        yield resolved, f'{entity(at)} rico:hasOrHadOccupationOfType {entity(at // 2)} ; rdfs:label "e{at}" .'
        if KINDS[at % 5] == "Event":
            yield (
                resolved,
                f"{entity(at)} rico:hasEventType kg:event-visit , kg:event-meeting ; "
                + "".join(f"rico:hasOrHadParticipant {entity(guest)} ; " for guest in (0, 3, 5))
                + f"rico:hasOrHadLocation {entity(2)} , {entity(7)} ; rico:occurredAtDate {date(at % DATES)} .",
            )
    for at in range(SETS):
        above = (at + 1) % SETS if chance.random() < 0.2 else min(at + 1, SETS)
        yield (
            IRIS.graph("archives"),
            f"{record(100 + at)} a rico:RecordSet ; rico:isOrWasIncludedIn {record(100 + above)} .",
        )
        yield (
            IRIS.graph("archives"),
            f"{record(100 + at)} kg:mentions {entity(at)} ; rico:hasOrHadHolder {archive('c')} .",
        )
    for code in ARCHIVES[:2]:
        yield IRIS.graph("archives"), f"{archive(code)} a schema:ArchiveOrganization ."
    for at in range(RECORDS):
        graph = IRIS.graph(f"source/{at}")
        code, one = ARCHIVES[chance.randrange(3) if at % 4 == 0 else at % 2], record(at)
        yield (
            graph,
            f"<{graph}> prov:wasAttributedTo {archive(code)} ; dcterms:license <http://l/{at % 2}> , <http://l/2> .",
        )
        yield graph, f'{one} a rico:Record ; rico:hasOrHadHolder {archive(code)} ; rico:title "t"@en , "т"@ru .'
        yield (
            graph,
            f"{one} rico:hasOrHadHolder {entity(1)} ; rico:hasOrHadLanguage kg:lang-{'enkk'[at % 2 * 2 :][:2]} .",
        )
        yield IRIS.graph(f"source/{(at + 1) % RECORDS}"), f"{one} a rico:Record ; kg:mentions {entity(at % ENTITIES)} ."
        for other in (*some(ENTITIES, 6), 0):
            yield graph, f"{one} kg:mentions {entity(other)} ; rico:hasOrHadSubject {entity(other)} ."
        for other in some(SETS, 2):
            yield graph, f"{one} rico:isOrWasIncludedIn {record(100 + other)} ."
        for other in (*some(DATES, 2), at % 2):
            yield graph, f"{one} rico:hasCreationDate {date(other)} ; rico:hasPublicationDate {date(other // 2)} ."
        for end in (2 * at, 2 * at + 1):
            whose = (end // 2 + end) % 2 * 3
            yield (
                graph,
                f"{local(end)} a kg:LocalEntity . <http://a.example/id/mention/{end}> a oa:Annotation ; "
                f"kg:method kg:method-{('rule', 'model')[end % 2]} .",
            )
            yield resolved, f"{local(end)} kg:memberOf {entity(whose)} ."
        yield graph, f"{one} rico:hasSender {local(2 * at)} ; rico:hasAddressee {local(2 * at + 1)} ."
        if at % 3 == 0:
            yield graph, f"{one} rico:hasAddressee {local(2 * at)} ; rico:hasReply {record((at + 1) % RECORDS)} ."
        link = f"<http://a.example/id/link/{at}>"
        yield (
            IRIS.graph("links"),
            f"{link} a sssom:Mapping ; sssom:subject_id {local(2 * at)} ; "
            f"sssom:object_id {local(chance.randrange(2 * RECORDS))} ; sssom:predicate_id skos:exactMatch .",
        )
        if at % 3 == 1:
            yield IRIS.graph("links"), f"{link} sssom:predicate_modifier sssom:NegatedPredicate ."
