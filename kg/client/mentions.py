"""Mentions with their words, read for a record or for an entity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.client.names import chain, labels
from kg.client.source import Source
from kg.client.texts import term
from kg.client.things import rows

_BY_PERSONS = ("editorial", "catalogue")
_BATCH = 400
_QUERY = """SELECT DISTINCT ?mention ?record ?text ?start ?end ?exact ?before ?after ?type ?confidence ?method ?body
  ?entity ?page ?number ?lang {{
  {{ SELECT DISTINCT ?called ?record ?text ?start ?end ?mention ?target {{ {where}
    ?target oa:hasSelector ?place . ?place oa:start ?start ; oa:end ?end .
  }} ORDER BY {order} ?start ?end ?mention LIMIT {limit} }}
  ?target oa:hasSelector ?words . ?words oa:exact ?exact .
  ?mention itsrdf:taConfidence ?confidence ; kg:method ?method ; kg:entityType ?type .
  OPTIONAL {{ ?words oa:prefix ?before }} OPTIONAL {{ ?words oa:suffix ?after }}
  OPTIONAL {{ ?target kg:page ?page OPTIONAL {{ ?page rico:identifier ?number }} }}
  OPTIONAL {{ ?text dcterms:language ?lang }}
  OPTIONAL {{ ?mention oa:hasBody ?body OPTIONAL {{ ?body kg:memberOf ?entity }} }}
}} ORDER BY {order} ?start ?end ?mention ?body ?entity ?method ?number ?lang ?before ?after"""
_OF_RECORD = """BIND({iri} AS ?record) ?text kg:textOf {iri} . ?target oa:hasSource ?text .
  ?mention oa:hasTarget ?target ."""
_OF_ENTITY = """?member kg:memberOf {iri} . ?mention oa:hasBody ?member ; oa:hasTarget ?target .
  ?target oa:hasSource ?text . ?text kg:textOf ?record . ?record rico:identifier ?called ."""
_DECIDED = """SELECT DISTINCT ?local {{ VALUES ?local {{ {locals} }}
  {{ ?link sssom:subject_id ?local }} UNION {{ ?link sssom:object_id ?local }}
  ?link kg:reviewState ?state FILTER(?state IN (kg:review-accepted, kg:review-rejected)) }}"""


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention: where it stands and what it was taken for.

    start, end  half-open range of code points of the text; before, after: up to some 40 characters around
    kind        person, body, place, event, term or date; thing: the shared entity, else what its archive describes
    name, lang  of that thing; text_lang: of the words around
    confidence  0 to 1; method: editorial, catalogue, model, rule or gazetteer
    reviewed    reviewer: a person decided who or what it is; edited: editors or a catalogue marked it; machine
    page, number  IRI of its page and the number printed there; empty where there is none
    """

    iri: str
    record: str
    text: str
    start: int
    end: int
    quote: str
    before: str
    after: str
    kind: str
    thing: str
    name: str
    lang: str
    text_lang: str
    confidence: float
    method: str
    reviewed: str
    page: str
    number: str


def in_record(source: Source, record: str, limit: int) -> list[Mention]:
    """Of a record, in the order of its texts."""
    return _read(source, _OF_RECORD.format(iri=term(record)), "?text", limit)


def of_entity(source: Source, entity: str, limit: int) -> list[Mention]:
    """Of a shared entity, by the call numbers of the records."""
    return _read(source, _OF_ENTITY.format(iri=term(entity)), "?called ?record ?text", limit)


def _read(source: Source, where: str, order: str, limit: int) -> list[Mention]:
    # A mention may have several rows, where two files tell of it differently: the first of each is taken.
    found: dict[str, dict[str, str]] = {}
    for row in rows(source, _QUERY.format(where=where, order=order, limit=limit)):
        plain = {name: str(cell["value"]) for name, cell in row.items()}
        found.setdefault(plain["mention"], plain)
    kept = list(found.values())[:limit]
    named = labels(source, {thing for row in kept if (thing := _thing(row))}, chain(None))
    decided = _decided(source, {row["body"] for row in kept if "/id/local/" in row.get("body", "")})
    return [_mention(row, named, decided) for row in kept]


def _mention(row: dict[str, str], named: dict[str, tuple[str, str]], decided: set[str]) -> Mention:
    method = _last(row["method"]).removeprefix("method-")
    thing = _thing(row)
    name, lang = named.get(thing, ("", ""))
    by_persons = "edited" if method in _BY_PERSONS else "machine"
    reviewed = "reviewer" if row.get("body", "") in decided else by_persons
    return Mention(
        row["mention"], row["record"], row["text"], int(row["start"]), int(row["end"]), row["exact"],
        row.get("before", ""), row.get("after", ""), _last(row["type"]).removeprefix("type-"), thing, name, lang,
        row.get("lang", ""), float(row["confidence"]), method, reviewed, row.get("page", ""), row.get("number", ""),
    )  # fmt: skip


def _decided(source: Source, bodies: Iterable[str]) -> set[str]:
    order = sorted(bodies)
    found: set[str] = set()
    for start in range(0, len(order), _BATCH):
        values = " ".join(term(iri) for iri in order[start : start + _BATCH])
        found |= {row["local"]["value"] for row in rows(source, _DECIDED.format(locals=values))}
    return found


def _thing(row: dict[str, str]) -> str:
    return row.get("entity") or row.get("body", "")


def _last(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
