"""The words on the page that carry a statement: what every source mark of the portal shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sparql_endpoint.portal.labels import labels
from sparql_endpoint.results import Row, Term
from sparql_endpoint.service import View, archive_iris, written, written_all

# No OPTIONAL in any query of the portal that a large graph answers: the engine may evaluate its inside over the
# whole graph first. What may be missing is asked for in a query of its own, bound by VALUES.
_DETAILS = """SELECT * WHERE {
  VALUES ?mention { %s }
  ?mention oa:hasTarget ?target ; kg:method ?method ; itsrdf:taConfidence ?confidence .
  ?target oa:hasSource ?text ; oa:hasSelector ?quote ; oa:hasSelector ?position .
  ?quote oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix .
  ?position oa:start ?start .
  ?text kg:textOf ?record .
  ?record rico:identifier ?identifier ; rico:hasOrHadHolder ?archive . FILTER(STRSTARTS(STR(?archive), "%s"))
}"""
_PAGES = """SELECT ?key ?value WHERE { VALUES ?key { %s }
  ?key oa:hasTarget ?target . ?target kg:page ?page . ?page rico:identifier ?value }"""
_ACTIVITIES = "SELECT ?key ?value WHERE { VALUES ?key { %s } ?key prov:wasGeneratedBy ?value }"
_AGENTS = """SELECT ?key ?value WHERE { VALUES ?key { %s }
  ?key prov:wasAssociatedWith ?by . ?by rdfs:label ?value }"""

_LONGEST = 600
"""Characters of a quote that a page shows; an authority entry may be quoted whole."""


@dataclass(frozen=True)
class Quote:
    """One mention with its evidence. method is the last part of the concept's IRI: ``model``, ``editorial``, …"""

    mention: str
    record: str
    identifier: str
    archive: str
    title: Term
    prefix: str
    exact: str
    suffix: str
    cut: bool
    page: str
    confidence: float
    method: str
    agent: str

    @property
    def anchor(self) -> str:
        """Id of the mention within its record's page."""
        return "m-" + self.mention.rsplit("/", 1)[-1]


def quotes(view: View, mentions: Iterable[str], wanted: tuple[str, ...]) -> dict[str, Quote]:
    """The evidence of mentions, by their IRIs, in the order given."""
    order = list(dict.fromkeys(mentions))
    if not order:
        return {}
    details = view.select(_DETAILS % (written_all(order), archive_iris(view)))
    rows = {row["mention"].value: row for row in reversed(details)}
    titles = labels(view, (row["record"].value for row in rows.values()), wanted)
    pages, agents = _looked_up(view, _PAGES, order), agents_of(view, order)
    return {iri: _quote(rows[iri], titles, pages.get(iri, ""), agents.get(iri, "")) for iri in order if iri in rows}


def agents_of(view: View, mentions: Iterable[str]) -> dict[str, str]:
    """Name and version of the software that found each mention."""
    activities = _looked_up(view, _ACTIVITIES, list(mentions))
    names = _looked_up(view, _AGENTS, sorted(set(activities.values())))
    return {mention: names.get(activity, "") for mention, activity in activities.items()}


def _looked_up(view: View, query: str, keys: list[str]) -> dict[str, str]:
    if not keys:
        return {}
    rows = view.select(query % written_all(keys))
    return {row["key"].value: row["value"].value for row in sorted(rows, key=lambda row: row["value"].value)}


def mention_page(view: View, things: Iterable[str], archive: str, offset: int, limit: int) -> tuple[list[str], bool]:
    """IRIs of mentions of any of the things in one archive's records, in the order of the call numbers.

    Returns at most limit of them from offset on, and whether there are more.
    """
    query = f"""SELECT DISTINCT ?mention ?identifier ?start WHERE {{
      VALUES ?thing {{ {written_all(things)} }}
      ?mention oa:hasBody ?thing ; oa:motivatedBy oa:identifying ; oa:hasTarget ?target .
      ?target oa:hasSource ?text ; oa:hasSelector ?position . ?position oa:start ?start .
      ?text kg:textOf ?record . ?record rico:hasOrHadHolder {written(archive)} ; rico:identifier ?identifier
    }} ORDER BY ?identifier ?start ?mention LIMIT {limit + 1} OFFSET {offset}"""
    found = [row["mention"].value for row in view.select(query)]
    return found[:limit], len(found) > limit


def mention_counts(view: View, things: Iterable[str]) -> dict[str, int]:
    """For each archive, how many mentions of the things its records hold."""
    query = f"""SELECT ?archive (COUNT(DISTINCT ?mention) AS ?n) WHERE {{
      VALUES ?thing {{ {written_all(things)} }}
      ?mention oa:hasBody ?thing ; oa:motivatedBy oa:identifying ; oa:hasTarget ?target .
      ?target oa:hasSource ?text . ?text kg:textOf ?record . ?record rico:hasOrHadHolder ?archive
      FILTER(STRSTARTS(STR(?archive), "{archive_iris(view)}"))
    }} GROUP BY ?archive ORDER BY ?archive"""
    return {row["archive"].value: int(row["n"].value) for row in view.select(query) if "archive" in row}


def _quote(row: Row, titles: dict[str, Term], page: str, agent: str) -> Quote:
    record, exact = row["record"].value, row["exact"].value
    cut = len(exact) > _LONGEST
    return Quote(
        mention=row["mention"].value,
        record=record,
        identifier=row["identifier"].value,
        archive=row["archive"].value,
        title=titles[record],
        prefix=row["prefix"].value,
        exact=exact[:_LONGEST],
        suffix="" if cut else row["suffix"].value,
        cut=cut,
        page=page,
        confidence=float(row["confidence"].value),
        method=row["method"].value.rsplit("method-", 1)[-1],
        agent=agent,
    )
