"""Publishing: checks, then an immutable edition, then one atomic switch of ``editions/current``."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from extractors.errors import CodedError, UsageError
from kg.access.purging import check_may_serve, purge
from kg.access.withdrawals import in_force, restore
from kg.access.withheld import Withheld, the_day, withheld
from kg.changes import shapes_sha256
from kg.edition import FORMAT, MANIFEST, SEAL, STORE, Edition, seal
from kg.edition_files import make_files
from kg.edition_graphs import Graphs, digests, lines_total, promised_graphs, total
from kg.edition_manifest import file_sha256, manifest_of
from kg.edition_store import Source, make_store
from kg.extraction import package_fingerprint
from kg.iri import stable_id
from kg.ledger import Ledger
from kg.own.graphs import note
from kg.own.publishing import own_graphs, published_lines
from kg.page_images.index import IMAGES
from kg.page_images.known import Known, Refused
from kg.page_images.publishing import add_images, changed, clear
from kg.page_images.sources import NO_SCANS, Scans, scans
from kg.settings import Settings
from kg.statistics import json_text
from kg.store.base import Reader
from kg.store.oxigraph import OxigraphStore
from kg.validation import load_shapes, render
from kg.workspace import Workspace


class GateClosed(CodedError):
    """The graph breaks a shape; nothing was published."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class Published:
    """The current edition after the command. new is False where nothing had changed.

    withheld: units that are not, or not whole, in it; told to whoever publishes, never in the edition
    refused: images of pages that could not be shown
    """

    edition: Edition
    new: bool
    withheld: int = 0
    refused: tuple[Refused, ...] = ()


def publish(
    workspace: Workspace, ledger: Ledger, store: OxigraphStore, jobs: int = 0, *, whole: bool = False
) -> Published:
    """Check, copy what is open, validate, index, switch. What is served stays as it is until the last step.

    Made of the current edition and what differs from it, where that is less work; whole: in no case so.

    GateClosed where a shape is broken; RunAborted where the store does not hold what was written to it.
    """
    workspace.work_path.mkdir(parents=True, exist_ok=True)
    with Known(workspace.work_path) as known:
        if workspace.settings.scans == "none":
            return _publish(workspace, ledger, store, jobs, NO_SCANS, known, whole)
        with scans(workspace, ledger, store, known) as found:
            return _publish(workspace, ledger, store, jobs, found, known, whole)


def _publish(
    workspace: Workspace, ledger: Ledger, store: OxigraphStore, jobs: int, found: Scans, known: Known, whole: bool
) -> Published:
    iris = workspace.iris
    day = the_day(workspace.settings)
    restore(ledger)
    kept_back = withheld(workspace.path, workspace.settings, ledger, store, day)
    kept = own_graphs(workspace)
    note(ledger.db, kept.log())
    own = published_lines(kept, iris, kept_back.entities | kept_back.records | kept_back.tombstones)
    work = stable_id(
        total(promised_graphs(ledger)), kept_back.mark, _policy(workspace.settings, day), lines_total(own), found.mark
    )
    current = workspace.current_edition() if (workspace.editions_path / "current").exists() else None
    if current is not None and not whole and current.manifest.get("work") == work and current.is_of_today:
        return Published(current, False)
    number = max(workspace.editions(), default=0) + 1
    temporary = workspace.editions_path / f".{number}.tmp"
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir(parents=True)
    before = current if current is not None and current.manifest["format"] == FORMAT and not whole else None
    made = make_store(Source(workspace, ledger, store, kept_back, own, day, before), temporary, jobs)
    images = found.within(OxigraphStore(temporary / STORE, read_only=True), workspace, ledger)
    if current is not None and not whole and _serves(current, made.graphs, kept_back, images):
        shutil.rmtree(temporary)
        return Published(current, False)
    refused = add_images(workspace, images, temporary, known, jobs)
    shapes = load_shapes(None, iris.vocabulary, iris.base)
    asked = shapes_sha256(shapes)
    report = make_files(workspace, ledger, temporary, made, before, shapes, asked, jobs)
    if not report.conforms:
        shutil.rmtree(temporary)
        raise GateClosed(
            "PUBLISH001",
            f"The graph breaks its shapes; nothing was published.\n{render(report)}",
            advice="`sunqar validate` lists every finding.",
        )
    manifest = manifest_of(workspace, temporary, number, made.graphs, before) | {
        "built_from": built_from(workspace, ledger),
        "work": work,
        "shapes": asked,
        "clock": day.isoformat(),
        "changes_on": kept_back.changes_on,
        "withdrawn": sorted(kept_back.tombstones),
        "withheld": kept_back.mark,
        "living_persons": workspace.settings.living_persons,
        "own": sorted(set(own) & set(made.graphs)),
        "images": images.mark,
    }
    (temporary / MANIFEST).write_text(json_text(manifest | {SEAL: seal(manifest)}), encoding="utf-8")
    _sync_tree(temporary)
    final = workspace.editions_path / str(number)
    temporary.rename(final)
    switch(workspace, number)
    purge(workspace, kept_back.tombstones)
    clear(workspace, images)
    served, held = digests(made.graphs), ledger.graphs().values()
    ledger.texts.sweep([*served.values(), *(digest for digest, _ in held if digest)])
    return Published(Edition.open(final), True, sum(map(len, kept_back.parts.values())), refused)


def roll_back(workspace: Workspace, ledger: Ledger, store: Reader, number: int) -> Edition:
    """Serve an earlier edition again. UsageError where there is none, or it holds what may no longer be shown."""
    target = workspace.editions_path / str(number)
    restore(ledger)
    if (target / MANIFEST).is_file():
        settings = workspace.settings
        kept_back = withheld(workspace.path, settings, ledger, store, the_day(settings))
        check_may_serve(Edition.open(target), kept_back, settings)
    return switch(workspace, number)


def _serves(current: Edition, graphs: Graphs, kept_back: Withheld, images: Scans) -> bool:
    """Whether the edition holds just these graphs and images and names just these withdrawals."""
    if current.manifest.get("images", "") != images.mark:
        return False
    same = current.hash == total(graphs) and current.manifest.get("withdrawn") == sorted(kept_back.tombstones)
    return same and current.is_of_today


def _policy(settings: Settings, day: date) -> str:
    """What is cut of living persons depends on the policy and on the day, here by its month."""
    return f"{settings.living_persons} {settings.living_years} {day:%Y-%m}"


def built_from(workspace: Workspace, ledger: Ledger) -> str:
    """Hash of everything that determines an edition's graphs but the day: input, decisions, settings, software."""
    settings = workspace.settings
    table = workspace.path / settings.access_table if settings.access_table else None
    return stable_id(
        ledger.state(),
        package_fingerprint(),
        workspace.iris,
        json.dumps(settings.archives, sort_keys=True),
        [rule.model_dump_json() for rule in settings.access],
        file_sha256(table) if table and table.is_file() else "",
        settings.living_persons,
        settings.living_years,
        settings.scans,
        [(one.target, one.iris) for one in in_force(ledger.db)],
        own_graphs(workspace).state(),
    )


def unchanged(workspace: Workspace, ledger: Ledger) -> Edition | None:
    """The current edition, where linking and publishing again could only give the same."""
    if not (workspace.editions_path / "current").exists():
        return None
    current = workspace.current_edition()
    same = current.manifest.get("built_from") == built_from(workspace, ledger)
    day, made = the_day(workspace.settings).isoformat(), str(current.manifest.get("clock", ""))
    ends = current.manifest.get("changes_on")
    holds = made[:7] == day[:7] and made <= day and (ends is None or day < ends)
    return current if same and holds and current.is_of_today and not changed(workspace) else None


def switch(workspace: Workspace, number: int) -> Edition:
    """Make an existing edition the current one, in one atomic step; also the way back (``publish --rollback N``).

    UsageError where there is no edition of that number.
    """
    target = workspace.editions_path / str(number)
    if not (target / MANIFEST).is_file():
        raise UsageError(
            "EDITION003",
            f"There is no edition {number}.",
            where=str(workspace.editions_path),
            advice=f"There are: {', '.join(map(str, workspace.editions())) or 'none'}.",
        )
    Edition.open(target).check_format()
    link = workspace.editions_path / ".current.tmp"
    link.unlink(missing_ok=True)
    link.symlink_to(str(number))
    os.replace(link, workspace.editions_path / "current")
    _sync(workspace.editions_path)
    return Edition.open(target)


def _sync_tree(folder: Path) -> None:
    for path in [*folder.rglob("*"), folder]:
        if path.is_dir() or folder / IMAGES not in path.parents:  # images were written down when they were made
            _sync(path)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
