"""The files of an edition beside its store, made while the store is checked against its shapes."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.changes import changes_of
from kg.edition import DOSSIER_FORMAT, DOSSIERS, FORMAT, SEARCH, SEARCH_FORMAT, STORE, Edition
from kg.edition_graphs import digests
from kg.edition_manifest import file_sha256
from kg.edition_store import COLUMNS, Made, make_columns
from kg.gate import Files, check_shapes
from kg.ledger import Ledger
from kg.publication.dumps import dump_makers, dump_updaters
from kg.shacl.model import Shape
from kg.shacl.report import Report
from kg.store.oxigraph import OxigraphStore
from kg.updates.parts import PARTS
from kg.workspace import Workspace


def make_files(
    workspace: Workspace,
    ledger: Ledger,
    folder: Path,
    made: Made,
    before: Edition | None,
    shapes: Sequence[Shape],
    asked: str,
    jobs: int,
) -> Report:
    """Make all files in the folder of an edition whose store is there; what the check of the store found.

    before: the edition that ``made.delta`` is against, where there is one. asked: ``shapes_sha256`` of the shapes
    """
    graphs, delta = made.graphs, made.delta
    path = folder / STORE
    makers = {folder / name: part.make for name, part in PARTS.items()}
    makers |= dump_makers(folder, workspace.settings.dumps, ledger.texts, digests(graphs))
    updaters = {folder / name: part.update for name, part in PARTS.items() if part.update}
    updaters |= dump_updaters(folder, workspace.settings.dumps, ledger.texts, digests(graphs))

    def columns() -> Path:
        if made.columns is not None or (folder / COLUMNS).is_dir():
            return folder / COLUMNS
        return make_columns(workspace, ledger, graphs, folder, jobs)

    with TemporaryDirectory() as scratch:
        files, changes = Files(makers, workspace.iris, columns), None
        if before is not None and delta is not None:
            delta.save(Path(scratch) / "delta")
            places = {output: before.path / output.relative_to(folder) for output in makers}
            updaters = {output: update for output, update in updaters.items() if _sound(before, places[output])}
            old, saved = str(before.store_path), str(Path(scratch) / "delta")
            files = Files(makers, workspace.iris, columns, updaters, places, old, saved)
            old_store, new_store = (OxigraphStore(one, read_only=True) for one in (before.store_path, path))
            changes = changes_of(before, asked, graphs, delta, old_store, new_store)
        report = check_shapes(
            path, shapes, jobs=jobs, files=files, changes=changes, file_of=ledger.path_of
        )
    shutil.rmtree(folder / COLUMNS, ignore_errors=True)
    return report


def _sound(before: Edition, path: Path) -> bool:
    """Whether a file may be the ground of the next one: of the format of today and as it was published.

    What is damaged is made anew: else the next manifest would vouch for the damage.
    """
    name = str(path.relative_to(before.path))
    formats = {SEARCH: ("search", SEARCH_FORMAT), DOSSIERS: ("dossiers", DOSSIER_FORMAT)}
    key, wanted = formats.get(name, ("format", FORMAT))
    promised = before.manifest["files"].get(name)
    return before.manifest.get(key) == wanted and path.is_file() and file_sha256(path) == promised
