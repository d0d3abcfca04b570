"""E10: everything public has source graph, document, span and extractor version; the gate stops what has not."""

from __future__ import annotations

from pathlib import Path

from access_case import TODAY, make, publish_on
from endpoint_edition import BASE

from kg.access.opening import replace_graph
from kg.iri import Iris
from kg.publish import GateClosed
from kg.store.oxigraph import OxigraphStore
from kg.workspace import Workspace, open_workspace
from kg.writing import writing
from ontology.terms import OA, PROV, RDFS

IRIS = Iris(BASE, f"{BASE}/def#")


def test_every_graph_and_every_mention_leads_to_its_source(edition_workspace: Path) -> None:
    edition = open_workspace(edition_workspace).current_edition()
    store = OxigraphStore(edition.store_path, read_only=True)
    sources = {name for name in edition.manifest["graphs"] if "/graph/source/" in name}
    assert sources
    told = {
        row["g"]
        for row in store.select(
            f"SELECT ?g {{ GRAPH ?g {{ ?g <{PROV.wasAttributedTo}> ?archive ; <{PROV.wasGeneratedBy}> ?run . "
            f"?run <{PROV.wasAssociatedWith}>/<{RDFS.label}> ?version ; <{PROV.used}> ?file . "
            f"?file <{IRIS.own('sha256')}> ?sum }} }}"
        )
    }
    assert told == sources
    others = set(edition.manifest["graphs"]) - sources
    derived = {name.removeprefix(f"{BASE}/graph/").partition("/")[0] for name in others}
    ours = {"archives", "gazetteer", "inferred", "links", "ontology", "registry", "resolved", "summary", "undescribed"}
    assert derived <= ours
    whole = f"?a a <{OA.Annotation}>"
    span = (
        f"<{OA.hasTarget}> ?t . ?t <{OA.hasSource}>/<{IRIS.own('textOf')}> ?record ; <{OA.hasSelector}> ?p . "
        f"?p <{OA.start}> ?from ; <{OA.end}> ?to . ?a <{PROV.wasGeneratedBy}>/<{PROV.wasAssociatedWith}> ?tool"
    )
    broken = list(store.select(f"SELECT ?a {{ {whole} FILTER NOT EXISTS {{ ?a {span} }} }} LIMIT 5"))
    assert not broken


def test_a_mention_without_its_text_is_not_published(tmp_path: Path) -> None:
    workspace = make(tmp_path)
    take_out_places(workspace)
    refused = False
    try:
        publish_on(workspace, TODAY)
    except GateClosed:
        refused = True
    assert refused
    assert not workspace.editions()


def take_out_places(workspace: Workspace) -> None:
    """A function of its own, so that the store is closed afterwards."""
    with writing(workspace, "test") as (ledger, store, _):
        graphs = {name: store.graph_lines(name) for name in ledger.graph_hashes()}
        name, lines = next(pair for pair in graphs.items() if any(OA.hasSource in line for line in pair[1]))
        kept = [line for line in lines if f"<{OA.hasSource}>" not in line]
        assert replace_graph(ledger, store, name, kept, lines) is not None
