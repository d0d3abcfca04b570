"""Dossiers updated along a random walk are those that are made whole, and what went is not in their bytes."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from changing_world import IRIS, PREFIXES, Lines, Memory, delta

from kg.dossier import update
from kg.dossier.build import build_dossiers
from kg.dossier.read import Dossiers, dossiers
from kg.dossier.side_by_side import period
from kg.dossier.update import update_dossiers

RECORDS, LOCALS, ENTITIES, FILES = 6, 14, 7, 3
SEVERAL_IN_50 = 45
"""Of the walk's triples, those that are held at the start."""


def states(seed: int, steps: int) -> Iterator[Lines]:
    """Most of what could be said is said; then a few triples, or many, come and go, or a whole file; last, a name."""
    chance = random.Random(seed)
    everything = sorted(_everything(chance))
    held = {line for line in everything if chance.random() < SEVERAL_IN_50 / 50}
    for _ in range(steps):
        yield frozenset(held)
        rate = chance.choice((0.004, 0.02, 0.1))
        held ^= {line for line in everything if chance.random() < rate}
        if chance.random() < 0.5:
            end = f"source/{chance.randrange(FILES)}> .\n"
            file = {line for line in everything if line.endswith(end)}
            held = held - file if 2 * len(held & file) > len(file) else held | file
    yield frozenset(line for line in held if '"Agent' not in line)


def _everything(chance: random.Random) -> Iterator[str]:
    for graph, text in _facts(chance):
        for triple in ox.parse(input=PREFIXES + text, format=ox.RdfFormat.TURTLE):
            yield f"{triple.triple} <{graph}> .\n"


def _facts(chance: random.Random) -> Iterator[tuple[str, str]]:
    def iri(kind: str, at: object) -> str:
        return f"<http://a.example/id/{kind}/{at}>"

    def one_of(kind: str, most: int) -> str:
        return iri(kind, chance.randrange(most))

    archives = [f"<{IRIS.archive(code)}>" for code in "ab"]
    resolved, links = IRIS.graph("resolved"), IRIS.graph("links")
    yield IRIS.graph("archives"), "".join(f'{one} rdfs:label "archive {at}"@en .' for at, one in enumerate(archives))
    yield IRIS.graph("ontology"), 'rico:hasSender rdfs:label "sender"@en . rico:hasBirthDate rdfs:label "born"@en .'
    for at in range(ENTITIES):
        one = iri("place" if at < 2 else "person", at)
        yield resolved, f'{one} a kg:Entity , rico:{("Place", "Person")[at > 1]} ; skos:prefLabel "First {at}"@en .'
        yield resolved, f'{one} skos:altLabel "Other {at}"@en , "First {at}"@en ; rdfs:label "First {at}"@en .'
        yield resolved, f'{one} kg:externalId "viaf:{at}" ; geo:hasGeometry {iri("point", at)} .'
        yield resolved, f'{iri("point", at)} geo:asWKT "POINT({at} 1.5)"^^geo:wktLiteral , "POINT (9 {at})" .'
    entities = [iri("place" if at < 2 else "person", at) for at in range(ENTITIES)]
    for at in range(LOCALS):
        graph, one = IRIS.graph(f"source/{at % FILES}"), iri("local", at)
        for whose in {chance.choice(entities), entities[at % ENTITIES]}:
            yield resolved, f"{one} kg:memberOf {whose} ."
        yield (
            graph,
            f'{one} a kg:LocalEntity ; rdfs:label "Called {at}"@en , "Common"@en ; kg:externalId "q:{at // 2}" .',
        )
        yield graph, f"{one} rico:hasOrHadAgentName {iri('name', at)} ; rico:hasBirthDate {one_of('date', 4)} ."
        yield graph, f'{iri("name", at)} rdfs:label "Node {at}"@ru . {one} rico:history "Told {at} {"x" * 4100}"@en .'
        other = one_of("local", LOCALS)
        yield graph, f"{one} rico:hasOrHadSpouse {other} ; rico:hasChild {iri('local', (at + 3) % LOCALS)} ."
        yield graph, f'{one} rico:descriptiveNote "Note", "1"^^xsd:integer , "1" .'
        relation, date, told = iri("relation", at), one_of("date", 4), one_of("mention", 3 * RECORDS)
        yield graph, f"{relation} kg:evidence {told} ; rico:relationHasDate {date} , {one_of('date', 4)} ."
        if at % 2:
            yield graph, f"{relation} rico:relationHasSource {one} ; rico:relationHasTarget {other} ."
        else:
            yield (
                IRIS.graph(f"source/{at % 2}"),
                f"{relation} rico:relationConnects {one} , {other} ; kg:evidence {told} .",
            )
        link, end = iri("link", at), one_of("local", LOCALS)
        yield (
            links,
            f'{link} sssom:subject_id {one} ; sssom:object_id {end} ; sssom:confidence "0.{at % 4}"^^xsd:double .',
        )
        yield (
            links,
            f'{link} kg:because "why {at}." , "and {at}." ; kg:judgement kg:judgement-unsure , kg:judgement-same .',
        )
        yield (
            links,
            f'{link} sssom:author_label "Somebody {at} by name" ; sssom:mapping_date "2020-01-0{at % 9 + 1}" .',
        )
    for at in range(4):
        yield (
            IRIS.graph("source/0"),
            f'{iri("date", at)} rico:expressedDate "Day {at}"@en ; kg:calendar kg:calendar-x .',
        )
        yield IRIS.graph("source/1"), f'{iri("date", at)} rico:beginningDate "19{at}0-01-01"^^xsd:date , "1960-02-02" .'
        yield IRIS.graph("source/1"), f'{iri("date", at)} rico:endDate "19{at}9-01-01"^^xsd:date .'
    for at in range(FILES):
        graph = IRIS.graph(f"source/{at}")
        yield (
            graph,
            f'<{graph}> a prov:Entity ; prov:wasAttributedTo {archives[at % 2]} ; dcterms:identifier "file {at}" .',
        )
        yield graph, f"<{graph}> prov:wasAttributedTo {archives[0]} ."
        yield graph, f"{iri('act', at)} prov:wasAssociatedWith {iri('agent', at % 2)} ."
        names = ", ".join(f'"{word} {at % 2}"' for word in ("Agent", "Machine", "Named", "Zealot"))
        yield graph, f"{iri('agent', at % 2)} rdfs:label {names} ."
    for at in range(RECORDS):
        graph, one = IRIS.graph(f"source/{at % FILES}"), iri("record", at)
        yield (
            graph,
            f'{one} rico:hasOrHadHolder {archives[at % 2]} ; rico:identifier "R {at}" , "R" .',
        )
        yield graph, f"{one} rico:hasOrHadHolder {archives[1]} ; rico:hasCreationDate {one_of('date', 4)} ."
        yield graph, f'{one} rdfs:label "Title {at}" .'
        yield graph, f"{iri('text', at)} kg:textOf {one} , {one_of('record', RECORDS)} ."
        yield graph, f'{iri("page", at)} kg:rank 1 ; rico:identifier "p{at}" .'
        for whose in {chance.choice(entities), chance.choice(entities), entities[at]}:
            yield resolved, f"{one} kg:mentions {whose} ; rico:hasSender {whose} ; rico:hasOrHadSubject {entities[0]} ."
        for mention in range(3 * at, 3 * at + 3):
            yield from ((graph, text) for text in _mention(iri("mention", mention), mention, at, iri, one_of))


def _mention(one: str, number: int, record: int, iri: Any, one_of: Any) -> Iterator[str]:
    part = one[:-1]
    yield f"{one} oa:hasBody {iri('local', number % LOCALS)} , {one_of('local', LOCALS)} ; itsrdf:taConfidence 0.5 ."
    yield f"{one} oa:motivatedBy {('oa:identifying', 'oa:describing')[number % 5 == 0]} ; kg:method kg:method-rule ."
    yield f"{one} prov:wasGeneratedBy {iri('act', number % FILES)} ; kg:states rico:hasSender , rico:hasOrHadSubject ."
    yield f"{part}#target> oa:hasSource {iri('text', record)} ; kg:page {iri('page', record)} ."
    yield f'{part}#quote> oa:exact "Words {number}" ; oa:prefix "before {number}" ; oa:suffix "after {number}" .'
    yield f"{part}#position> oa:start {number % 2} ."


@pytest.mark.parametrize("seed", range(8))
def test_updated_tables_are_those_made_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr(update, "_BYTES_A_QUAD", 0)
    walk = list(states(seed, 6))
    file = tmp_path / "0"
    build_dossiers(file, Memory(walk[0]), IRIS)
    assert all(_content(file).values()), "the walk begins with rows in each table"
    for number, (old, new) in enumerate(pairwise(walk), 1):
        following, whole = tmp_path / str(number), tmp_path / f"{number}.whole"
        held = file.read_bytes()
        assert update_dossiers(following, file, Memory(new), Memory(old), IRIS, delta(old, new))
        assert file.read_bytes() == held
        build_dossiers(whole, Memory(new), IRIS)
        assert _content(following) == _content(whole)
        assert _read(following) == _read(whole)
        written, said = following.read_bytes(), "".join(new)
        assert not [word for word in _words(old) if word not in said and word.encode() in written]
        file = following


def test_file_of_another_edition_or_format_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(update, "_BYTES_A_QUAD", 0)
    old, *_, new = states(1, 6)
    other = next(states(99, 1))
    build_dossiers(tmp_path / "other", Memory(other), IRIS)
    with closing(sqlite3.connect(tmp_path / "earlier")) as database:
        database.execute("CREATE TABLE node (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE)")
    for name in ("other", "earlier"):
        assert not update_dossiers(
            tmp_path / f"{name}.new", tmp_path / name, Memory(new), Memory(old), IRIS, delta(old, new)
        )


def _content(path: Path) -> dict[str, set[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {name: set(database.execute(f"SELECT * FROM {name}")) for (name,) in names}


def _read(path: Path) -> list[object]:
    """What pages read of each entity, in its order."""
    with dossiers(path) as table:
        entities = sorted(row[0] for row in table.rows("SELECT DISTINCT entity FROM kind"))
        near = [_near(table, entity) for entity in entities]
        return [near, table.between(entities), [period(table, since, 2000, 3) for since in (1900, 1930)]]


def _near(table: Dossiers, entity: int) -> list[object]:
    counts = table.mention_counts(entity)
    return [
        table.names(entity), table.kinds(entity), table.outside(entity), table.points([entity]),
        [fact for limit in (3, 100) for fact, _ in table.facts(entity, limit)], table.roles(entity, 2), counts,
        [table.mentions(entity, archive, 1, 3) for archive in counts], table.years(entity),
        table.neighbours(entity, 3), table.judgements(entity),
    ]  # fmt: skip


def _words(lines: Lines) -> set[str]:
    """Texts of more than some letters."""
    return {text for line in lines if line.count('"') == 2 and len(text := line.split('"')[1]) > 4}
