"""Everything a page says of a person, body, place, event or term: grouped by archive, each statement with its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sparql_endpoint.portal.labels import labels, pick
from sparql_endpoint.portal.quotes import Quote, mention_counts, mention_page, quotes
from sparql_endpoint.portal.relations import evidence, stated_of
from sparql_endpoint.portal.statements import (
    LABEL,
    RICO,
    TYPE,
    SourceGraph,
    Statement,
    not_inferred,
    source_graphs,
    statements,
)
from sparql_endpoint.results import Term
from sparql_endpoint.service import View, archive_iris, written, written_all

PAGE_SIZE = 20
_MOST_LOCALS = 300
_MOST_ROLES = 60
_PREF = "http://www.w3.org/2004/02/skos/core#prefLabel"
_ALT = "http://www.w3.org/2004/02/skos/core#altLabel"
_NAME_NODES = tuple(RICO + name for name in ("hasOrHadAgentName", "hasOrHadPlaceName", "hasOrHadName"))
_INWARD = frozenset({RICO + "isEquivalentTo"})


@dataclass(frozen=True)
class Fact:
    """A statement of one archive's source, and the words that carry it (None where the source has none)."""

    statement: Statement
    source: SourceGraph
    quote: Quote | None


@dataclass(frozen=True)
class Role:
    """A record in which the thing plays a part: it is the sender, the author, … of the record."""

    label: Term
    record: str
    title: Term
    quote: Quote | None


@dataclass(frozen=True)
class Column:
    """What one archive says. mentions: one page of them; total: how many there are."""

    archive: str
    name: Term
    facts: tuple[Fact, ...]
    roles: tuple[Role, ...]
    mentions: tuple[Quote, ...]
    total: int
    offset: int
    more: bool


@dataclass(frozen=True)
class Link:
    """A judgement (same, unsure, different) on whether two descriptions are of the same thing, and why."""

    subject: Term
    object: Term
    subject_iri: str
    object_iri: str
    judgement: str
    confidence: str
    tool: str
    because: str


@dataclass(frozen=True)
class EntityPage:
    """Ready to be shown."""

    iri: str
    title: Term
    kinds: tuple[Term, ...]
    names: tuple[Term, ...]
    columns: tuple[Column, ...]
    links: tuple[Link, ...]


def members(view: View, iri: str) -> list[str]:
    """The entity itself and its local descriptions."""
    query = f"SELECT ?local WHERE {{ ?local kg:memberOf {written(iri)} }} ORDER BY ?local LIMIT {_MOST_LOCALS}"
    return [iri, *(row["local"].value for row in view.select(query))]


def entity_page(view: View, iri: str, wanted: tuple[str, ...], offsets: dict[str, int]) -> EntityPage | None:
    """None where the graph says nothing of the IRI. offsets: archive IRI to the first mention to show."""
    things = members(view, iri)
    said = statements(view, things, wanted)
    if not said:
        return None
    own = view.edition.vocabulary
    counts = mention_counts(view, things)
    described = _described(view, things, wanted)
    turned, carried = stated_of(view, things, wanted), evidence(view, things, wanted)
    sources = source_graphs(view, (graph for each in (*said, *turned) for graph in each.graphs))
    roles = _roles(view, things, wanted)
    archives = sorted({*counts, *(source.archive for source in sources.values()), *roles})
    names = labels(view, archives, wanted)
    facts = _facts((*said, *turned), sources, described, carried, own)
    columns = []
    for archive in archives:
        offset = offsets.get(archive, 0)
        shown, more = mention_page(view, things, archive, offset, PAGE_SIZE) if archive in counts else ([], False)
        columns.append(
            Column(
                archive,
                names[archive],
                tuple(fact for fact in facts if fact.source.archive == archive),
                tuple(roles.get(archive, ())),
                tuple(quotes(view, shown, wanted).values()),
                counts.get(archive, 0),
                offset,
                more,
            )
        )
    return EntityPage(
        iri,
        _title(said, iri, wanted),
        _kinds(said, own),
        _names(said),
        tuple(columns),
        _links(view, things, wanted),
    )


def _title(said: Sequence[Statement], iri: str, wanted: tuple[str, ...]) -> Term:
    """The entity's own label; where it has none in the reader's language, a source's name in that language."""
    own = [each.value.term for each in said if each.predicate in (LABEL, _PREF) and each.subject == iri]
    known = [name for name in _names(said) if name.lang.split("-")[0] == wanted[0]]
    if known and not any(term.lang.split("-")[0] == wanted[0] for term in own):
        return pick(known, wanted)
    return pick(own or list(_names(said)) or [Term("literal", iri)], wanted)


def _kinds(said: Sequence[Statement], own: str) -> tuple[Term, ...]:
    kinds = {each.value.label for each in said if each.predicate == TYPE and not each.value.term.value.startswith(own)}
    return tuple(sorted(kinds, key=lambda term: term.value))


def _names(said: Sequence[Statement]) -> tuple[Term, ...]:
    """Every name in every script, by language; the same text in the same language once."""
    terms = {each.value.term for each in said if each.predicate in (LABEL, _PREF, _ALT)}
    terms |= {each.value.label for each in said if each.predicate in _NAME_NODES}
    return tuple(sorted({Term("literal", term.value, term.lang) for term in terms}, key=lambda t: (t.lang, t.value)))


def _facts(
    said: Iterable[Statement],
    sources: dict[str, SourceGraph],
    described: dict[str, Quote],
    carried: dict[tuple[str, str], Quote],
    own: str,
) -> list[Fact]:
    """carried: the words of a relation, by its ends; other statements rest on the entry that describes the thing."""
    hidden = {TYPE, LABEL, _PREF, _ALT, own + "memberOf", *_NAME_NODES, *_INWARD, RICO + "identifier"}
    return [
        Fact(
            statement,
            sources[graph],
            carried.get((statement.subject, statement.value.term.value)) or described.get(statement.subject),
        )
        for statement in said
        if statement.predicate not in hidden
        for graph in statement.graphs
        if graph in sources
    ]


def _described(view: View, things: Iterable[str], wanted: tuple[str, ...]) -> dict[str, Quote]:
    """For each local description, the authority entry's own words."""
    query = f"""SELECT ?thing ?mention WHERE {{ VALUES ?thing {{ {written_all(things)} }}
      ?mention oa:hasBody ?thing ; oa:motivatedBy oa:describing }} ORDER BY ?thing ?mention LIMIT {_MOST_LOCALS}"""
    rows = view.select(query)
    found = quotes(view, (row["mention"].value for row in rows), wanted)
    return {row["thing"].value: found[row["mention"].value] for row in reversed(rows) if row["mention"].value in found}


def _roles(view: View, things: Sequence[str], wanted: tuple[str, ...]) -> dict[str, list[Role]]:
    """By archive: records of which the thing is sender, author, subject, …, with the words that say so."""
    values = written_all(things[1:] or things)
    query = f"""SELECT DISTINCT ?p ?record ?archive WHERE {{ VALUES ?thing {{ {values} }}
      GRAPH ?g {{ ?record ?p ?thing }} {not_inferred(view)}
      ?record rico:hasOrHadHolder ?archive .
      FILTER(?p != kg:mentions && STRSTARTS(STR(?archive), "{archive_iris(view)}"))
    }} ORDER BY ?p ?record LIMIT {_MOST_ROLES}"""
    evidence = f"""SELECT DISTINCT ?p ?record ?mention WHERE {{ VALUES ?thing {{ {values} }}
      ?mention oa:hasBody ?thing ; kg:states ?p ; oa:hasTarget ?target .
      ?target oa:hasSource ?text . ?text kg:textOf ?record
    }} ORDER BY ?p ?record ?mention LIMIT {2 * _MOST_ROLES}"""
    rows = view.select(query)
    said = {(row["p"], row["record"]): row["mention"].value for row in reversed(view.select(evidence))} if rows else {}
    names = labels(view, {row[name].value for row in rows for name in ("p", "record")}, wanted)
    found = quotes(view, said.values(), wanted)
    roles: dict[str, list[Role]] = {}
    for row in rows:
        quote = found.get(said.get((row["p"], row["record"]), ""))
        role = Role(names[row["p"].value], row["record"].value, names[row["record"].value], quote)
        roles.setdefault(row["archive"].value, []).append(role)
    return roles


def _links(view: View, things: Sequence[str], wanted: tuple[str, ...]) -> tuple[Link, ...]:
    query = f"""SELECT DISTINCT ?link WHERE {{ VALUES ?a {{ {written_all(things)} }}
      ?link sssom:subject_id ?a }} ORDER BY ?link LIMIT {_MOST_ROLES}"""
    found = [row["link"].value for row in view.select(query)]
    if not found:
        return ()
    parts: dict[str, dict[str, str]] = {link: {} for link in found}
    for row in view.select(f"SELECT ?link ?p ?o WHERE {{ VALUES ?link {{ {written_all(found)} }} ?link ?p ?o }}"):
        parts[row["link"].value][re.split("[#/]", row["p"].value)[-1]] = row["o"].value
    ends = {each[end] for each in parts.values() for end in ("subject_id", "object_id")}
    names = labels(view, ends, wanted)
    return tuple(
        Link(
            names[each["subject_id"]],
            names[each["object_id"]],
            each["subject_id"],
            each["object_id"],
            each["judgement"].rsplit("judgement-", 1)[-1],
            each.get("confidence", ""),
            each.get("mapping_tool", ""),
            each.get("because", ""),
        )
        for each in parts.values()
    )
