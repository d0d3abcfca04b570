"""Everything a page says of a record or record set: where it stands, its description, its text, its mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from sparql_endpoint.portal.highlight import Marked, Segment, segments
from sparql_endpoint.portal.labels import labels, pick
from sparql_endpoint.portal.quotes import agents_of
from sparql_endpoint.portal.statements import LABEL, RICO, TYPE, Statement, source_graphs, statements
from sparql_endpoint.results import Row, Term
from sparql_endpoint.service import View, archive_iris, written, written_all

_MOST_MENTIONS = 3000
_MOST_CHILDREN = 50
_LONGEST_TEXT = 200_000
_DEEPEST = 12
_ELSEWHERE = (
    "title", "identifier", "hasOrHadHolder", "isDirectlyIncludedIn", "directlyIncludes", "isOrWasIncludedIn",
    "includesOrIncluded", "rankInSequence", "hasOrHadDigitalInstantiation",
)  # fmt: skip
_DESCRIBING = "http://www.w3.org/ns/oa#describing"


@dataclass(frozen=True)
class Mentioned:
    """A mention in the text: the words, what it names, who found it. because: why a date was read so."""

    anchor: str
    words: str
    target: str
    label: Term
    kind: str
    confidence: float
    method: str
    agent: str
    because: str


@dataclass(frozen=True)
class Text:
    """One text of the record; source: id of the file it comes from; cut: the page shows only its beginning."""

    iri: str
    source: str
    lang: str
    segments: tuple[Segment, ...]
    mentions: tuple[Mentioned, ...]
    cut: bool


@dataclass(frozen=True)
class RecordPage:
    """Ready to be shown. path: the units that contain it, outermost first."""

    iri: str
    title: Term
    identifier: str
    archive: tuple[str, Term]
    path: tuple[tuple[str, Term], ...]
    children: tuple[tuple[str, Term], ...]
    description: tuple[Statement, ...]
    texts: tuple[Text, ...]
    licences: tuple[str, ...]
    sources: tuple[str, ...]


def record_page(view: View, iri: str, wanted: tuple[str, ...]) -> RecordPage | None:
    """None where the IRI is no record of the edition."""
    said = statements(view, [iri], wanted)
    titles = [each.value.term for each in said if each.predicate == LABEL]
    of_archives = archive_iris(view)
    holders = [each.value for each in said if each.predicate == RICO + "hasOrHadHolder"]
    holders = [each for each in holders if each.term.value.startswith(of_archives)]
    if not holders:
        return None
    identifier = next((each.value.term.value for each in said if each.predicate == RICO + "identifier"), "")
    graphs = source_graphs(view, (graph for each in said for graph in each.graphs))
    return RecordPage(
        iri,
        pick(titles, wanted) if titles else Term("literal", identifier or iri),
        identifier,
        (holders[0].term.value, holders[0].label),
        _path(view, iri, wanted),
        _children(view, iri, wanted),
        _description(said, view.edition.vocabulary),
        _texts(view, iri, wanted),
        tuple(sorted({graph.licence for graph in graphs.values() if graph.licence})),
        tuple(sorted({each.value.term.value for each in said if each.predicate.endswith("#seeAlso")})),
    )


def _description(said: Sequence[Statement], own: str) -> tuple[Statement, ...]:
    """What the page does not show elsewhere; the shared entity in place of the local ones that make it up."""
    hidden = {TYPE, LABEL, own + "mentions", *(RICO + name for name in _ELSEWHERE)}
    shown = [
        each
        for each in said
        if each.predicate not in hidden
        and not each.predicate.endswith(("#seeAlso", "/dc/terms/license", "/dc/terms/identifier"))
        and "/id/instantiation/" not in each.value.term.value
    ]
    local = {id(each) for each in shown if "/id/local/" in each.value.term.value}
    resolved = {each.predicate for each in shown if id(each) not in local and each.value.term.kind == "uri"}
    return tuple(each for each in shown if id(each) not in local or each.predicate not in resolved)


def _path(view: View, iri: str, wanted: tuple[str, ...]) -> tuple[tuple[str, Term], ...]:
    query = f"""SELECT ?child ?parent WHERE {{ {written(iri)} rico:isDirectlyIncludedIn* ?child .
      ?child rico:isDirectlyIncludedIn ?parent }} ORDER BY ?child ?parent LIMIT 100"""
    parents = {row["child"].value: row["parent"].value for row in reversed(view.select(query))}
    chain: list[str] = []
    step = iri
    while step in parents and parents[step] not in chain and len(chain) < _DEEPEST:
        step = parents[step]
        chain.append(step)
    names = labels(view, chain, wanted)
    return tuple((unit, names[unit]) for unit in reversed(chain))


def _children(view: View, iri: str, wanted: tuple[str, ...]) -> tuple[tuple[str, Term], ...]:
    query = f"""SELECT ?child (MIN(?rank) AS ?first) (MIN(?identifier) AS ?name) WHERE {{
      ?child rico:isDirectlyIncludedIn {written(iri)} ; rico:identifier ?identifier .
      {{ ?child rico:rankInSequence ?rank }} UNION {{ }}
    }} GROUP BY ?child ORDER BY ?first ?name LIMIT {_MOST_CHILDREN}"""
    order = [row["child"].value for row in view.select(query)]
    names = labels(view, order, wanted)
    return tuple((unit, names[unit]) for unit in dict.fromkeys(order))


def _texts(view: View, iri: str, wanted: tuple[str, ...]) -> tuple[Text, ...]:
    """Every version of every text, each from the graph of its own file, in the order of the files' call numbers."""
    query = f"""SELECT ?text ?content ?source ?g WHERE {{
      GRAPH ?g {{ ?text kg:textOf {written(iri)} ; kg:text ?content . ?g dcterms:identifier ?source }}
    }}"""
    spoken = f"SELECT ?text ?lang ?g WHERE {{ GRAPH ?g {{ ?text kg:textOf {written(iri)} ; dcterms:language ?lang }} }}"
    rows = {(row["text"].value, row["content"].value): row for row in view.select(query) if row["content"].value}
    langs = {(row["text"].value, row["g"].value): row["lang"].value for row in view.select(spoken)}
    ordered = sorted(rows.values(), key=lambda row: (_counted(row["source"].value), row["text"].value, row["g"].value))
    return tuple(_text(view, row, langs.get((row["text"].value, row["g"].value), ""), wanted) for row in ordered)


def _counted(number: str) -> list[tuple[str, int]]:
    """A call number for sorting: page 10 comes after page 9."""
    parts = re.split(r"(\d+)", number)
    return [(word, int(count or 0)) for word, count in zip_longest(parts[::2], parts[1::2], fillvalue="")]


def _text(view: View, row: Row, lang: str, wanted: tuple[str, ...]) -> Text:
    text, content, graph = row["text"].value, row["content"].value, row["g"].value
    found = view.select(_mentions_query(text, graph))
    order = [each["mention"].value for each in found]
    bodies, agents = _bodies(view, order), agents_of(view, order)
    names = labels(view, bodies.values(), wanted)
    mentions, marks = [], []
    for each in {one["mention"].value: one for one in reversed(found)}.values():
        start, end = int(each["start"].value), int(each["end"].value)
        target = bodies.get(each["mention"].value, "")
        anchor = "m-" + each["mention"].value.rsplit("/", 1)[-1]
        kind = each["type"].value.rsplit("type-", 1)[-1]
        # An entry's own words would mark the whole entry: they only get an anchor, for source marks to lead to.
        marks.append(Marked(start, end, anchor, "" if each["why"].value == _DESCRIBING else kind, target))
        mentions.append((start, Mentioned(
            anchor,
            content[start : min(end, start + 200)],
            target,
            names.get(target, Term("literal", "")),
            kind,
            float(each["confidence"].value),
            each["method"].value.rsplit("method-", 1)[-1],
            agents.get(each["mention"].value, ""),
            each["because"].value if each.get("because") else "",
        )))  # fmt: skip
    ordered = tuple(each for _, each in sorted(mentions, key=lambda pair: (pair[0], pair[1].anchor)))
    shown = content[:_LONGEST_TEXT]
    pieces = segments(shown, marks, _pages(view, text, graph))
    return Text(text, row["source"].value, lang, tuple(pieces), ordered, len(content) > len(shown))


def _mentions_query(text: str, graph: str) -> str:
    return f"""SELECT ?mention ?start ?end ?type ?why ?confidence ?method ?because WHERE {{ GRAPH {written(graph)} {{
      ?target oa:hasSource {written(text)} ; oa:hasSelector ?position . ?position oa:start ?start ; oa:end ?end .
      ?mention oa:hasTarget ?target ; kg:entityType ?type ; itsrdf:taConfidence ?confidence ; kg:method ?method ;
        oa:motivatedBy ?why . OPTIONAL {{ ?mention kg:because ?because }}
    }} }} ORDER BY ?start ?mention LIMIT {_MOST_MENTIONS}"""


def _bodies(view: View, mentions: list[str]) -> dict[str, str]:
    """What each mention names: the shared entity, or else the local one, or the date."""
    named: dict[str, str] = {}
    if not mentions:
        return named
    bodies = f"SELECT ?m ?b WHERE {{ VALUES ?m {{ {written_all(mentions)} }} ?m oa:hasBody ?b }} ORDER BY ?m ?b"
    for row in view.select(bodies):
        named.setdefault(row["m"].value, row["b"].value)
    shared = f"""SELECT ?b ?e WHERE {{ VALUES ?b {{ {written_all(sorted(set(named.values())))} }}
      ?b kg:memberOf ?e }} ORDER BY ?b ?e"""
    entities = {row["b"].value: row["e"].value for row in reversed(view.select(shared))} if named else {}
    return {mention: entities.get(body, body) for mention, body in named.items()}


def _pages(view: View, text: str, graph: str) -> Sequence[tuple[int, str]]:
    query = f"""SELECT ?start ?number WHERE {{ GRAPH {written(graph)} {{ {written(text)} rico:hasOrHadComponent ?page .
      ?page kg:start ?start ; rico:identifier ?number }} }} ORDER BY ?start ?number"""
    return [(int(row["start"].value), row["number"].value) for row in view.select(query)]
