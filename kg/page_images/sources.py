"""Which bytes are the image of which page: what publishing looks for before it makes anything."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from extractors.errors import InputRejected
from extractors.readers.archive_kind import archive_stem
from extractors.readers.safe_archive import unpack
from kg.iri import stable_id
from kg.ledger import Ledger
from kg.page_images.known import Known
from kg.page_images.locate import Locator
from kg.page_images.pages import PageOf, pages_of
from kg.planning import INSIDE
from kg.store.base import Reader
from kg.workspace import Workspace

RECIPE = 1
"""Of the copies that are made; another number makes all of them anew."""
_PDF = "pdf"
_IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Scan:
    """The image of a page. id: of the bytes, the place in them and the recipe; place: which image of the file."""

    page: PageOf
    id: str
    path: Path
    place: int
    pdf: bool


@dataclass(frozen=True, slots=True)
class Scans:
    """All that were found, by page, and how many pages name an image that is not there."""

    found: tuple[Scan, ...]
    missing: int

    @property
    def mark(self) -> str:
        """Equal where the same pages have the same images; empty for none."""
        return stable_id([(one.page.page, one.page.record, one.id) for one in self.found]) if self.found else ""

    def within(self, store: Reader, workspace: Workspace, ledger: Ledger) -> Scans:
        """Those of pages that are in the store, which is what an edition may show.

        A file that is also the image of a page that is not there is left out: it shows what must not be shown.
        """
        here = {one.page for one in pages_of(store, workspace.iris, _printed(ledger))}
        shut = {one.id for one in self.found if one.page.page not in here}
        kept = tuple(one for one in self.found if one.page.page in here and one.id not in shut)
        return Scans(kept, self.missing)


NO_SCANS = Scans((), 0)
"""Where images are not to be published."""


@contextmanager
def scans(workspace: Workspace, ledger: Ledger, store: Reader, known: Known) -> Iterator[Scans]:
    """Find them for every page of the work store; files from archives are there until the block ends."""
    for left in workspace.work_path.glob("images-*"):  # by a run that was killed
        shutil.rmtree(left, ignore_errors=True)
    with TemporaryDirectory(dir=workspace.work_path, prefix="images-") as scratch:
        yield _find(pages_of(store, workspace.iris, _printed(ledger)), ledger, known, Path(scratch))


def _find(pages: Sequence[PageOf], ledger: Ledger, known: Known, scratch: Path) -> Scans:
    files = _files(ledger)
    unpacked = _Unpacked(scratch)
    locator = Locator()
    found = []
    missing = 0
    for page in pages:
        reader, shown = files.get(page.graph, ("", ""))
        source = unpacked.path_of(shown)
        path: Path | None = None
        if source is not None and reader in (_PDF, _IMAGE):
            path = source
        elif source is not None:
            path = locator.image_of(source, page.name, alone=page.alone)
        try:
            digest = known.sha256_of(path) if path else ""
        except OSError:
            digest = ""
        if path is None or not digest:
            missing += 1
            continue
        place = page.place if reader in (_PDF, _IMAGE) else 0
        found.append(Scan(page, stable_id(RECIPE, digest, reader == _PDF, place), path, place, reader == _PDF))
    known.forget_others(frozenset(str(one.path) for one in found if not one.path.is_relative_to(scratch)))
    return Scans(tuple(sorted(found, key=lambda one: one.page)), missing)


def _files(ledger: Ledger) -> dict[str, tuple[str, str]]:
    """Reader and path of the file of each source graph."""
    rows = ledger.db.execute("SELECT graph, reader, path FROM file WHERE status = 'done' AND graph IS NOT NULL")
    return {graph: (reader or "", path) for graph, reader, path in rows}


def _printed(ledger: Ledger) -> frozenset[str]:
    """Graphs of the files that show their pages themselves though no page names an image."""
    return frozenset(graph for graph, (reader, _) in _files(ledger).items() if reader == _PDF)


class _Unpacked:
    """Archives, each unpacked when one of its members is first asked for."""

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._members: dict[str, dict[str, Path]] = {}

    def path_of(self, shown: str) -> Path | None:
        """The file that the ledger calls so; None where it is no longer there."""
        container, inside, member = shown.partition(INSIDE)
        if not inside:
            return Path(shown) if shown else None
        if container not in self._members:
            into = self._scratch / str(len(self._members)) / archive_stem(Path(container).name)
            try:
                self._members[container] = {one.name: one.path for one in unpack(Path(container), into)}
            except (InputRejected, OSError):
                self._members[container] = {}  # told when it is read; a dump of a node is no archive at all
        return self._members[container].get(member)
