"""A search index that follows a random walk says what one that is made whole says, in its tables and its answers."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest
from changing_world import IRIS, PREFIXES, Lines, Memory, delta

from kg.search import Choice, Wanted, bins, facet_values, find, network, numbering, search, slots, spots
from kg.search.build import build_index
from kg.search.numbering import number_of
from kg.search.update import update_index

RECORDS, LOCALS, ENTITIES, FILES, DATES = 9, 16, 9, 3, 5
MENTIONS = 3 * RECORDS
KINDS = ("place", "person", "person", "body", "event")
NAMES = (
    ("Doha", "en"), ("Alma-Ata", "en"), ("Dinmukhamed Kunaev", "en"), ("Кунаев", "ru"), ("Кунаева", "ru"),
    ("Доха", "ru"), ("Қонаев", "kk"), ("قوناەۆ", "kk"), ("الدوحة", "ar"), ("والدوحة", "ar"), ("ودوحة", "ar"),
    ("دوحة", "ar"), ("Qatar", "en"), ("قطر", ""), ("Conaev", ""), ("Ѳеодоръ", "ru"), ("«»", "en"),
)  # fmt: skip
TEXTS = (
    ("en", "The agreement on oil was signed in Doha\n"), ("ar", "وصل الوفد إلى الدوحة وبقطر كلها\n"),
    ("ru", "О поездкѣ Кунаева въ Россію и Доху\n"), ("kk", "Қонаевтың Қатарға сапары туралы\n"),
)  # fmt: skip
QUERIES = (
    "", "Doha", "Дох", "الدوحة", "دوحه", "Kunaev", "Кунаева", "Қонаевтың", "قوناەۆ", "Dohha oil", '"signed in"',
    "agreement pearls", "note", "R 3", "Федор", "letter nothing", "qatr",
)  # fmt: skip


def states(seed: int, steps: int, shares: tuple[float, ...] = (0.3, 0.9, 0.9, 0.97)) -> Iterator[Lines]:
    """Most of what could be said is said; then some triples, or a whole file, come and go, or one is another's."""
    chance = random.Random(seed)
    everything = sorted(_everything(chance))
    share = {name: chance.choice(shares) for name in sorted({line.split()[1] for line in everything})}
    held = {line for line in everything if chance.random() < share[line.split()[1]]}
    for _ in range(steps):
        yield frozenset(held)
        rate = chance.choice((0.01, 0.05, 0.3))
        held ^= {line for line in everything if chance.random() < rate * (1.2 - share[line.split()[1]])}
        if chance.random() < 0.5:
            end = f"source/{chance.randrange(FILES)}> .\n"
            file = {line for line in everything if line.endswith(end)}
            held = held - file if 2 * len(held & file) > len(file) else held | file
        if chance.random() < 0.3:
            one, other = (iri("person", at) for at in chance.sample((1, 2, 6, 7), 2))
            joined = {line.replace(one, other) for line in held if one in line}
            held = {line for line in held if one not in line} | joined


def iri(kind: str, at: object) -> str:
    return f"<http://a.example/id/{kind}/{at}>"


def entity(at: int) -> str:
    return iri(KINDS[at % len(KINDS)], at)


def _everything(chance: random.Random) -> Iterator[str]:
    for graph, text in (*_entities(chance), *_records(chance), *_mentions(chance)):
        for triple in ox.parse(input=PREFIXES + text, format=ox.RdfFormat.TURTLE):
            yield f"{triple.triple} <{graph}> .\n"


def _entities(chance: random.Random) -> Iterator[tuple[str, str]]:
    resolved, links = IRIS.graph("resolved"), IRIS.graph("links")
    for code in "ab":
        yield IRIS.graph("archives"), f'<{IRIS.archive(code)}> rdfs:label "archive {code}"@en .'
    yield IRIS.graph("ontology"), 'kg:form-letter rdfs:label "letter"@en . kg:level-file rdfs:label "file"@en .'
    for at in range(ENTITIES):
        one = entity(at)
        yield resolved, f"{one} a kg:Entity ." + (f" {one} a rico:Place ." if at % len(KINDS) == 0 else "")
        for name, lang in chance.sample(NAMES, 4):
            kind = chance.choice(("rdfs:label", "skos:prefLabel", "skos:altLabel", "skos:altLabel"))
            yield resolved, f'{one} {kind} "{name}"{lang and "@" + lang} .'
        yield resolved, f"{one} geo:hasGeometry {iri('point', at)} ; rico:isAssociatedWithPlace {entity(at // 2)} ."
        yield resolved, f'{iri("point", at)} geo:asWKT "POINT({at} 1.5)"^^geo:wktLiteral , "POINT (9 {at})" .'
        yield resolved, f"{one} rico:occurredAtDate {iri('date', at % DATES)} ; rico:hasEventType kg:form-letter ."
    for at in range(LOCALS):
        graph, one = IRIS.graph(f"source/{at % FILES}"), iri("person", f"local{at}")
        for whose in {chance.randrange(ENTITIES), at % ENTITIES}:
            yield resolved, f"{one} kg:memberOf {entity(whose)} ."
        yield graph, f'{one} rico:descriptiveNote "Note {at % 4}"@en ; rico:history "Told {at % 3} of قطر" .'
        other, link = iri("person", f"local{chance.randrange(LOCALS)}"), iri("link", at)
        yield links, f"{link} sssom:subject_id {one} ; sssom:object_id {other} ."
        yield links, f"{link} kg:reviewState kg:review-{chance.choice(('accepted', 'rejected', 'open'))} ."
    for at in range(DATES):
        yield IRIS.graph("source/0"), f'{iri("date", at)} rico:beginningDate "19{at}0-01-01"^^xsd:date , "1925-02-02" .'
        yield IRIS.graph("source/1"), f'{iri("date", at)} rico:endDate "19{at}9-01-01"^^xsd:date .'


def _records(chance: random.Random) -> Iterator[tuple[str, str]]:
    resolved = IRIS.graph("resolved")
    for at in range(RECORDS):
        graph, one, text = IRIS.graph(f"source/{at % FILES}"), iri("record", at), iri("text", at)
        yield graph, f"{one} rico:hasOrHadHolder <{IRIS.archive('ab'[at % 2])}> , {entity(1)} ; rdfs:label \"r{at}\" ."
        yield IRIS.graph("source/1"), f"{one} rico:hasOrHadHolder <{IRIS.archive('a')}> ."
        yield graph, f'{one} rico:title "Letter {at} to Doha"@en , "Письмо" ; rico:identifier "R {at}" .'
        yield graph, f'{one} rico:scopeAndContent "About oil {at}"@en ; dcterms:abstract "нефть"@ru .'
        yield graph, f"{one} rico:hasCreationDate {iri('date', at % DATES)} , {iri('date', chance.randrange(DATES))} ."
        yield graph, f"{one} rico:hasPublicationDate {iri('date', 0)} ; rico:hasOrHadLanguage kg:lang-ar ."
        yield graph, f"{one} rico:hasDocumentaryFormType kg:form-letter ; rico:hasRecordSetType kg:level-file ."
        yield graph, f"{one} rico:hasOrHadLocation {entity(0)} ; rico:isAssociatedWithPlace {entity(5)} ."
        lang, line = TEXTS[at % len(TEXTS)]
        page = (line * chance.randint(2, 14)).replace("\n", "\\n")
        said = page + f"and pearls {at}"
        yield graph, f"{text} kg:textOf {one} ; dcterms:language \"{lang}\" ; kg:text \"{said}\" ."
        other = iri("record", chance.randrange(RECORDS))
        yield IRIS.graph("source/2"), f'{text} kg:textOf {other} ; kg:text "oil {at}" .'
        for number, (start, end) in enumerate(((0, 60), (60, 5000))):
            leaf = iri("page", f"{at}-{number}")
            yield graph, f"{text} rico:hasOrHadComponent {leaf} . {leaf} kg:start {start} ; kg:end {end} ."
            yield graph, f'{leaf} rico:identifier "{number + 1}" .'
        for whose in {chance.randrange(ENTITIES), chance.randrange(ENTITIES), at}:
            yield resolved, f"{one} kg:mentions {entity(whose)} ."
        yield graph, f"{entity(at)} kg:mentions {entity(chance.choice((0, 3, 5)))} ."
        yield graph, f"{iri('record', f'bare{at}')} kg:mentions {entity(at)} ."


def _mentions(chance: random.Random) -> Iterator[tuple[str, str]]:
    for at in range(MENTIONS):
        graph, one = IRIS.graph(f"source/{at // 3 % FILES}"), iri("mention", at)
        body = iri("person", f"local{chance.randrange(LOCALS)}") if at % 4 else entity(at % ENTITIES)
        sure = chance.choice(("0.5", "0.75", "0.97", "1.0"))
        yield graph, f"{one} oa:hasBody {body} ; itsrdf:taConfidence {sure} ; oa:hasTarget {one[:-1]}#t> ."
        method = chance.choice(("rule", "model", "model", "editorial", "catalogue"))
        yield graph, f"{one} kg:method kg:method-{method} . {one[:-1]}#t> oa:hasSource {iri('text', at // 3)} ."


@pytest.mark.parametrize("seed", range(4))
def test_an_index_that_follows_is_the_index_that_is_made(tmp_path: Path, seed: int) -> None:
    walk = list(states(seed, 7))
    file = tmp_path / "0"
    build_index(file, Memory(walk[0]), IRIS)
    seen = set()
    for number, (old, new) in enumerate(pairwise(walk), 1):
        following, whole = tmp_path / str(number), tmp_path / f"{number}.whole"
        held = file.read_bytes()
        assert update_index(following, file, Memory(new), Memory(old), IRIS, delta(old, new))
        assert file.read_bytes() == held
        build_index(whole, Memory(new), IRIS)
        there, wanted = content(following), content(whole)
        for name in wanted:
            assert there[name] == wanted[name], name
        assert answers(following) == answers(whole)
        seen |= {name for name, rows in wanted.items() if rows}
        file = following
    assert seen == set(_CONTENT), "no table is empty all the way"


@pytest.mark.parametrize("seed", range(4))
def test_single_statements_come_and_go_in_a_world_of_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(numbering, "GAP", 0)  # so that many must move
    monkeypatch.setattr(slots, "GAP", 2)
    chance = random.Random(seed)
    held, file = next(states(100 + seed, 1, (0.03, 0.1, 0.5, 0.9))), tmp_path / "0"
    by_name: dict[str, list[str]] = {}
    for line in sorted(_everything(chance)):
        by_name.setdefault(line.split()[1], []).append(line)
    build_index(file, Memory(held), IRIS)
    for number in range(1, 25):
        those = by_name[chance.choice(sorted(by_name))]
        old, held = held, held ^ frozenset(chance.sample(those, chance.randint(1, min(3, len(those)))))
        following, whole = tmp_path / str(number), tmp_path / "whole"
        assert update_index(following, file, Memory(held), Memory(old), IRIS, delta(old, held))
        build_index(whole, Memory(held), IRIS)
        assert content(following) == content(whole)
        file = following


def test_a_place_that_is_named_by_what_is_in_no_archive_is_of_itself(tmp_path: Path) -> None:
    fewer = world(f'{entity(0)} a kg:Entity ; skos:prefLabel "Doha" .')
    more = fewer | world(f"{iri('record', 'bare')} kg:mentions {entity(0)} .")
    for old, new in ((fewer, more), (more, fewer)):
        assert followed(tmp_path, old, new)
        assert content(tmp_path / "new") == content(tmp_path / "whole")


def test_where_numbers_collide_or_run_out_it_is_made_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbering, "blake2b", lambda data, digest_size: blake2b(data, digest_size=1))
    two: dict[int, int] = {}
    at = next(at for at in range(200) if two.setdefault(number_of(person(at)[1:-1]), at) != at)
    one, other = two[number_of(person(at)[1:-1])], at
    none, first, second = (world(f'{person(each)} a kg:Entity ; skos:prefLabel "x" .') for each in (999, one, other))
    assert followed(tmp_path, none, none | first)
    assert not followed(tmp_path, none | first, none | first | second), "one was there"
    assert not followed(tmp_path, none, none | first | second), "both come"
    assert not followed(tmp_path, none | first | second, none | first), "two were there"
    monkeypatch.setattr(slots, "GAP", 2)
    for module in (numbering, slots):
        monkeypatch.setattr(module, "FIELD", 3)
    assert not followed(tmp_path, none, none | world(f'{person(999)} skos:altLabel "y", "z" .'))


def test_an_index_that_does_not_say_how_it_counts_is_not_followed(tmp_path: Path) -> None:
    one = world(f'{person(1)} a kg:Entity ; skos:prefLabel "x" .')
    build_index(tmp_path / "old", Memory(one), IRIS)
    with closing(sqlite3.connect(tmp_path / "old")) as database:
        database.execute("DELETE FROM about WHERE key = 'collisions'")
        database.commit()
    assert not update_index(tmp_path / "new", tmp_path / "old", Memory(one), Memory(one), IRIS, delta(one, one))


def person(at: int) -> str:
    return iri("person", at)


def world(text: str) -> Lines:
    triples = ox.parse(input=PREFIXES + text, format=ox.RdfFormat.TURTLE)
    return frozenset(f"{triple.triple} <{IRIS.graph('resolved')}> .\n" for triple in triples)


def followed(folder: Path, before: Lines, after: Lines) -> bool:
    """Whether the index of the one is made of that of the other, as "new"; "whole" is made whole."""
    for name, lines in (("old", before), ("whole", after)):
        build_index(folder / name, Memory(lines), IRIS)
    return update_index(folder / "new", folder / "old", Memory(after), Memory(before), IRIS, delta(before, after))


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table, with the place of a passage in the order in place of its number; the words' own index is sound."""
    with closing(sqlite3.connect(path)) as database:
        database.executescript(_VIEWS)
        for table in ("word", "spelling"):
            database.execute(f"INSERT INTO {table}({table}) VALUES ('integrity-check')")
        return {query: database.execute(query).fetchall() for query in _CONTENT}


_VIEWS = """
CREATE TEMP TABLE place AS SELECT id, row_number() OVER (ORDER BY id) AS at FROM passage;
CREATE INDEX temp.place_id ON place (id);
CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, word, instance);
CREATE VIRTUAL TABLE temp.spellings USING fts5vocab(main, spelling, instance);"""
_CONTENT = (
    "SELECT * FROM about ORDER BY key",
    "SELECT * FROM thing ORDER BY id",
    "SELECT p.at, thing, field, g.iri, g.number, lang, text, folded, others FROM place p JOIN passage USING (id)"
    " LEFT JOIN page g ON g.id = page ORDER BY 1",
    "SELECT iri, number FROM page ORDER BY 1, 2",
    "SELECT p.at, o.thing FROM owner o LEFT JOIN place p ON p.id = o.passage ORDER BY o.passage",
    "SELECT term, p.at, col, offset FROM temp.words w LEFT JOIN place p ON p.id = w.doc ORDER BY 1, 2, 3, 4",
    "SELECT term, passages, stem FROM term ORDER BY 1",
    "SELECT bones, length, roman, t.term FROM sound s LEFT JOIN term t ON t.id = s.term ORDER BY 1, 2, 3, 4",
    "SELECT s.term, t.term FROM temp.spellings s LEFT JOIN term t ON t.id = s.doc ORDER BY 1, 2",
    "SELECT * FROM point ORDER BY 1, 2, 3",
    "SELECT facet, value, things FROM facet_value ORDER BY 1, 2",
    "SELECT thing, t.facet, v.facet, v.value FROM tag t LEFT JOIN facet_value v ON v.id = t.value ORDER BY 1, 2, 4",
    "SELECT * FROM span ORDER BY 1, 2, 3",
    "SELECT * FROM label ORDER BY 1, 2, 3, 4",
    "SELECT * FROM named ORDER BY 1, 2",
)


def answers(path: Path) -> list[object]:
    """What everybody who asks the index is told."""
    found: list[object] = []
    for query in QUERIES:
        for wanted in (Wanted(), Wanted(kind="record", archive="a", pages=True), Wanted(since=1920, lang="ru")):
            found.append(search(path, query, wanted, limit=40))
        narrow = Choice(type=("record", "place"), reviewed=("machine",))
        for choice in (Choice(), narrow, Choice(since=1920, until=1940)):
            with find(path, query, choice) as result:
                hits = [result.page(0, 40, sort) for sort in ("best", "name", "date", "records")]
                labels = result.labels(hit.iri for hit in hits[0])
                counts = facet_values(result, choice), bins(result, choice), spots(result), network(result)
                found.append((hits, labels, counts, result.meant))
    return found
