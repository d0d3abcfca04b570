"""The link stage: linkers propose, the log settles, clusters follow, two graphs are rebuilt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from extractors.registry import load, names
from kg.derived import rebuild
from kg.iri import Iris
from kg.ledger import Ledger
from kg.resolve.candidates import Candidate, Linker, load_candidates
from kg.resolve.clusters import partition, register
from kg.resolve.gazetteer import gazetteer_graph, named_places, place_candidates
from kg.resolve.judgements import Judgement, settle
from kg.resolve.links_graph import links_graph
from kg.resolve.resolved_graph import resolved_graph
from kg.store.base import Writer

LINKERS = "sunqar.linkers"


@dataclass(frozen=True, slots=True)
class LinkReport:
    """Counts of the link stage."""

    local_entities: int
    entities: int
    same: int
    suggested: int
    across_archives: int


def link(ledger: Ledger, store: Writer, iris: Iris) -> LinkReport:
    """Resolve all local entities of the ledger and rebuild ``graph/links`` and ``graph/resolved``."""
    found = load_candidates(ledger.db)
    places = named_places(found)
    candidates = tuple(sorted((*found, *place_candidates(places, iris)), key=lambda candidate: candidate.iri))
    judgements = settle(ledger.db, chain.from_iterable(_proposals(candidates)))
    clusters = register(ledger.db, partition((c.iri for c in candidates), judgements), candidates)
    rebuild(ledger, store, gazetteer_graph(places, iris))
    rebuild(ledger, store, links_graph(judgements, iris))
    rebuild(ledger, store, resolved_graph(clusters, candidates, store, iris))
    archives = {candidate.iri: candidate.archive for candidate in found}
    return LinkReport(
        len(found),
        len(clusters),
        sum(j.verdict == "SAME" for j in judgements),
        sum(j.verdict == "UNSURE" for j in judgements),
        sum(len({archives[m] for m in cluster.members if m in archives}) > 1 for cluster in clusters),
    )


def _proposals(candidates: tuple[Candidate, ...]) -> Iterator[Iterator[Judgement]]:
    for name in names(LINKERS):
        linker: Linker = load(LINKERS, name)()  # type: ignore[operator]
        yield iter(linker.propose(candidates))
