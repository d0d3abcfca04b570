"""Scans whose text lies beside them: ``0001.tif`` and ``0001.xml``, or ``images/0001.tif`` and ``alto/0001.xml``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from extractors.languages.base import words
from extractors.registry import reader
from extractors.source import Source

LAYOUTS = ("alto", "page", "hocr")
"""Formats that give the text of a scan with the places of its words."""
SCANS = frozenset((".tif", ".tiff", ".jpg", ".jpeg", ".png", ".jp2", ".j2k"))
TEXTS = frozenset((".xml", ".alto", ".page", ".hocr", ".html", ".htm", ".xhtml"))
KINDS = frozenset(
    words(
        "alto page pagexml xml hocr html ocr text fulltext image images img imgs scan scans tif tiff jpg jpeg png jp2 "
        "master masters access derivative"
    )
)
"""Folders that sort files of one object by kind, not by object."""


def texts_of_scans(files: Iterable[tuple[Path, str]]) -> dict[Path, Path]:
    """Text -> its scan, for files of one archive (path, archive). A scan has one text: the first by name."""
    known = sorted(files)
    scans: dict[tuple[str, Path, str], Path] = {}
    for path, archive in known:
        if path.suffix.lower() in SCANS:
            scans.setdefault((archive, object_folder(path), stem(path)), path)
    found: dict[Path, Path] = {}
    read: set[Path] = set()
    for path, archive in known:
        scan = scans.get((archive, object_folder(path), stem(path)))
        if scan is None or path.suffix.lower() not in TEXTS or scan in read:
            continue
        source = Source.from_path(path, archive)
        if any(reader(name).sniff(source) > 0.5 for name in LAYOUTS):
            found[path] = scan
            read.add(scan)
    return found


def object_folder(path: Path) -> Path:
    """The folder of the object: the file's own, or the one above it where its own only sorts by kind."""
    return path.parent.parent if path.parent.name.lower() in KINDS else path.parent


def stem(path: Path) -> str:
    """File name to its first full stop: ``p_001.page.xml`` is the text of ``p_001.tif``."""
    return path.name.partition(".")[0].lower()
