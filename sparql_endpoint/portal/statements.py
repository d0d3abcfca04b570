"""What the graph says of some things, each statement with the source graph that says it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sparql_endpoint.portal.labels import labels
from sparql_endpoint.results import Term
from sparql_endpoint.service import View, written, written_all

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
RICO = "https://www.ica.org/standards/RiC/ontology#"
_MOST = 4000


@dataclass(frozen=True)
class Value:
    """An object of a statement, ready to show: a literal, or an IRI with its label; normalised: a date's EDTF."""

    term: Term
    label: Term
    normalised: str = ""


@dataclass(frozen=True)
class Statement:
    """subject predicate value, and the graphs that say so."""

    subject: str
    predicate: str
    label: Term
    value: Value
    graphs: tuple[str, ...]


def statements(
    view: View, subjects: Iterable[str], wanted: tuple[str, ...], predicates: Iterable[str] = (), most: int = _MOST
) -> tuple[Statement, ...]:
    """All statements about the subjects but inferred ones, by predicate label and value; at most some thousands.

    predicates: only with these; none for with any
    """
    asked, named = list(subjects), list(predicates)
    # In pairs: with the two apart, the engine reads all that is said of a subject.
    pairs = " ".join(f"({written(subject)} {written(name)})" for subject in asked for name in named)
    bound = f"VALUES (?s ?p) {{ {pairs} }}" if named else f"VALUES ?s {{ {written_all(asked)} }}"
    query = f"""SELECT ?s ?p ?o ?g WHERE {{
      {bound} GRAPH ?g {{ ?s ?p ?o }} {not_inferred(view)} }} LIMIT {most}"""
    graphs: dict[tuple[str, str, Term], set[str]] = {}
    for row in view.select(query):
        graphs.setdefault((row["s"].value, row["p"].value, row["o"]), set()).add(row["g"].value)
    targets = {term.value for _, _, term in graphs if term.kind == "uri"}
    names = labels(view, targets | {predicate for _, predicate, _ in graphs}, wanted)
    dates = _dates(view, targets)
    found = [
        Statement(subject, predicate, names[predicate], _value(term, names, dates), tuple(sorted(sources)))
        for (subject, predicate, term), sources in graphs.items()
    ]
    return tuple(
        sorted(
            found,
            key=lambda each: (each.label.value, each.predicate, each.value.label.value, each.value.term.lang),
        )
    )


def not_inferred(view: View) -> str:
    """A SPARQL filter: ``?g`` is no inferred graph. Those repeat in wider words what the sources say."""
    return f'FILTER(!STRSTARTS(STR(?g), "{view.edition.base}/graph/inferred/"))'


@dataclass(frozen=True)
class SourceGraph:
    """A graph that came from one file: whose it is, the file's id, its licence (empty where unknown)."""

    iri: str
    archive: str
    identifier: str
    licence: str


def source_graphs(view: View, graphs: Iterable[str]) -> dict[str, SourceGraph]:
    """Those of the graphs that came from a file of an archive."""
    wanted = sorted(set(graphs))
    if not wanted:
        return {}
    query = f"SELECT ?g ?p ?o WHERE {{ VALUES ?g {{ {written_all(wanted)} }} ?g ?p ?o }} ORDER BY ?g ?p ?o"
    parts: dict[str, dict[str, str]] = {}
    for row in view.select(query):
        name = re.split("[#/]", row["p"].value)[-1]
        parts.setdefault(row["g"].value, {}).setdefault(name, row["o"].value)
    return {
        graph: SourceGraph(
            graph,
            each["wasAttributedTo"],
            each.get("identifier", ""),
            each.get("license") or each.get("rights", ""),
        )
        for graph, each in parts.items()
        if "wasAttributedTo" in each
    }


def _value(term: Term, names: dict[str, Term], dates: dict[str, tuple[Term, str]]) -> Value:
    if term.kind != "uri":
        return Value(term, term)
    if term.value in dates:
        expressed, normalised = dates[term.value]
        return Value(term, expressed, normalised)
    return Value(term, names[term.value])


def _dates(view: View, iris: Iterable[str]) -> dict[str, tuple[Term, str]]:
    """For those that are dates: the words of the source, and the EDTF form."""
    candidates = sorted(iri for iri in iris if "/id/date/" in iri)
    if not candidates:
        return {}
    query = f"""SELECT ?d ?p ?o WHERE {{ VALUES ?d {{ {written_all(candidates)} }}
      VALUES ?p {{ rico:expressedDate rico:normalizedDateValue }} ?d ?p ?o }} ORDER BY ?d ?p ?o"""
    expressed: dict[str, Term] = {}
    normalised: dict[str, str] = {}
    for row in view.select(query):
        if row["p"].value.endswith("expressedDate"):
            expressed.setdefault(row["d"].value, row["o"])
        else:
            normalised.setdefault(row["d"].value, row["o"].value)
    return {iri: (expressed[iri], normalised.get(iri, "")) for iri in expressed}
