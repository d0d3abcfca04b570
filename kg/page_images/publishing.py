"""Page images of an edition that is being made."""

from __future__ import annotations

from pathlib import Path

from extractors.workers import default_jobs
from kg.page_images.copies import link, make, sizes_of, sweep
from kg.page_images.index import IMAGES, INDEX, write_index
from kg.page_images.known import FILE, Known, Refused
from kg.page_images.sources import Scans
from kg.workspace import Workspace


def add_images(workspace: Workspace, shown: Scans, folder: Path, known: Known, jobs: int) -> tuple[Refused, ...]:
    """Put the copies and their index into the folder of an edition; what cannot be shown, and why."""
    store = workspace.work_path / IMAGES
    refused = make(store, shown.found, known, jobs or workspace.settings.jobs or default_jobs())
    images = sorted({scan.id for scan in shown.found})
    sizes = {image: sizes_of(store, image) for image in images}
    for image in images:
        link(store, image, folder / IMAGES)
    write_index(folder / INDEX, shown.found, sizes)
    return refused


def clear(workspace: Workspace, shown: Scans) -> None:
    """After an edition was published: keep no copy that it does not show. Earlier editions have theirs."""
    sweep(workspace.work_path / IMAGES, frozenset(scan.id for scan in shown.found))


def changed(workspace: Workspace) -> bool:
    """Whether an image file of the last publication is gone or another by now."""
    if not (workspace.work_path / FILE).is_file():
        return False
    with Known(workspace.work_path) as known:
        return known.changed()
