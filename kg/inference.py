"""Guarded inference: each rule is one CONSTRUCT, its result one graph that can be thrown away and made again.

First rules: what RiC-O declares transitive for holdings, and the archive's name for what it holds. Nothing that RiC-O's
literal closure would say of evidence and dates is derived (see modelling, "over-inference").
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.derived import rebuild
from kg.iri import Iris
from kg.ledger import Ledger
from kg.rdf.graph import named_graph
from kg.store.base import Writer
from ontology.terms import RICO


@dataclass(frozen=True, slots=True)
class Rule:
    """key names the graph; construct is a SPARQL CONSTRUCT over asserted and resolved statements."""

    key: str
    says: str
    construct: str


RULES = (
    Rule(
        "included-transitive",
        "A unit is included in every unit above it.",
        f"CONSTRUCT {{ ?unit <{RICO.isIncludedInTransitive}> ?above . ?above <{RICO.includesTransitive}> ?unit }} "
        f"WHERE {{ ?unit <{RICO.isDirectlyIncludedIn}>+ ?above }}",
    ),
    Rule(
        "holder-holds",
        "Who is holder of a unit, holds it (inverse).",
        f"CONSTRUCT {{ ?archive <{RICO.isOrWasHolderOf}> ?unit }} WHERE {{ ?unit <{RICO.hasOrHadHolder}> ?archive }}",
    ),
    Rule(
        "instantiation",
        "A digital instantiation is an instantiation (sub-property).",
        f"CONSTRUCT {{ ?unit <{RICO.hasOrHadInstantiation}> ?file }} "
        f"WHERE {{ ?unit <{RICO.hasOrHadDigitalInstantiation}> ?file }}",
    ),
    Rule(
        "organic-provenance",
        "Who sent, received, wrote or created a record belongs to its organic provenance (sub-properties).",
        f"CONSTRUCT {{ ?unit <{RICO.hasOrganicProvenance}> ?agent }} WHERE {{ VALUES ?role {{ <{RICO.hasSender}> "
        f"<{RICO.hasAddressee}> <{RICO.hasAuthor}> <{RICO.hasCreator}> }} ?unit ?role ?agent }}",
    ),
)


def infer(ledger: Ledger, store: Writer, iris: Iris) -> dict[str, int]:
    """Rebuild ``graph/inferred/{key}`` for every rule; triples added by each."""
    added = {}
    for rule in RULES:
        graph = named_graph(iris.graph(f"inferred/{rule.key}"), set(store.construct_lines(rule.construct)))
        rebuild(ledger, store, graph)
        added[rule.key] = len(graph.lines)
    return added
