"""The upgrade of a workspace of which nothing is left but a published edition.

Its graphs are read out of its store, each compared with its hash, and published again as they are: the same graphs,
the same hash, with the tables and the store of this software. Documents cannot be read, linked or closed from it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from extractors.errors import RunAborted
from kg.access.protecting import protect
from kg.access.purging import holds
from kg.access.withdrawals import in_force, restore
from kg.access.withheld import the_day
from kg.changes import shapes_sha256
from kg.edition import MANIFEST, SEAL, STORE, Edition, seal
from kg.edition_files import make_files
from kg.edition_graphs import Graphs
from kg.edition_manifest import manifest_of
from kg.edition_store import Made, make_columns
from kg.gate import GraphHash
from kg.ledger import Ledger
from kg.loading import BATCH_BYTES
from kg.page_images.index import IMAGES, INDEX, write_index
from kg.publish import switch
from kg.rdf.graph import graph_sha256
from kg.shacl.report import Report
from kg.statistics import json_text
from kg.store.named import APART
from kg.store.oxigraph import OxigraphStore
from kg.summaries.publishing import add_summaries
from kg.syncing import sync, sync_tree
from kg.validation import load_shapes
from kg.verify import verify_files
from kg.workspace import Workspace

_WITHDRAWALS = "withdrawals.jsonl"


@dataclass(frozen=True, slots=True)
class Republished:
    """report: how the graphs stand to the shapes of this software; an edition of then may break rules of now."""

    edition: Edition
    report: Report


def upgrade_edition(workspace: Workspace, jobs: int = 0) -> Republished:
    """Make an edition of this software's formats of the current one, and switch to it. To be called with the lock held.

    What its own settings cut of living persons today is cut. RunAborted UPGRADE004 where it is damaged, UPGRADE005
    where it holds what was withdrawn since.
    """
    old = workspace.current_edition()
    settings = workspace.settings.model_copy(update={"base_iri": old.base, "vocabulary_iri": old.vocabulary})
    workspace = replace(workspace, settings=settings)
    for unfinished in workspace.editions_path.glob(".*.tmp"):
        shutil.rmtree(unfinished)
    number = max(workspace.editions()) + 1
    folder = workspace.editions_path / f".{number}.tmp"
    try:
        report = _make(workspace, old, number, folder, jobs)
        sync_tree(folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    folder.rename(workspace.editions_path / str(number))
    sync(workspace.editions_path)
    return Republished(switch(workspace, number), report)


def _make(workspace: Workspace, old: Edition, number: int, folder: Path, jobs: int) -> Report:
    settings = workspace.settings
    folder.mkdir()
    with _scratch_ledger(workspace) as ledger:
        withdrawn = _withdrawn(ledger, old)
        graphs = _copied(old, folder / STORE, ledger)
        day = the_day(settings)
        graphs = protect(folder / STORE, graphs, settings, workspace.iris, day, ledger.texts)
        columns = make_columns(workspace, ledger, graphs, folder, jobs)
        graphs = add_summaries(folder / STORE, graphs, workspace.iris, ledger.texts, columns)
        shapes = load_shapes(None, workspace.iris.vocabulary, workspace.iris.base)
        asked = shapes_sha256(shapes)
        report = make_files(workspace, ledger, folder, Made(graphs, columns=columns), None, shapes, asked, jobs)
    _link_images(old.path, folder)
    said = old.manifest
    manifest = manifest_of(workspace, folder, number, graphs) | {
        "built_from": "",  # what it was made of is gone: the next build makes another
        "work": "",
        "upgraded_from": old.number,
        "shapes": asked if report.conforms else "",
        "clock": said.get("clock", day.isoformat()),
        "changes_on": said.get("changes_on"),
        "withdrawn": sorted(withdrawn),
        "withheld": None,
        "living_persons": _stricter(settings.living_persons, str(said.get("living_persons", ""))),
        "own": sorted(set(said.get("own", ())) & set(graphs)),
        "images": said.get("images", ""),
    }
    (folder / MANIFEST).write_text(json_text(manifest | {SEAL: seal(manifest)}), encoding="utf-8")
    return report


@contextmanager
def _scratch_ledger(workspace: Workspace) -> Iterator[Ledger]:
    """A ledger that nothing was ingested into, with the log of withdrawals; gone afterwards."""
    with TemporaryDirectory(dir=workspace.editions_path, prefix=".", suffix=".tmp") as scratch:
        if (workspace.path / _WITHDRAWALS).is_file():
            shutil.copy(workspace.path / _WITHDRAWALS, scratch)
        with Ledger(Path(scratch) / "ledger.sqlite") as ledger:
            yield ledger


def _withdrawn(ledger: Ledger, old: Edition) -> set[str]:
    restore(ledger)
    named = {iri for one in in_force(ledger.db) for iri in one.iris}
    if named and holds(old, named):
        raise RunAborted(
            "UPGRADE005",
            "The edition holds what was withdrawn since, and only the ledger says what hangs on it.",
            where=str(old.path),
            advice="Nothing was published. `sunqar restore` a backup with its ledger, or build from the documents.",
        )
    return named | old.withdrawn


def _copied(old: Edition, path: Path, ledger: Ledger) -> Graphs:
    """Every graph but the summaries, which are counted anew; what differs from its hash is damage."""
    for problem in verify_files(old):
        raise _damaged(problem.where, problem.message)
    source, target = OxigraphStore(old.store_path, read_only=True), OxigraphStore(path)
    graphs: Graphs = {}
    batch, size = list[bytes](), 0
    for name, entry in sorted(old.manifest["graphs"].items()):
        lines = source.graph_lines(name)
        if (graph_sha256(lines), len(lines)) != (entry["sha256"], entry["triples"]):
            raise _damaged(name, "the graph is not the one that was published")
        if APART in name:
            continue
        graphs[name] = GraphHash(name, entry["sha256"], len(lines))
        batch.append("".join(lines).encode())
        size += len(batch[-1])
        ledger.texts.keep([(entry["sha256"], batch[-1])])
        if size > BATCH_BYTES:
            target.replace_graphs((), b"".join(batch))
            batch, size = [], 0
    target.replace_graphs((), b"".join(batch))
    target.settle()
    target.flush()
    target.close()
    return graphs


def _link_images(old: Path, folder: Path) -> None:
    """Page images never change; their index names the sums."""
    for path in sorted((old / IMAGES).rglob("*")) if (old / IMAGES).is_dir() else ():
        target = folder / path.relative_to(old)
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            os.link(path, target)
    if (old / INDEX).is_file():
        shutil.copyfile(old / INDEX, folder / INDEX)
    else:
        write_index(folder / INDEX, (), {})


def _stricter(now: str, then: str) -> str:
    return "protect" if "protect" in (now, then) else now


def _damaged(where: str, message: str) -> RunAborted:
    return RunAborted(
        "UPGRADE004",
        f"The edition is damaged: {message}.",
        where=where,
        advice="Nothing was published. `sunqar publish --rollback N` to an earlier one, or `sunqar restore` a backup.",
    )
