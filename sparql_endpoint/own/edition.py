"""The edition that a writable server shows: what was published, with the own graphs of this moment; what may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.edition import Edition
from kg.iri import stable_id
from kg.own.graphs import GraphChange
from kg.own.names import DEFAULT, WriteRefused, is_reserved, mentions


@dataclass(frozen=True)
class LiveEdition(Edition):
    """An edition with the own graphs of this moment. union: its default graph holds what all graphs hold."""

    served: Path = Path()
    states: Mapping[str, str] = field(default_factory=dict)
    union: bool = True

    @property
    def store_path(self) -> Path:
        """What query processes open."""
        return self.served

    @classmethod
    def over(cls, edition: Edition, served: Path, own: Mapping[str, Mapping[str, Any]], *, union: bool) -> LiveEdition:
        """An edition with own graphs in place of those it was published with: state and triples of each, by IRI."""
        stale = set(edition.manifest.get("own", ()))
        graphs = {name: entry for name, entry in edition.manifest["graphs"].items() if name not in stale}
        named = {name: told for name, told in own.items() if name != DEFAULT}
        graphs |= {name: {"sha256": told["state"], "triples": told["triples"]} for name, told in named.items()}
        states = {name: str(entry["sha256"]) for name, entry in graphs.items()}
        if DEFAULT in own:
            states[DEFAULT] = str(own[DEFAULT]["state"])
        size = sum(int(entry["triples"]) for entry in graphs.values())
        manifest = edition.manifest | {
            "hash": stable_id(sorted(states.items())),
            "graphs": dict(sorted(graphs.items())),
            "counts": {"graphs": len(graphs), "triples": size},
            "own": sorted(named),
        }
        return cls(edition.path, manifest, served, states, union)


def check_name(edition: LiveEdition, graph: str) -> None:
    """WriteRefused for a graph that no client may change."""
    if graph == DEFAULT and edition.union:
        raise WriteRefused(
            "WRITE002",
            "The default graph here is what all graphs hold together; nothing is written into it.",
            advice="Name a graph of your own: INSERT DATA { GRAPH <iri> { … } }, or ?graph=iri.",
        )
    if graph != DEFAULT and is_reserved(graph, edition.base):
        raise WriteRefused(
            "WRITE001",
            f"The graph <{graph[:200]}> is kept by Sunqar itself: such graphs come from documents and rules.",
            advice=f"Write into a graph with another IRI, for example <{edition.base}/graph/own/notes>.",
        )


def check_changes(edition: LiveEdition, changes: Mapping[str, GraphChange], size: int, most: int) -> None:
    """WriteRefused for a write that may not be; size: statements of all own graphs after it."""
    gone = edition.withdrawn
    for name, change in changes.items():
        check_name(edition, name)
        if gone and any(mentions(line, gone) for line in change.added):
            raise WriteRefused("WRITE004", "The write names something that was withdrawn.", advice="Leave it out.")
    if size > most and any(len(one.added) > len(one.removed) for one in changes.values()):
        raise WriteRefused(
            "WRITE003",
            f"The own graphs would hold {size} statements; the limit is {most}.",
            advice="Raise max_own_triples, or ingest such amounts as RDF documents.",
        )
