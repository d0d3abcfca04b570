"""Outside things as candidates: those that judgements name, for review; those that people accepted, for linking, and
in a graph of their own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence, Set

from extractors.languages.fold import fold
from kg.iri import Iris
from kg.rdf import nt
from kg.rdf.graph import GraphBuilder, NamedGraph
from kg.rdf.vocabulary import CLASSES
from kg.resolve.candidates import Candidate
from kg.resolve.judgements import Judgement
from kg.resolve.linkers.reconciliation import ARCHIVE
from ontology.terms import RDFS


def accepted(db: sqlite3.Connection, judgements: Iterable[Judgement]) -> tuple[Candidate, ...]:
    """Those that a standing SAME names, by IRI."""
    return outside(db, {end for judgement in judgements if judgement.verdict == "SAME" for end in judgement.pair})


def outside(db: sqlite3.Connection, named: Set[str]) -> tuple[Candidate, ...]:
    """What services know by these IRIs, as they called it, by IRI; nothing for IRIs that none gave."""
    there = db.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'reconciled'").fetchone()
    if not there or not named:
        return ()
    found: dict[str, Candidate] = {}
    rows = db.execute(
        "SELECT DISTINCT r.label, json_extract(a.value, '$[3]'), json_extract(a.value, '$[1]'), "
        "json_extract(a.value, '$[4]') FROM reconciled r, json_each(r.answers) a ORDER BY 2, 3, 1, 4"
    )
    for label, iri, name, identifier in rows:
        if iri in named and iri not in found:
            found[iri] = Candidate(
                iri, label, ARCHIVE, (("und", name),), (fold(name),), (identifier,), (identifier,), (), True
            )
    return tuple(found[iri] for iri in sorted(found))


def accepted_graph(found: Sequence[Candidate], iris: Iris) -> NamedGraph:
    """``graph/reconciliation``."""
    graph = GraphBuilder(iris.graph(ARCHIVE))
    for one in found:
        graph.types(one.iri, CLASSES[one.label], iris.own("LocalEntity"))
        graph.add(one.iri, RDFS.label, nt.literal(one.names[0][1]))
        for identifier in one.identifiers:
            graph.add(one.iri, iris.own("externalId"), nt.literal(identifier))
    return graph.close()
