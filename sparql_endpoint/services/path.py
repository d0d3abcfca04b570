"""``…/service/path``: the shortest paths between two things, each statement on them with its record and its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.iri import stable_id
from kg.paths.find import Hop, paths
from sparql_endpoint.results import Row, Term
from sparql_endpoint.services.arguments import iri_of, limit_of, number_of, truth_of
from sparql_endpoint.services.local import THING, Context, integer, iri, text
from sparql_endpoint.services.terms import checked_iri

_HOPS = 4
_MOST_HOPS = 6
_QUOTE = """?annotation oa:hasTarget ?target . ?target oa:hasSource ?text ; oa:hasSelector ?selector .
  ?selector oa:exact ?exact . ?text kg:textOf ?record"""
# Of a record that names an entity: the mention. Of two entities: what a relation of their members rests on.
_NAMED = """SELECT ?record ?exact {{ VALUES ?record {{ {record} }} ?member kg:memberOf {entity} .
  ?annotation oa:hasBody ?member . {quote} }} ORDER BY ?annotation LIMIT 1"""
_STATED = """SELECT ?record ?exact {{ ?one kg:memberOf {here} . ?other kg:memberOf {there} .
  ?relation ?near ?one ; ?far ?other ; kg:evidence ?annotation . {quote} }} ORDER BY ?annotation LIMIT 1"""
_DESCRIBED = """SELECT ?record {{ ?one kg:memberOf {here} . ?other kg:memberOf {there} .
  GRAPH ?source {{ ?one {property} ?other }} ?record rico:describesOrDescribed ?one }} ORDER BY ?record LIMIT 1"""


class PathService:
    """The subject names the path; each statement on it is a row."""

    inputs = frozenset(("pathFrom", "pathTo", "mostHops", "throughHubs", "limit"))
    required = frozenset(("pathFrom", "pathTo"))
    outputs = frozenset(("pathNumber", "hop", "hopFrom", "hopProperty", "hopTo", "hopRecord", "hopQuote"))

    def answer(self, context: Context, given: Mapping[str, Term]) -> Iterator[Row]:
        """The statements of all paths, in order. hopFrom is the statement's subject, whichever way the path goes."""
        found = paths(
            context.edition.paths_path,
            iri_of(given, "pathFrom"),
            iri_of(given, "pathTo"),
            hops=int(number_of(given, "mostHops", _HOPS, 1, _MOST_HOPS)),
            limit=limit_of(given, 5),
            hubs=truth_of(given, "throughHubs"),
        )
        evidence: dict[Hop, Row] = {}
        for number, hops in enumerate(found, 1):
            name = iri(f"{context.edition.base}/.well-known/genid/{stable_id('path', *hops)}")
            for at, hop in enumerate(hops, 1):
                if hop not in evidence:
                    evidence[hop] = _evidence(context, hop)
                ends = (hop.here, hop.there) if hop.forward else (hop.there, hop.here)
                yield {
                    THING: name,
                    "pathNumber": integer(number),
                    "hop": integer(at),
                    "hopFrom": iri(ends[0]),
                    "hopProperty": iri(hop.property),
                    "hopTo": iri(ends[1]),
                } | evidence[hop]


def _evidence(context: Context, hop: Hop) -> Row:
    """Record and words that carry a statement; the record alone where it is one of the ends."""
    ends = (hop.here, hop.there) if hop.forward else (hop.there, hop.here)
    here, there = (f"<{checked_iri(end)}>" for end in ends)
    records = [end for end in ends if end.startswith(f"{context.edition.base}/id/record/")]
    if records:
        entity = there if ends[0] == records[0] else here
        found = context.ask(_NAMED.format(record=f"<{records[0]}>", entity=entity, quote=_QUOTE)).rows
        return _row(found[0] if found else {"record": iri(records[0])})
    property_ = f"<{checked_iri(hop.property)}>"
    for query in (_STATED, _DESCRIBED):
        found = context.ask(query.format(here=here, there=there, property=property_, quote=_QUOTE)).rows
        if found:
            return _row(found[0])
    return {}


def _row(found: Row) -> Row:
    row = {"hopRecord": found["record"]}
    if "exact" in found:
        row["hopQuote"] = text(found["exact"].value)
    return row
