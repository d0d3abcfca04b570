"""What carries a stated statement: the graphs that hold it, their sources, and the words that say it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.inference.explanation import Origin, Quote
from kg.inference.proof import Select, Triple
from kg.iri import Iris
from ontology.terms import DCTERMS, ITSRDF, OA, PROV, RDFS, RICO, SKOS

MOST = 3
"""Origins, quotes and premises of one kind that are shown."""


def graphs_of(select: Select, triple: Triple) -> tuple[str, ...]:
    """The named graphs that hold it, sorted; () where none does."""
    subject, predicate, target = triple
    rows = select(f"SELECT ?g {{ GRAPH ?g {{ <{subject}> <{predicate}> <{target}> }} }} ORDER BY ?g")
    return tuple(row["g"] for row in rows)


def origins(select: Select, graphs: Sequence[str]) -> tuple[Origin, ...]:
    """Graphs with the file and the archive behind them."""
    return tuple(_origin(select, graph) for graph in graphs[:MOST])


def _origin(select: Select, graph: str) -> Origin:
    query = f"""SELECT ?source ?archive {{ <{graph}> <{PROV.wasAttributedTo}> ?holder
      OPTIONAL {{ <{graph}> <{DCTERMS.identifier}> ?source }}
      OPTIONAL {{ ?holder <{RDFS.label}> ?archive FILTER(LANG(?archive) = "en") }}
    }} ORDER BY ?source ?archive LIMIT 1"""
    row = next(iter(select(query)), {})
    return Origin(graph, row.get("source", ""), row.get("archive", ""))


def quotes(select: Select, iris: Iris, triple: Triple) -> tuple[Quote, ...]:
    """The words that say it: of the relation node, of the record's own statement, or of the mention; at most some."""
    subject, predicate, target = triple
    ends = " ".join(f"<{name}>" for name in (RICO.relationHasSource, RICO.relationHasTarget, RICO.relationConnects))
    evidence = iris.own("evidence")
    searches = [
        f"{{ <{subject}> <{evidence}> ?mention }} UNION {{ <{target}> <{evidence}> ?mention }}",
        f"VALUES ?near {{ {ends} }} VALUES ?far {{ {ends} }} ?relation ?near <{subject}> ; ?far <{target}> ; "
        f"<{evidence}> ?mention",
        f"?mention <{OA.hasBody}> <{target}> ; <{iris.own('states')}> <{predicate}> ; "
        f"<{OA.hasTarget}>/<{OA.hasSource}>/<{iris.own('textOf')}> <{subject}>",
    ]
    if predicate == iris.own("mentions"):
        searches.append(
            f"?mention <{OA.hasBody}> <{target}> ; <{OA.hasTarget}>/<{OA.hasSource}>/<{iris.own('textOf')}> <{subject}>"
        )
    for search in searches:
        rows = select(f"SELECT DISTINCT ?mention {{ {search} }} ORDER BY ?mention LIMIT {MOST}")
        found = [_quote(select, iris, row["mention"]) for row in rows]
        if found:
            return tuple(found)
    return ()


def _quote(select: Select, iris: Iris, mention: str) -> Quote:
    query = f"""SELECT ?exact ?sure ?unit {{ <{mention}> <{OA.hasTarget}> ?target .
      ?target <{OA.hasSelector}>/<{OA.exact}> ?exact
      OPTIONAL {{ <{mention}> <{ITSRDF.taConfidence}> ?sure }}
      OPTIONAL {{ ?target <{OA.hasSource}>/<{iris.own("textOf")}>/<{RICO.identifier}> ?unit }}
    }} ORDER BY ?unit LIMIT 1"""
    row = next(iter(select(query)), {})
    sure = row.get("sure")
    return Quote(mention, row.get("exact", ""), row.get("unit", ""), float(sure) if sure else None)


def labels(select: Select, iris: Iterable[str], lang: str) -> dict[str, str]:
    """A label for each that has one: in the language, else the first of en, ru, kk, ar, else any."""
    wanted = " ".join(f"<{iri}>" for iri in sorted(set(iris)))
    if not wanted:
        return {}
    query = f"""SELECT ?s ?label (LANG(?label) AS ?tag) {{ VALUES ?s {{ {wanted} }}
      VALUES ?p {{ <{SKOS.prefLabel}> <{RDFS.label}> }} ?s ?p ?label }}"""
    order = {tag: rank for rank, tag in enumerate((lang, "en", "ru", "kk", "ar"))}
    best: dict[str, tuple[int, str]] = {}
    for row in select(query):
        found = (order.get(row["tag"], len(order)), row["label"])
        best[row["s"]] = min(found, best.get(row["s"], found))
    return {iri: label for iri, (_, label) in best.items()}
