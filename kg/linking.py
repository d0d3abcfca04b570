"""The link stage: linkers propose, the log settles, clusters follow, two graphs are rebuilt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from kg.derived import rebuild
from kg.inference.write import write_whole
from kg.ledger import Ledger
from kg.reconciliation.accepted import accepted, accepted_graph
from kg.reconciliation.fill import fill
from kg.resolve.candidates import LateLinker, Linker, load_candidates
from kg.resolve.comparisons import Comparisons
from kg.resolve.gazetteer import gazetteer_graph, named_places, place_candidates
from kg.resolve.identity import identify
from kg.resolve.links_written import write_links
from kg.resolve.log import settle, stand
from kg.resolve.nothing_new import keep_report, reported, state_of
from kg.resolve.proposals import installed, propose
from kg.resolve.registry_graph import registry_graph
from kg.resolve.resolved_graph import resolved_blocks
from kg.store.base import Writer
from kg.unswept import unswept
from kg.workspace import Workspace


@dataclass(frozen=True, slots=True)
class LinkReport:
    """Counts of the link stage.

    compared  pairs that were compared anew;  conflicts  joins that something forbids
    warnings  what people should look at, a sentence each
    """

    local_entities: int
    entities: int
    same: int
    suggested: int
    across_archives: int
    compared: int = 0
    conflicts: int = 0
    warnings: tuple[str, ...] = ()


def link(ledger: Ledger, store: Writer, workspace: Workspace) -> LinkReport:
    """Resolve all local entities of the ledger and rebuild ``graph/links`` and ``graph/resolved``.

    Where nothing is otherwise than after the last time, that run's report comes back and nothing is read or written.
    """
    linkers = installed(workspace)
    known = reported(ledger, workspace, linkers)
    if known is not None:
        return LinkReport(**(known | {"compared": 0, "warnings": tuple(known["warnings"])}))
    with unswept():
        report = _linked(ledger, store, workspace, linkers)
    keep_report(ledger.db, state_of(ledger, workspace, linkers), asdict(report))
    return report


def _linked(
    ledger: Ledger, store: Writer, workspace: Workspace, linkers: Sequence[Linker | LateLinker]
) -> LinkReport:
    iris = workspace.iris
    found = load_candidates(ledger.db)
    unanswered = fill(ledger.db, found, workspace.settings.reconciliation)
    places = named_places(found)
    before = stand(ledger.db)
    decided = before.people
    outside = accepted(ledger.db, decided)
    candidates = tuple(sorted((*found, *place_candidates(places, iris), *outside), key=lambda each: each.iri))
    comparisons = Comparisons(ledger.db)
    proposed = propose(candidates, decided, comparisons, linkers)
    comparisons.prune()
    judgements = settle(ledger.db, proposed.judgements, before)
    identity = identify(ledger.db, candidates, judgements)
    clusters = identity.clusters
    rebuild(ledger, store, gazetteer_graph(places, iris))
    graph = accepted_graph(outside, iris)
    if outside or graph.name in ledger.graphs():
        rebuild(ledger, store, graph)
    write_links(ledger, store, iris, judgements, identity.conflicts, (c.iri for c in candidates))
    rebuild(ledger, store, registry_graph(ledger.db, clusters, iris))
    by_iri = {candidate.iri: candidate for candidate in candidates}
    write_whole(ledger, store, iris.graph("resolved"), resolved_blocks(clusters, by_iri, store, iris))
    archives = {candidate.iri: candidate.archive for candidate in found}
    return LinkReport(
        len(found),
        len(clusters),
        sum(j.verdict == "SAME" for j in judgements),
        sum(j.verdict == "UNSURE" for j in judgements),
        sum(len({archives[m] for m in cluster.members if m in archives}) > 1 for cluster in clusters),
        comparisons.compared,
        len(identity.conflicts),
        unanswered
        + tuple(
            f"LINK001 {name!r}: so many local entities would become one person that the least sure were held back; "
            "look at them with `sunqar review list`."
            for name in proposed.alarms
        ),
    )
