"""The graphs that an edition is made of, as the ledger has them, and what sums them up."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from extractors.errors import RunAborted
from kg.gate import GraphHash
from kg.iri import stable_id
from kg.ledger import Ledger
from kg.rdf.graph import graph_sha256
from kg.store.oxigraph import OxigraphStore

Graphs = dict[str, GraphHash]
"""By IRI, sorted."""


def promised_graphs(ledger: Ledger) -> Graphs:
    """Every graph as the ledger wrote it down when it was written. RunAborted PUBLISH002 where one was not finished."""
    found: Graphs = {}
    for name, (digest, triples) in sorted(ledger.graphs().items()):
        if digest is None:
            raise RunAborted(
                "PUBLISH002",
                "A graph was being rebuilt when a run was stopped.",
                where=name,
                advice="Run `sunqar link` and `sunqar infer` again, then publish; `sunqar build` does all of it.",
            )
        if triples:
            found[name] = GraphHash(name, digest, triples)
    return found


def checked_graphs(ledger: Ledger, store: OxigraphStore) -> Graphs:
    """The same; the store must hold as many triples of each.

    Hashes are those of the very bytes that were loaded; ``sunqar verify`` reads all of them back.
    RunAborted PUBLISH003 where it does not.
    """
    promised = promised_graphs(ledger)
    found = {name: size for name, size in store.graph_sizes().items() if size}
    for name in sorted({*promised, *found}):
        triples = promised[name].triples if name in promised else 0
        if triples != found.get(name, 0):
            raise RunAborted(
                "PUBLISH003",
                f"The work store holds {found.get(name, 0)} triples of a graph of which {triples} were written.",
                where=name,
                advice="The store is not the one that this ledger wrote, or is damaged: restore both from one backup, "
                "or remove work/ and ledger.sqlite and build again.",
            )
    return promised


def total(graphs: Graphs) -> str:
    """Sha256 over names and hashes: what an edition is known by."""
    return sha256("".join(f"{graph.name} {graph.sha256}\n" for graph in graphs.values()).encode()).hexdigest()


def digests(graphs: Graphs) -> dict[str, str]:
    """Sha256 of each by its IRI."""
    return {name: graph.sha256 for name, graph in graphs.items()}


def lines_total(graphs: Mapping[str, list[str]]) -> str:
    """Sums up graphs given as their lines; empty for none."""
    return stable_id([(name, graph_sha256(lines)) for name, lines in graphs.items()]) if graphs else ""
