"""``images.sqlite`` of an edition: which page has which image, and the sums of every file of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.edition import Edition
from kg.page_images.copies import Size, file_name, folder_of
from kg.page_images.sources import Scan
from kg.tables import open_table

INDEX = "images.sqlite"
IMAGES = "images"
_SCHEMA = """
CREATE TABLE page (iri TEXT PRIMARY KEY, record TEXT NOT NULL, image TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE copy (image TEXT NOT NULL, place INTEGER NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL,
  size INTEGER NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (image, place)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class PageImage:
    """The image of a page in an edition; sizes from large to small."""

    page: str
    record: str
    image: str
    sizes: tuple[Size, ...]


def write_index(path: Path, scans: Iterable[Scan], sizes: Mapping[str, Sequence[Size]]) -> None:
    """Write it. sizes: by image; a scan without any is left out."""
    shown = [scan for scan in scans if sizes.get(scan.id)]
    with sqlite3.connect(path) as db:
        db.executescript(_SCHEMA)
        pages = {scan.page.page: (scan.page.page, scan.page.record, scan.id) for scan in shown}
        db.executemany("INSERT INTO page VALUES (?, ?, ?)", [pages[key] for key in sorted(pages)])
        rows = [
            (image, place, one.width, one.height, one.size, one.sha256)
            for image in sorted({scan.id for scan in shown})
            for place, one in enumerate(sizes[image])
        ]
        db.executemany("INSERT INTO copy VALUES (?, ?, ?, ?, ?, ?)", rows)
    db.close()


def images_mark(edition: Edition) -> str:
    """Equal where editions have the same images; empty for none. It is no part of the hash, which is of graphs."""
    return str(edition.manifest.get("images", ""))


def page_images(edition: Path, pages: Iterable[str]) -> dict[str, PageImage]:
    """Of the pages, by IRI, those that have an image; nothing in an edition made before there were images."""
    if not (edition / INDEX).is_file():
        return {}
    db = open_table(edition / INDEX)
    try:
        found = {}
        for page in pages:
            row = db.execute("SELECT record, image FROM page WHERE iri = ?", (page,)).fetchone()
            if row:
                found[page] = PageImage(page, row[0], row[1], _sizes(db, row[1]))
        return found
    finally:
        db.close()


def copy_path(edition: Path, image: PageImage, place: int) -> Path:
    """The file of one size."""
    return folder_of(edition / IMAGES, image.image) / file_name(place)


def promised_files(edition: Path) -> Iterator[tuple[Path, str]]:
    """Every file of every image with the sha256 it should have."""
    db = open_table(edition / INDEX)
    try:
        for image, place, digest in db.execute("SELECT image, place, sha256 FROM copy ORDER BY image, place"):
            yield folder_of(edition / IMAGES, image) / file_name(place), digest
    finally:
        db.close()


def _sizes(db: sqlite3.Connection, image: str) -> tuple[Size, ...]:
    rows = db.execute("SELECT width, height, size, sha256 FROM copy WHERE image = ? ORDER BY place", (image,))
    return tuple(Size(*row) for row in rows)
