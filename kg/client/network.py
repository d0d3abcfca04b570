"""Networks of persons, bodies and what stands beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.client import markup
from kg.client.errors import BadRequest
from kg.client.frames import Rows, table
from kg.client.names import chain, labels
from kg.client.needs import needed
from kg.client.source import Source
from kg.client.texts import term
from kg.client.things import rows

if TYPE_CHECKING:
    import pandas as pd

    from kg.client.graph import Graph

_BATCH = 400
_SHOWN = 40
"""Edges of a chart."""
KINDS = ("together", "correspondence", "relations")
_WEIGHTS = """SELECT ?n (COUNT(*) AS ?pairs) {{ GRAPH <{base}/graph/summary/co-mentions> {{
  ?pair kg:recordCount ?n }} }} GROUP BY ?n ORDER BY DESC(?n)"""
_HEAVIEST = """SELECT ?pair ?n {{ GRAPH <{base}/graph/summary/co-mentions> {{
  ?pair kg:recordCount ?n FILTER(?n >= {minimum}) }} }} ORDER BY DESC(?n) ?pair LIMIT {limit}"""
_OF_PAIRS = """SELECT ?pair ?a ?b {{ VALUES ?pair {{ {pairs} }}
  GRAPH <{base}/graph/summary/co-mentions> {{ ?pair kg:pairOf ?a , ?b }} FILTER(STR(?a) < STR(?b)) }}"""
_BESIDE = """SELECT ?a ?b ?n {{ GRAPH <{base}/graph/summary/co-mentions> {{ ?pair kg:pairOf {iri} .
  ?pair kg:recordCount ?n ; kg:pairOf ?a , ?b FILTER(STR(?a) < STR(?b) && ?n >= {minimum}) }}
}} ORDER BY DESC(?n) ?a ?b LIMIT {limit}"""
_BETWEEN = """SELECT ?a ?b ?n {{ GRAPH <{base}/graph/summary/co-mentions> {{
  VALUES ?a {{ {nodes} }} VALUES ?b {{ {nodes} }}
  ?pair kg:pairOf ?a , ?b ; kg:recordCount ?n FILTER(STR(?a) < STR(?b) && ?n >= {minimum}) }}
}} ORDER BY DESC(?n) ?a ?b LIMIT {limit}"""
_LETTERS = """SELECT ?a ?b (COUNT(DISTINCT ?letter) AS ?n) (MIN(?day) AS ?first) (MAX(?day) AS ?last) {{
  ?letter rico:hasSender ?writer ; rico:hasAddressee ?reader . ?writer kg:memberOf ?a . ?reader kg:memberOf ?b
  OPTIONAL {{ ?letter rico:hasCreationDate/rico:beginningDate ?day }} {about}
}} GROUP BY ?a ?b HAVING(COUNT(DISTINCT ?letter) >= {minimum}) ORDER BY DESC(?n) ?a ?b LIMIT {limit}"""
_RELATIONS = """SELECT DISTINCT ?a ?b ?property {{ VALUES ?property {{ {properties} }}
  GRAPH <{base}/graph/resolved> {{ ?a ?property ?b }} {about}
  FILTER(STRSTARTS(STR(?b), "{base}/id/") && STRSTARTS(STR(?a), "{base}/id/") && ?a != ?b)
  FILTER(!STRSTARTS(STR(?a), "{base}/id/record/") && !STRSTARTS(STR(?b), "{base}/id/position/"))
}} ORDER BY ?a ?b ?property LIMIT {limit}"""
_ABOUT = "FILTER(?a = {iri} || ?b = {iri})"


@dataclass(frozen=True)
class Network:
    """nodes: iri, name, lang, kind, degree. edges: source, target (IRIs), source_name, target_name, weight, …

    together        weight: records that name both; not directed
    correspondence  weight: letters from source to target; first, last: days of the first and the last dated one
    relations       relation: what is said to hold from source to target; weight 1
    """

    kind: str
    nodes: pd.DataFrame
    edges: pd.DataFrame
    edition: str = field(default="", repr=False)

    @property
    def directed(self) -> bool:
        """Whether an edge goes from its source to its target."""
        return self.kind != "together"

    def to_networkx(self) -> Any:
        """A ``networkx.Graph``, of letters and relations a ``MultiDiGraph``: nodes are IRIs with ``label``, ``kind``.

        Values are plain, dates text, and what is not known is left out, so that every format of networkx can hold it.
        """
        networkx = needed("networkx")
        made = networkx.MultiDiGraph() if self.directed else networkx.Graph()
        made.graph["edition"] = self.edition
        for node in self.nodes.to_dict("records"):
            made.add_node(node["iri"], label=node["name"], kind=node["kind"])
        for edge in self.edges.to_dict("records"):
            ends = edge.pop("source"), edge.pop("target")
            made.add_edge(*ends, **{key: plain for key, value in edge.items() if (plain := _plain(value)) is not None})
        return made

    def export(self, path: str | Path) -> Path:
        """Write it by the end of the name: gexf and graphml the network, csv, parquet and json its edges."""
        from kg.client.export import write_frame, write_network

        target = Path(path)
        if target.suffix in (".gexf", ".graphml"):
            return write_network(self.to_networkx(), target)
        return write_frame(self.edges, target)

    def chart(self) -> Any:
        """An altair chart: the heaviest 40 edges as bars, which tell more than a ball of lines."""
        from kg.client.charts import altair

        alt = altair()
        top = self.edges.head(_SHOWN).copy()
        arrow = " → " if self.directed else " – "
        top["pair"] = top["source_name"] + arrow + top["target_name"]
        if "relation" in top:
            top["pair"] = top["pair"] + " (" + top["relation"] + ")"
        said = {"together": "records that name both", "correspondence": "letters", "relations": "statements"}[self.kind]
        seen: dict[str, int] = {}
        data = []
        for row in top.to_dict("records"):  # two pairs may have the same names
            seen[row["pair"]] = nth = seen.get(row["pair"], 0) + 1
            data.append({"pair": row["pair"] + f" ({nth})" * (nth > 1), "weight": int(row["weight"])})
        return (
            alt.Chart(alt.Data(values=data))
            .mark_bar()
            .encode(
                x=alt.X("weight:Q", title=said.capitalize()),
                y=alt.Y("pair:N", sort=None, title=None, axis=alt.Axis(labelLimit=420)),
                tooltip=["pair:N", "weight:Q"],
            )
            .properties(title=self._title(said), width=420)
        )

    def _title(self, said: str) -> str:
        heaviest = f"The heaviest {_SHOWN} of {len(self.edges)} edges" if len(self.edges) > _SHOWN else "All edges"
        return f"{heaviest}: {said}"

    def __repr__(self) -> str:
        return f"<Network {self.kind}: {len(self.nodes)} nodes, {len(self.edges)} edges>"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, object]:
        from kg.client.charts import bundle

        return bundle(self.chart(), repr(self)) if len(self.edges) else {"text/plain": repr(self)}

    def _repr_html_(self) -> str:
        pairs = ((*(markup.name(str(edge[end])) for end in ("source_name", "target_name")), edge["weight"])
                 for edge in self.edges.head(10).to_dict("records"))  # fmt: skip
        listed = "".join(f"<li>{one} – {other}: {weight}</li>" for one, other, weight in pairs)
        return f"<p>{markup.text(repr(self).strip('<>'))}</p><ol>{listed}</ol>"


def network(graph: Graph, kind: str, about: str | None, minimum: int, limit: int) -> Network:
    """The network. BadRequest for a kind that there is not, or numbers below 1."""
    if kind not in KINDS:
        raise BadRequest("CLIENT004", f"There is no network {kind!r}.", advice=f"Kinds: {', '.join(KINDS)}.")
    if minimum < 1 or limit < 1:
        raise BadRequest("CLIENT004", "minimum and limit are numbers from 1.", advice="Leave them out.")
    base = graph.edition.base
    found = {"together": _together, "correspondence": _letters, "relations": _relations}[kind](
        graph.source, base, about, minimum, limit
    )
    iris = {row[end]["value"] for row in found for end in ("a", "b")}
    properties = {row["property"]["value"] for row in found if "property" in row}
    named = labels(graph.source, iris | properties, chain(None))
    edges = [
        (
            row["a"]["value"], row["b"]["value"], named[row["a"]["value"]][0], named[row["b"]["value"]][0],
            int(row["n"]["value"]) if "n" in row else 1,
            *_more(kind, row, named),
        )
        for row in found
    ]  # fmt: skip
    more = {"together": (), "correspondence": ("first", "last"), "relations": ("relation",)}[kind]
    made = table(("source", "target", "source_name", "target_name", "weight", *more), edges, weight="Int64")
    degree: dict[str, int] = {}
    for edge in edges:
        for end in edge[:2]:
            degree[end] = degree.get(end, 0) + 1
    order = sorted(degree, key=lambda iri: (-degree[iri], iri))
    nodes = [(iri, *named[iri], _kind(iri, base), degree[iri]) for iri in order]
    return Network(
        kind, table(("iri", "name", "lang", "kind", "degree"), nodes, degree="Int64"), made, str(graph.edition)
    )


def _together(source: Source, base: str, about: str | None, minimum: int, limit: int) -> Rows:
    """The heaviest pairs. Of one entity: those beside it, the nearest first, then what joins these."""
    if about is None:
        return _heaviest(source, base, minimum, limit)
    found = rows(source, _BESIDE.format(base=base, iri=term(about), minimum=minimum, limit=limit))
    beside = sorted({row[end]["value"] for row in found for end in ("a", "b")} - {about})[:150]
    if len(found) < limit and len(beside) > 1:
        nodes = " ".join(term(iri) for iri in beside)
        found += rows(source, _BETWEEN.format(base=base, nodes=nodes, minimum=minimum, limit=limit - len(found)))
    return found


def _heaviest(source: Source, base: str, minimum: int, limit: int) -> Rows:
    # The least weight that is needed, then pairs, then their ends: to order or to join all of them takes far longer.
    enough = 0
    for row in rows(source, _WEIGHTS.format(base=base)):
        if enough >= limit or int(row["n"]["value"]) < minimum:
            break
        enough += int(row["pairs"]["value"])
        least = int(row["n"]["value"])
    if not enough:
        return []
    numbers = {
        row["pair"]["value"]: row["n"]
        for row in rows(source, _HEAVIEST.format(base=base, minimum=least, limit=limit))
    }
    order, found = sorted(numbers), list[dict[str, Any]]()
    for start in range(0, len(order), _BATCH):
        pairs = " ".join(term(iri) for iri in order[start : start + _BATCH])
        found += rows(source, _OF_PAIRS.format(base=base, pairs=pairs))
    for row in found:
        row["n"] = numbers[row["pair"]["value"]]
    return sorted(found, key=lambda row: (-int(row["n"]["value"]), row["a"]["value"], row["b"]["value"]))


def _letters(source: Source, base: str, about: str | None, minimum: int, limit: int) -> Rows:
    own = _ABOUT.format(iri=term(about)) if about else ""
    return rows(source, _LETTERS.format(about=own, minimum=minimum, limit=limit))


def _relations(source: Source, base: str, about: str | None, minimum: int, limit: int) -> Rows:
    from kg.rdf.vocabulary import RELATIONS
    from ontology.terms import RICO

    known = {shortcut for _, shortcut, _ in RELATIONS.values()} | {
        RICO.isOrWasContainedBy, RICO.isAssociatedWithPlace, RICO.hasOrHadParticipant, RICO.hasOrHadLocation,
    }  # fmt: skip
    own = _ABOUT.format(iri=term(about)) if about else ""
    properties = " ".join(f"<{iri}>" for iri in sorted(known))
    return rows(source, _RELATIONS.format(base=base, properties=properties, about=own, limit=limit))


def _more(kind: str, row: dict[str, Any], named: dict[str, tuple[str, str]]) -> tuple[str | None, ...]:
    if kind == "correspondence":
        return tuple(str(row[name]["value"]) if name in row else None for name in ("first", "last"))
    return (named[row["property"]["value"]][0],) if kind == "relations" else ()


def _kind(iri: str, base: str) -> str:
    return iri.removeprefix(f"{base}/id/").split("/")[0]


def _plain(value: object) -> object:
    pandas = needed("pandas")
    if pandas.isna(value):
        return None
    return value if isinstance(value, str) else int(value) if hasattr(value, "__int__") else str(value)
