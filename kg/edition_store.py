"""The store of an edition that is being made: whole, from the work store; or from the edition before and what differs.

It follows the edition before where nothing of that must be gone from its files for good: nothing is withheld, no own
graph lost a statement, and no more is cut of living persons than before. Both ways hold the same quads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg.access.opening import build_open, open_ledger
from kg.access.protecting import protect, protected
from kg.access.withheld import Withheld
from kg.columns.write import write_columns
from kg.edition import STORE, Edition
from kg.edition_graphs import Graphs, checked_graphs, promised_graphs
from kg.gate import GraphHash
from kg.ledger import Ledger
from kg.own.publishing import add_own, own_hashes
from kg.store.following import any_held, change, follow
from kg.store.named import APART
from kg.store.oxigraph import OxigraphStore
from kg.summaries.publishing import add_summaries
from kg.updates.delta import Delta, line_of
from kg.updates.since import delta_since
from kg.updates.summaries import follow_summaries
from kg.workspace import Workspace

COLUMNS = "columns"
"""In the folder of an edition that is being made; see ``kg.columns``."""


@dataclass(frozen=True, slots=True)
class Source:
    """What an edition is made of. own: lines of own graphs; before: the edition to follow, None to make it whole."""

    workspace: Workspace
    ledger: Ledger
    work: OxigraphStore
    kept_back: Withheld
    own: Mapping[str, list[str]]
    day: date
    before: Edition | None


@dataclass(frozen=True, slots=True)
class Made:
    """The graphs of the store, summaries among them.

    delta    against the edition before; None where that is to play no part, or differs in too much
    columns  folder of the store's columns, where they were made
    """

    graphs: Graphs
    delta: Delta | None = None
    columns: Path | None = None


def make_store(source: Source, folder: Path, jobs: int) -> Made:
    """Make ``store`` in the folder of an edition. RunAborted PUBLISH002 and 003, STORE004."""
    if source.before is not None and _may_follow(source, source.before):
        made = _followed(source, source.before, folder / STORE)
        if made is not None:
            return made
    graphs = _whole(source, folder / STORE)
    columns = make_columns(source.workspace, source.ledger, graphs, folder, jobs)
    graphs = add_summaries(folder / STORE, graphs, source.workspace.iris, source.ledger.texts, columns)
    before, delta = source.before, None
    if before is not None and before.manifest.get("withheld") == source.kept_back.mark:
        old, new = (OxigraphStore(path, read_only=True) for path in (before.store_path, folder / STORE))
        delta = delta_since(before, graphs, source.ledger.texts, old, new)
        if delta is not None and _must_be_gone(source, before, delta):
            delta = None
    return Made(graphs, delta, columns)


def make_columns(workspace: Workspace, ledger: Ledger, graphs: Graphs, folder: Path, jobs: int) -> Path:
    """Write the columns of the store that lies in the folder, for files that are made whole; their folder."""
    columns = folder / COLUMNS
    write_columns(columns, folder / STORE, graphs, ledger.texts, workspace.iris.graph("source/"), jobs)
    return columns


def _may_follow(source: Source, before: Edition) -> bool:
    """Whether the files of the edition before may be part of the new one."""
    living = source.workspace.settings.living_persons
    if source.kept_back or before.manifest.get("withheld") != source.kept_back.mark:
        return False
    if before.manifest.get("living_persons") != living:
        return False
    # What others wrote may be personal too, and is not in the work store, where that is looked for.
    return living == "publish" or not (source.own or before.manifest["own"])


def _followed(source: Source, before: Edition, path: Path) -> Made | None:
    """The store of the edition before with what differs; None where too much does."""
    workspace, texts = source.workspace, source.ledger.texts
    summaries = {
        name: GraphHash(name, str(entry["sha256"]), int(entry["triples"]))
        for name, entry in before.manifest["graphs"].items()
        if APART in name
    }
    promised = {**promised_graphs(source.ledger), **own_hashes(source.own, texts)}
    shown = protected(source.work, promised, workspace.settings, workspace.iris, source.day, texts)
    graphs = dict(sorted({**shown, **summaries}.items()))
    old = OxigraphStore(before.store_path, read_only=True)
    delta = delta_since(before, graphs, texts, old, source.work)
    if delta is None or _must_be_gone(source, before, delta):
        return None
    follow(before.store_path, path)
    change(path, map(line_of, sorted(delta.gone)), map(line_of, sorted(delta.come)))
    counted = follow_summaries(OxigraphStore(path, read_only=True), old, workspace.iris, delta, summaries, texts)
    change(path, map(line_of, sorted(counted.delta.gone)), map(line_of, sorted(counted.delta.come)))
    whole = Delta(delta.gone | counted.delta.gone, delta.come | counted.delta.come)
    kept = {name: graph for name, graph in graphs.items() if APART not in name}
    return Made(dict(sorted({**kept, **counted.graphs}.items())), whole)


def _must_be_gone(source: Source, before: Edition, delta: Delta) -> bool:
    """Whether words of the edition before must not lie on in files that are shared with it, or made of its files.

    So it is where somebody took back what they wrote, and where the work store still states what the edition may not:
    then it is cut or withheld from now on.
    """
    own = frozenset(before.manifest.get("own", ()))
    return any(quad[3] in own for quad in delta.gone) or any_held(source.work, map(line_of, delta.gone))


def _whole(source: Source, path: Path) -> Graphs:
    workspace, ledger = source.workspace, source.ledger
    source.work.settle()
    graphs = checked_graphs(ledger, source.work)
    if source.kept_back:
        with open_ledger(ledger, workspace.work_path) as public:
            store = OxigraphStore(path)
            build_open(source.work, public, store, source.kept_back, workspace)
            store.settle()
            store.flush()
            graphs = checked_graphs(public, store)
            del store
    else:
        source.work.checkpoint(path)
    graphs = add_own(path, dict(source.own), graphs, ledger.texts)
    return protect(path, graphs, workspace.settings, workspace.iris, source.day, ledger.texts)
