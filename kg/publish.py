"""Publishing: checks, then an immutable edition, then one atomic switch of ``editions/current``."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from extractors.errors import CodedError, RunAborted, UsageError
from kg.access.opening import build_open, open_ledger
from kg.access.protecting import protect
from kg.access.purging import check_may_serve, purge
from kg.access.withdrawals import in_force, restore
from kg.access.withheld import Withheld, the_day, withheld
from kg.changes import changes_since, shapes_sha256
from kg.columns.write import write_columns
from kg.connections.writing import FILE as CONNECTIONS
from kg.connections.writing import write_connections
from kg.dossier.build import build_dossiers
from kg.edition import (
    COUNTS,
    DOSSIER_FORMAT,
    DOSSIERS,
    FORMAT,
    MANIFEST,
    PATHS,
    SEAL,
    SEARCH,
    SEARCH_FORMAT,
    STATISTICS,
    STORE,
    Edition,
    seal,
)
from kg.extraction import package_fingerprint
from kg.gate import GraphHash, check_shapes
from kg.iri import stable_id
from kg.ledger import Ledger
from kg.literals.build import LITERALS, build_literals
from kg.own.graphs import note
from kg.own.publishing import add_own, own_graphs, published_lines
from kg.page_images.index import IMAGES
from kg.page_images.known import Known, Refused
from kg.page_images.publishing import add_images, changed, clear
from kg.page_images.sources import NO_SCANS, Scans, scans
from kg.paths.build import build_paths
from kg.publication.counts import write_counts
from kg.publication.dumps import dump_makers
from kg.rdf.graph import graph_sha256
from kg.search import build_index
from kg.settings import Settings
from kg.statistics import json_text, write_statistics
from kg.store.base import Reader
from kg.store.oxigraph import OxigraphStore
from kg.summaries.publishing import add_summaries
from kg.together.build import TOGETHER, write_together
from kg.validation import load_shapes, render
from kg.workspace import Workspace

COLUMNS = "columns"
"""In the folder of an edition that is being made; see ``kg.columns``."""
NOT_CONTENT = ("LOCK", "LOG", MANIFEST)
"""Names of files of an edition that the engine writes on opening (``LOG.old.…`` too), or that hold the hashes."""
VERSIONED = ("sunqar", "pyoxigraph", "rdflib", "spacy", "lxml")


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


def publish(workspace: Workspace, ledger: Ledger, store: OxigraphStore, jobs: int = 0) -> Published:
    """Check, copy what is open, validate, index, switch. What is served stays as it is until the last step.

    GateClosed where a shape is broken; RunAborted where the store does not hold what was written to it.
    """
    workspace.work_path.mkdir(parents=True, exist_ok=True)
    with Known(workspace.work_path) as known:
        if workspace.settings.scans == "none":
            return _publish(workspace, ledger, store, jobs, NO_SCANS, known)
        with scans(workspace, ledger, store, known) as found:
            return _publish(workspace, ledger, store, jobs, found, known)


def _publish(
    workspace: Workspace, ledger: Ledger, store: OxigraphStore, jobs: int, found: Scans, known: Known
) -> Published:
    iris = workspace.iris
    store.settle()
    graphs = _checked_graphs(ledger, store)
    day = the_day(workspace.settings)
    restore(ledger)
    kept_back = withheld(workspace.path, workspace.settings, ledger, store, day)
    kept = own_graphs(workspace)
    note(ledger.db, kept.log())
    own = published_lines(kept, iris, kept_back.entities | kept_back.records | kept_back.tombstones)
    work = stable_id(_total(graphs), kept_back.mark, _policy(workspace.settings, day), _own_total(own), found.mark)
    current = workspace.current_edition() if (workspace.editions_path / "current").exists() else None
    if current is not None and current.manifest.get("work") == work and current.is_of_today:
        return Published(current, False)
    number = max(workspace.editions(), default=0) + 1
    temporary = workspace.editions_path / f".{number}.tmp"
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir(parents=True)
    if kept_back:
        graphs = _open_part(workspace, ledger, store, kept_back, temporary / STORE)
    else:
        store.checkpoint(temporary / STORE)
    graphs = add_own(temporary / STORE, own, graphs, ledger.texts)
    graphs = protect(temporary / STORE, graphs, workspace.settings, iris, day, ledger.texts)
    columns = temporary / COLUMNS
    write_columns(columns, temporary / STORE, graphs, ledger.texts, iris.graph("source/"), jobs)
    graphs = add_summaries(temporary / STORE, graphs, iris, ledger.texts, columns)
    images = found.within(OxigraphStore(temporary / STORE, read_only=True), workspace, ledger)
    if current is not None and _serves(current, graphs, kept_back, images):
        shutil.rmtree(temporary)
        return Published(current, False)
    refused = add_images(workspace, images, temporary, known, jobs)
    shapes = load_shapes(None, iris.vocabulary, iris.base)
    asked = shapes_sha256(shapes)
    report = check_shapes(
        temporary / STORE,
        shapes,
        jobs=jobs,
        iris=iris,
        files={
            temporary / SEARCH: build_index,
            temporary / PATHS: build_paths,
            temporary / DOSSIERS: build_dossiers,
            temporary / LITERALS: build_literals,
            temporary / TOGETHER: write_together,
            temporary / STATISTICS: write_statistics,
            temporary / COUNTS: write_counts,
            temporary / CONNECTIONS: write_connections,
            **dump_makers(temporary, workspace.settings.dumps, ledger.texts, _digests(graphs)),
        },
        changes=changes_since(current, temporary / STORE, graphs, asked, ledger.texts),
        file_of=ledger.path_of,
        columns=columns,
    )
    shutil.rmtree(columns)
    if not report.conforms:
        shutil.rmtree(temporary)
        raise GateClosed(
            "PUBLISH001",
            f"The graph breaks its shapes; nothing was published.\n{render(report)}",
            advice="`sunqar validate` lists every finding.",
        )
    manifest = _manifest(workspace, ledger, temporary, number, graphs) | {
        "work": work,
        "shapes": asked,
        "clock": day.isoformat(),
        "changes_on": kept_back.changes_on,
        "withdrawn": sorted(kept_back.tombstones),
        "living_persons": workspace.settings.living_persons,
        "own": sorted(set(own) & set(graphs)),
        "images": images.mark,
    }
    (temporary / MANIFEST).write_text(json_text(manifest | {SEAL: seal(manifest)}), encoding="utf-8")
    _sync_tree(temporary)
    final = workspace.editions_path / str(number)
    temporary.rename(final)
    switch(workspace, number)
    purge(workspace, kept_back.tombstones)
    clear(workspace, images)
    ledger.texts.sweep([*_digests(graphs).values(), *(digest for digest, _ in ledger.graphs().values() if digest)])
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


def _manifest(
    workspace: Workspace,
    ledger: Ledger,
    folder: Path,
    number: int,
    graphs: dict[str, GraphHash],
) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "search": SEARCH_FORMAT,
        "dossiers": DOSSIER_FORMAT,
        "number": number,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "hash": _total(graphs),
        "built_from": built_from(workspace, ledger),
        "base": workspace.iris.base,
        "vocabulary": workspace.iris.vocabulary,
        "counts": {"graphs": len(graphs), "triples": sum(graph.triples for graph in graphs.values())},
        "archives": dict(sorted(workspace.settings.archives.items())),
        "licences": _licences(OxigraphStore(folder / STORE, read_only=True)),
        "versions": {name: version(name) for name in VERSIONED},
        "files": {
            str(path.relative_to(folder)): file_sha256(path)
            for path in sorted(folder.rglob("*"))
            if path.is_file() and not path.name.startswith(NOT_CONTENT) and folder / IMAGES not in path.parents
        },
        "graphs": {graph.name: {"sha256": graph.sha256, "triples": graph.triples} for graph in graphs.values()},
    }


def _open_part(
    workspace: Workspace, ledger: Ledger, work: OxigraphStore, kept_back: Withheld, path: Path
) -> dict[str, GraphHash]:
    """Make the store at path of what is open; the graphs it holds."""
    with open_ledger(ledger, workspace.work_path) as public:
        store = OxigraphStore(path)
        build_open(work, public, store, kept_back, workspace)
        store.settle()
        store.flush()
        return _checked_graphs(public, store)


def _serves(current: Edition, graphs: dict[str, GraphHash], kept_back: Withheld, images: Scans) -> bool:
    """Whether the edition holds just these graphs and images and names just these withdrawals."""
    if current.manifest.get("images", "") != images.mark:
        return False
    same = current.hash == _total(graphs) and current.manifest.get("withdrawn") == sorted(kept_back.tombstones)
    return same and current.is_of_today


def _total(graphs: dict[str, GraphHash]) -> str:
    return sha256("".join(f"{graph.name} {graph.sha256}\n" for graph in graphs.values()).encode()).hexdigest()


def _digests(graphs: dict[str, GraphHash]) -> dict[str, str]:
    return {name: graph.sha256 for name, graph in graphs.items()}


def _own_total(own: dict[str, list[str]]) -> str:
    return stable_id([(name, graph_sha256(lines)) for name, lines in own.items()]) if own else ""


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


def _checked_graphs(ledger: Ledger, store: OxigraphStore) -> dict[str, GraphHash]:
    """Every graph as the ledger wrote it down when it was written; the store must hold as many triples of each.

    Hashes are those of the very bytes that were loaded; ``sunqar verify`` reads all of them back.
    """
    promised = {name: entry for name, entry in ledger.graphs().items() if entry[1] or entry[0] is None}
    found = {name: size for name, size in store.graph_sizes().items() if size}
    for name in sorted({*promised, *found}):
        digest, triples = promised.get(name, (None, 0))
        if name in promised and digest is None:
            raise RunAborted(
                "PUBLISH002",
                "A graph was being rebuilt when a run was stopped.",
                where=name,
                advice="Run `sunqar link` and `sunqar infer` again, then publish; `sunqar build` does all of it.",
            )
        if triples != found.get(name, 0):
            raise RunAborted(
                "PUBLISH003",
                f"The work store holds {found.get(name, 0)} triples of a graph of which {triples} were written.",
                where=name,
                advice="The store is not the one that this ledger wrote, or is damaged: restore both from one backup, "
                "or remove work/ and ledger.sqlite and build again.",
            )
    return {name: GraphHash(name, digest or "", triples) for name, (digest, triples) in sorted(promised.items())}


def _licences(store: OxigraphStore) -> dict[str, int]:
    from ontology.terms import DCTERMS, PROV

    rows = store.select(
        f"SELECT ?l (COUNT(*) AS ?n) WHERE {{ ?g a <{PROV.Entity}> ; <{DCTERMS.license}>|<{DCTERMS.rights}> ?l }} "
        "GROUP BY ?l ORDER BY ?l"
    )
    return {row["l"]: int(row["n"]) for row in rows if "l" in row}


def file_sha256(path: Path) -> str:
    """Of a file's bytes, read in pieces."""
    digest = sha256()
    with path.open("rb") as handle:
        while piece := handle.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


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
