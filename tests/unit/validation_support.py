"""A store in memory, the sound graph, ways to break it, and pyshacl as the oracle."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
from rdflib import RDF, SH, Graph

from kg.shacl.parse import parse_shapes
from kg.shacl.paths import read_path
from kg.shacl.report import Report
from kg.validation import validate
from ontology.files import graph_files, shape_files, text

VOCABULARY = "https://sunqar.invalid/def#"
BASE = "https://sunqar.invalid"
DATA = "https://data.example.org/"
GOOD = Path(__file__).with_name("test_validation_good.trig")
Result = tuple[str, str, str]

# rdflib prints a stack trace for every ill-typed literal that the tests put in on purpose.
logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)


class MemoryStore:
    """Rows as the real store gives them."""

    def __init__(self, nquads: str) -> None:
        self.store = ox.Store()
        self.store.load(nquads.encode(), format=ox.RdfFormat.N_QUADS)
        for name in graph_files():
            turtle = text(name, vocabulary=VOCABULARY, base=BASE).encode()
            self.store.load(turtle, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(f"{BASE}/graph/ontology"))

    def select(self, query: str) -> Iterator[dict[str, str]]:
        """See kg.store.base.Reader."""
        rows = self.store.query(query, use_default_graph_as_union=True)
        names = [variable.value for variable in rows.variables]
        for row in rows:
            yield {name: row[name].value for name in names if row[name] is not None}

    def table(self, query: str) -> bytes:
        """See kg.store.base.Reader."""
        rows = self.store.query(query, use_default_graph_as_union=True)
        return rows.serialize(format=ox.QueryResultsFormat.TSV)


def good_quads() -> list[str]:
    """The sound graph as N-Quads lines."""
    return sorted(f"{quad} .\n" for quad in ox.parse(GOOD.read_bytes(), format=ox.RdfFormat.TRIG))


def own_shapes_text(*, triples_only: bool = True) -> str:
    """All our shapes as one Turtle text; without those that ask for graph names, which pyshacl does not see."""
    names = [name for name in shape_files() if not (triples_only and name.endswith("graphs.ttl"))]
    return "\n".join(text(name, vocabulary=VOCABULARY, base=BASE) for name in names)


def ours(nquads: str, shapes: str) -> Report:
    """Our report on the data; every example is kept."""
    return validate(MemoryStore(nquads).select, parse_shapes(shapes, "shapes"), limit=10**6)


def results(report: Report) -> set[Result]:
    """(focus, path, component) of everything found; blank nodes are all called ``_:``."""
    return {
        (example.focus if ":" in example.focus else "_:", finding.path, finding.component)
        for finding in report.findings
        for example in finding.examples
    }


def oracle(nquads: str, shapes: str) -> set[Result]:
    """The same set from pyshacl, over the union of all graphs and our vocabularies."""
    from pyshacl import validate as general_validate

    data = Graph()
    triples = "".join(f"{quad.triple} .\n" for quad in ox.parse(nquads.encode(), format=ox.RdfFormat.N_QUADS))
    data.parse(data=triples, format="nt")
    for name in graph_files():
        data.parse(data=text(name, vocabulary=VOCABULARY, base=BASE), format="turtle")
    _, found, _ = general_validate(data, shacl_graph=Graph().parse(data=shapes, format="turtle"))
    made = set()
    for node in found.subjects(RDF.type, SH.ValidationResult):
        path = found.value(node, SH.resultPath)
        steps = "/".join(read_path(found, path)) if path is not None else ""
        focus = str(found.value(node, SH.focusNode))
        component = str(found.value(node, SH.sourceConstraintComponent))
        made.add((focus if ":" in focus else "_:", steps, component))
    return made
