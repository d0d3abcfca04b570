"""How fast inference is: ours, the same rules as SPARQL CONSTRUCT in the store, and owlrl, on the same statements.

    python benchmarks/bench_inference.py [UNITS] [EDITION]

A made graph of UNITS records (default 20 000) in fonds and files, with persons, names, dates and dated relations; the
peers get a tenth and a thousandth of it, since they are slower. EDITION is an edition's folder, which is read as well
where it is given. Processor time of one core, best of three for ours: from the store to sorted and hashed lines ("to
graphs"), and the rules alone ("rules"). A rate counts triples that were not there before. CONSTRUCT is one query an
axiom, again until nothing is new; owlrl applies all of OWL 2 RL to RiC-O's axioms and the statements.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.edition import Edition
from kg.inference import inferred_graphs
from kg.inference.engine import infer_pairs
from kg.inference.entailed import object_properties, steps
from kg.inference.relations import shortcuts
from kg.inference.statements import read
from kg.iri import Iris
from kg.rdf.graph import TYPE
from kg.store.oxigraph import OxigraphStore
from ontology.facts import superclasses, terms
from ontology.terms import RICO

ROOT = Path(__file__).parents[1]
IRIS = Iris("http://e", "http://e/def#")
Row = dict[str, object]


def statements(units: int) -> Iterator[str]:
    """N-Triples without their full stop: what an archive of so many records says."""

    def said(subject: str, name: str, target: str) -> str:
        return f"<http://e/id/{subject}> <{RICO[name]}> <http://e/id/{target}>"

    def typed(subject: str, name: str) -> str:
        return f"<http://e/id/{subject}> <{TYPE}> <{RICO[name]}>"

    for unit in range(units):
        parent = f"file{unit // 20}"
        yield typed(f"unit{unit}", "Record")
        yield said(f"unit{unit}", "isDirectlyIncludedIn", parent)
        yield said(f"unit{unit}", "hasCreator", f"person{unit % (units // 10 + 1)}")
        yield said(f"unit{unit}", "hasCreationDate", f"date{unit % 3000}")
        if unit % 20 == 0:
            yield typed(parent, "RecordSet")
            yield said(parent, "isDirectlyIncludedIn", f"fonds{unit // 2000}")
            yield said(parent, "hasOrHadHolder", "archive")
        if unit % 10 == 0:
            person, relation = f"person{unit // 10}", f"relation{unit}"
            yield from (
                typed(person, "Person"),
                typed(f"name{unit}", "AgentName"),
                typed(relation, "LeadershipRelation"),
            )
            yield said(person, "hasOrHadAgentName", f"name{unit}")
            yield from (
                said(relation, "relationHasSource", person),
                said(relation, "relationHasTarget", f"body{unit % 500}"),
            )
            yield from (
                said(relation, "relationHasDate", f"date{unit % 3000}"),
                said(relation, "isEvidencedBy", f"unit{unit}"),
            )


def ours(store: OxigraphStore, data: str, iris: Iris = IRIS) -> list[Row]:
    """Reading, rules and canonical lines; the rules alone."""
    whole, rules = [], []
    triples = 0
    for _ in range(3):
        started = time.process_time()
        triples = sum(len(graph.lines) for _, graph in inferred_graphs(store, iris))
        whole.append(time.process_time() - started)
        given = read(store.table, store.graph_names(), iris)
        started = time.process_time()
        infer_pairs(given)
        rules.append(time.process_time() - started)
    return [_row("Sunqar, to graphs", data, triples, min(whole)), _row("Sunqar, rules", data, triples, min(rules))]


def by_construct(lines: list[str], data: str) -> Row:
    """One query an axiom over a store in memory, again until nothing is new."""
    store = ox.Store()
    store.bulk_load(input="".join(f"{line} .\n" for line in lines).encode(), format=ox.RdfFormat.N_TRIPLES)
    before = len(store)
    rules = [
        (
            f"?o <{RICO[step.above]}> ?s" if step.kind != "above" else f"?s <{RICO[step.above]}> ?o",
            f"?s <{RICO[name]}> ?o",
        )
        for name in object_properties()
        for step in steps(name)
    ]
    for name, term in terms().items():
        if "Transitive" in term.marks:
            rules.append((f"?s <{RICO[name]}> ?o", f"?s <{RICO[name]}> ?m . ?m <{RICO[name]}> ?o"))
        if term.kind == "class":
            rules += [(f"?s a <{RICO[above]}>", f"?s a <{RICO[name]}>") for above in superclasses(name)[1:]]
    for each in shortcuts():
        where = f"?r a <{RICO[each.relation]}> ; <{RICO[each.first]}> ?s ; <{RICO[each.last]}> ?o FILTER(?s != ?o)"
        rules.append((f"?s <{RICO[each.property]}> ?o", where))
    started, size = time.process_time(), -1
    while size != len(store):
        size = len(store)
        for head, body in rules:
            made = [ox.Quad(*triple) for triple in store.query(f"CONSTRUCT {{ {head} }} WHERE {{ {body} }}")]
            store.extend(made)
    return _row("SPARQL CONSTRUCT (pyoxigraph)", data, len(store) - before, time.process_time() - started)


def by_owlrl(lines: list[str], data: str) -> Row | None:
    """All of OWL 2 RL; None where owlrl is not installed. What it says of the axioms themselves is not counted."""
    try:
        from owlrl import DeductiveClosure, OWLRL_Semantics
    except ImportError:
        return None
    from rdflib import Graph

    graph = Graph().parse(ROOT / "ontology" / "rico_axioms.ttl")
    graph.parse(data="".join(f"{line} .\n" for line in lines), format="nt")
    started = time.process_time()
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    spent = time.process_time() - started
    about = {
        (s, p, o) for s, p, o in graph if str(s).startswith("http://e/") and str(o).startswith(("http://e/", RICO.iri))
    }
    return _row("owlrl", data, len(about) - len(lines), spent)


def _row(system: str, data: str, triples: int, seconds: float) -> Row:
    return {
        "measure": "inferred triples a second",
        "value": round(triples / seconds) if seconds else 0,
        "unit": "triples/s",
        "system": system,
        "data": data,
        "inferred": triples,
        "seconds": round(seconds, 3),
    }


def main(units: int, edition_path: Path | None) -> list[Row]:
    """Measure, print and write ``build/bench/inference.json``."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as temporary:
        for size in (units, units // 10):
            lines = sorted(set(statements(size)))
            store = OxigraphStore(Path(temporary) / str(size))
            quads = "".join(f"{line} <http://e/graph/source/1> .\n" for line in lines)
            store.replace_graphs((), quads.encode())
            rows += ours(store, f"{size} records, {len(lines)} statements")
    peers: tuple[tuple[int, Callable[[list[str], str], Row | None]], ...] = (
        (units // 10, by_construct),
        (units // 1000, by_owlrl),
    )
    for size, peer in peers:
        lines = sorted(set(statements(size)))
        found = peer(lines, f"{size} records, {len(lines)} statements")
        rows += [found] if found else []
    if edition_path is not None:
        edition = Edition.open(edition_path)
        store = OxigraphStore(edition.store_path, read_only=True)
        rows += ours(
            store, f"edition of {edition.manifest['counts']['triples']} triples", Iris(edition.base, edition.vocabulary)
        )
    best = float(str(rows[0]["value"]))
    for row in rows:
        row["ours is faster by"] = round(best / max(float(str(row["value"])), 1), 1)
        print(row)
    out = ROOT / "build" / "bench"
    out.mkdir(parents=True, exist_ok=True)
    report = {"benchmark": "Inference: triples that follow, a second of one core", "rows": rows}
    (out / "inference.json").write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return rows


if __name__ == "__main__":
    arguments = [each for each in sys.argv[1:] if not each.startswith("--")]
    numbers = [int(each) for each in arguments if each.isdigit()]
    paths = [Path(each) for each in arguments if not each.isdigit() and Path(each).is_dir()]
    main(numbers[0] if numbers else 20_000, paths[0] if paths else None)
