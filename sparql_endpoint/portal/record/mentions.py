"""Mentions in a stretch of a text: the words, what they name, who found them, how sure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sparql_endpoint.portal.labels import labels
from sparql_endpoint.portal.quotes import agents_of
from sparql_endpoint.portal.record.texts import Text
from sparql_endpoint.results import Term
from sparql_endpoint.service import View, written, written_all

_DESCRIBING = "http://www.w3.org/ns/oa#describing"
_SHOWN_WORDS = 200


@dataclass(frozen=True)
class Mentioned:
    """A mention: offsets are of the text it is in. because: why a date was read so.

    whole: the words of an entry, which are all about one thing; they would mark all of it, so they get an anchor only
    """

    iri: str
    start: int
    end: int
    words: str
    target: str
    label: Term
    kind: str
    confidence: float
    method: str
    agent: str
    because: str
    whole: bool

    @property
    def anchor(self) -> str:
        """Id of the mention on its record's page."""
        return anchor_of(self.iri)


def anchor_of(mention: str) -> str:
    """Id of a mention on the page of its record."""
    return "m-" + mention.rsplit("/", 1)[-1]


def mentions_in(view: View, text: Text, start: int, end: int, wanted: tuple[str, ...]) -> tuple[Mentioned, ...]:
    """Those that begin in the half-open range, by place."""
    # First the places, then what is known of those in range: a list of persons has mentions by the ten thousand.
    places = f"""SELECT ?target ?start WHERE {{ ?target oa:hasSource {written(text.iri)} ; oa:hasSelector ?position .
      ?position oa:start ?start . FILTER(?start >= {start} && ?start < {end}) }}"""
    starts = {row["target"].value: row["start"].value for row in view.select(places)}
    if not starts:
        return ()
    query = f"""SELECT ?mention ?target ?end ?type ?why ?confidence ?method WHERE {{
      VALUES ?target {{ {written_all(sorted(starts))} }} GRAPH {written(text.graph)} {{
      ?target oa:hasSelector ?position . ?position oa:end ?end . ?mention oa:hasTarget ?target ; kg:entityType ?type ;
        itsrdf:taConfidence ?confidence ; kg:method ?method ; oa:motivatedBy ?why }} }} ORDER BY ?mention"""
    rows = {row["mention"].value: row for row in reversed(view.select(query))}
    bodies, agents = bodies_of(view, rows), agents_of(view, rows)
    names = labels(view, bodies.values(), wanted)
    reasons = _reasons(view, rows)
    found = []
    for iri, row in rows.items():
        at, past = int(starts[row["target"].value]), int(row["end"].value)
        target = bodies.get(iri, "")
        found.append(Mentioned(
            iri,
            at,
            past,
            text.content[at : min(past, at + _SHOWN_WORDS)],
            target,
            names.get(target, Term("literal", "")),
            row["type"].value.rsplit("type-", 1)[-1],
            float(row["confidence"].value),
            row["method"].value.rsplit("method-", 1)[-1],
            agents.get(iri, ""),
            reasons.get(iri, ""),
            row["why"].value == _DESCRIBING,
        ))  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.start, one.anchor)))


def place_of(view: View, mention: str) -> tuple[str, int] | None:
    """The text that a mention stands in, and where it begins; None for what is no mention."""
    rows = view.select(
        f"""SELECT ?text ?start WHERE {{ {written(mention)} oa:hasTarget ?target . ?target oa:hasSource ?text ;
        oa:hasSelector ?position . ?position oa:start ?start }} ORDER BY ?text ?start LIMIT 1"""
    )
    return (rows[0]["text"].value, int(rows[0]["start"].value)) if rows else None


def bodies_of(view: View, mentions: Iterable[str]) -> dict[str, str]:
    """What each mention names: the shared entity, or else the local one, or the date."""
    named: dict[str, str] = {}
    asked = list(mentions)
    if not asked:
        return named
    query = f"SELECT ?m ?b WHERE {{ VALUES ?m {{ {written_all(asked)} }} ?m oa:hasBody ?b }} ORDER BY ?m ?b"
    for row in view.select(query):
        named.setdefault(row["m"].value, row["b"].value)
    shared = f"""SELECT ?b ?e WHERE {{ VALUES ?b {{ {written_all(sorted(set(named.values())))} }}
      ?b kg:memberOf ?e }} ORDER BY ?b ?e"""
    entities = {row["b"].value: row["e"].value for row in reversed(view.select(shared))} if named else {}
    return {mention: entities.get(body, body) for mention, body in named.items()}


def _reasons(view: View, mentions: Iterable[str]) -> dict[str, str]:
    asked = list(mentions)
    if not asked:
        return {}
    query = f"SELECT ?m ?because WHERE {{ VALUES ?m {{ {written_all(asked)} }} ?m kg:because ?because }}"
    return {row["m"].value: row["because"].value for row in view.select(query)}
