"""The words on the page that carry a statement: what every source mark of the portal shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sparql_endpoint.results import Row, Term
from sparql_endpoint.service import View, written, written_all

_DETAILS = """SELECT * WHERE {
  VALUES ?mention { %s }
  ?mention oa:hasTarget ?target ; kg:method ?method ; itsrdf:taConfidence ?confidence .
  ?target oa:hasSource ?text ; oa:hasSelector ?quote ; oa:hasSelector ?position .
  ?quote oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix .
  ?position oa:start ?start .
  ?text kg:textOf ?record .
  ?record rico:identifier ?identifier ; rico:hasOrHadHolder ?archive .
  OPTIONAL { ?target kg:page ?pageNode . ?pageNode rico:identifier ?page }
  OPTIONAL { ?mention prov:wasGeneratedBy ?activity . ?activity prov:wasAssociatedWith ?by . ?by rdfs:label ?agent }
}"""

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
    from sparql_endpoint.portal.labels import labels

    order = list(dict.fromkeys(mentions))
    if not order:
        return {}
    rows = {row["mention"].value: row for row in reversed(view.select(_DETAILS % written_all(order)))}
    titles = labels(view, (row["record"].value for row in rows.values()), wanted)
    return {iri: _quote(rows[iri], titles) for iri in order if iri in rows}


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
    }} GROUP BY ?archive ORDER BY ?archive"""
    return {row["archive"].value: int(row["n"].value) for row in view.select(query) if "archive" in row}


def _quote(row: Row, titles: dict[str, Term]) -> Quote:
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
        page=row["page"].value if "page" in row else "",
        confidence=float(row["confidence"].value),
        method=row["method"].value.rsplit("method-", 1)[-1],
        agent=row["agent"].value if "agent" in row else "",
    )
