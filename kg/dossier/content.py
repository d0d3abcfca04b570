"""The rows of a dossier by the IRIs of what they are about: of all of a store, or of some things of it.

Each row comes from one thing (a mention, a local entity, a record, a link); several may give the same row, which is
then counted. So what a change does to the tables is what it does to the rows of the things that it touches.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from kg.dossier import gather, quoted
from kg.dossier.beside import beside
from kg.dossier.gather import Fact
from kg.dossier.judged import judged, worth
from kg.dossier.look import Look
from kg.dossier.units import Units

_LONGEST_TEXT = 4000
Row = tuple[object, ...]
Rows = Counter[Row] | Iterable[Row]


def tables(look: Look, units: Units) -> Iterator[tuple[str, Rows]]:
    """(table, rows) in one order always; of a table that counts, rows with their numbers."""
    yield from _subjects(look, units)
    yield from _mentions(look, units)
    yield "witness", _witnesses(look, units)
    yield "role", _roles(look, units)
    yield "beside", _together(look, units)
    yield from _judgements(look, units)


def _subjects(look: Look, units: Units) -> Iterator[tuple[str, Rows]]:
    store, iris, only = look.store, look.iris, units.subjects
    kinds = gather.kinds(store, iris, only)
    entities, member_of = {entity for entity, _ in kinds}, look.members(only or ())
    homes = entities if only is None else look.kinded(entities | set(member_of.values()))
    yield "kind", list(kinds)
    names: Counter[Row] = Counter()
    for iri, lang, text, preferred in gather.names(store, iris, only):
        if (entity := member_of.get(iri, iri)) in homes:
            names[entity, lang, text, int(preferred)] += 1
    yield "name", names
    elsewhere = ((member_of.get(iri, iri), value) for iri, value in gather.outside(store, iris, only))
    yield "outside", Counter((entity, value) for entity, value in elsewhere if entity in homes)
    yield "point", [(iri, *at) for iri, at in gather.points(store, only).items() if iri in homes]


def _mentions(look: Look, units: Units) -> Iterator[tuple[str, Rows]]:
    """Quotes, the mentions of each entity in the records of each archive, and how many a record has."""
    only = units.mentions
    bodies = look.bodies_of(only or ())
    member_of = look.members({body for _, body in bodies})
    quotes = look.quotes({mention for mention, body in bodies if body in member_of} | look.carrying(only))
    yield "quote", [
        (mention, mention, q.record, q.page, q.start, q.before, q.exact, q.after, int(q.cut), q.method, q.confidence,
         q.agent)
        for mention, q in quotes.items()
    ]  # fmt: skip
    records = look.records({each.record for each in quotes.values()})
    own_words = quoted.describing(look.store, only)
    mentions: list[Row] = []
    named: Counter[Row] = Counter()
    naming = {(member_of[body], mention) for mention, body in bodies if body in member_of and mention not in own_words}
    for entity, mention in naming:
        if quote := quotes.get(mention):
            archive, number = records[quote.record]
            mentions.append((entity, archive, number, quote.start, mention))
            named[entity, archive, quote.record] += 1
    del naming
    yield "mention", mentions
    yield "named", named


def _witnesses(look: Look, units: Units) -> Rows:
    """Who says each statement, by the archive, for its subject's entity and, where its value is one, for that too."""
    facts = list(look.facts(units.locals))
    member_of = look.members({end for fact in facts for end in _ends(fact)})
    sources = look.sources({fact.graph for fact in facts})
    carried: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for each in look.relations_at(units.locals):
        for ends in {(each.one, each.other), (each.other, each.one)}:
            carried[ends].append((each.mention, each.date))
    described: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for mention, body in look.described(units.locals):
        described[body].append((mention, ""))
    said = {mention for found in (*carried.values(), *described.values()) for mention, _ in found}
    quotes = look.quotes(said)
    told: Counter[Row] = Counter()
    for fact in facts:
        if fact.graph not in sources:
            continue
        archive, source = sources[fact.graph]
        found = carried.get((fact.subject, fact.value)) or described.get(fact.subject) or [("", "")]
        shown = [(mention, date) for mention, date in found if mention in quotes] or [("", found[0][1])]
        for mention, date in shown:
            for key in _keys(fact, archive, date, member_of):
                told[(*key, mention, source)] += 1
    return told


def _keys(fact: Fact, archive: str, date: str, member_of: dict[str, str]) -> Iterator[Row]:
    """(entity, archive, property, whether it is the subject, other end, text, language, date)."""
    subject = member_of[fact.subject]
    if fact.lang is not None:
        yield subject, archive, fact.property, 1, "", fact.value[:_LONGEST_TEXT], fact.lang, date
        return
    value = member_of.get(fact.value, fact.value)
    yield subject, archive, fact.property, 1, value, "", "", date
    if fact.value in member_of and value != subject:
        yield value, archive, fact.property, 0, subject, "", "", date


def _ends(fact: Fact) -> Iterable[str]:
    return (fact.subject,) if fact.lang is not None else (fact.subject, fact.value)


def _roles(look: Look, units: Units) -> Rows:
    roles = gather.roles(look.store, look.iris, units.roles)
    records = look.records({record for record, _, _ in roles})
    stated = look.stated(units.roles) if roles else []
    quotes = look.quotes({mention for mention, _ in stated}) if stated else {}
    named: dict[str, str] = {}
    for mention, body in look.bodies_of({mention for mention, _ in stated}) if stated else ():
        named.setdefault(mention, body)
    member_of = look.members(set(named.values()))
    said: dict[tuple[str, str, str], str] = {}
    for mention, property_ in stated:
        if mention in quotes:
            entity = member_of.get(named.get(mention, ""), "")
            said.setdefault((quotes[mention].record, property_, entity), mention)
    return [
        (entity, records[record][0], property_, record, said.get((record, property_, entity), ""))
        for record, property_, entity in roles
        if record in records
    ]


def _together(look: Look, units: Units) -> Rows:
    named = gather.named_in(look.store, look.iris, units.naming)
    return beside(named, look.kinded({entity for _, entity in named}))


def _judgements(look: Look, units: Units) -> Iterator[tuple[str, Rows]]:
    links = [judged(link, parts) for link, parts in gather.judgements(look.store, look.iris, units.links)]
    member_of = look.members({end for each in links for end in (each.one, each.other) if end})
    kept = [(each, {member_of[end] for end in (each.one, each.other) if end in member_of}) for each in links]
    yield "judgement", [(entity, *worth(each), each.link) for each, entities in kept for entity in entities]
    yield "link", [each for each, entities in kept if entities]
