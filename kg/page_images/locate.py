"""The file of a page's image, from what the page calls it. Only names are looked at; nothing is opened."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from kg.scans import KINDS, SCANS, object_folder, stem


class Locator:
    """Looks into each folder once."""

    def __init__(self) -> None:
        self._listed: dict[Path, tuple[dict[str, Path], dict[str, Path]]] = {}
        self._kinds: dict[Path, tuple[Path, ...]] = {}

    def image_of(self, source: Path, name: str, *, alone: bool) -> Path | None:
        """The image that a page of the source calls by that name (a path, an address, a bare number); None for none.

        It lies where the name says, seen from the source's folder; or it has the name, or its stem, in that folder, in
        one named as the source is, or in one that sorts the object's files by kind (``images/`` beside ``alto/``).
        Where the page is alone in its source, it may be the scan that the source lies beside (``0001.xml``,
        ``0001.tif``). Never outside the object's folder, never through a link, never a file that ends otherwise.
        """
        plain = unquote(re.sub(r"^file:(?://)?", "", name.strip())).replace("\\", "/").split("?")[0].lstrip("#")
        if "\0" in plain:
            return None
        if below := _below(source, plain):
            return below
        last = PurePosixPath(plain.rstrip("/")).name.lower()
        cut = last.rpartition(".")[0] if PurePosixPath(last).suffix in SCANS else last
        listed = [self._images(folder) for folder in self._folders(source)]
        wanted = [(names, last) for names, _ in listed] + [(stems, cut) for _, stems in listed]
        if alone:
            wanted += [(stems, stem(source)) for _, stems in listed]
        return next((known[key] for known, key in wanted if key and key in known), None)

    def _folders(self, source: Path) -> tuple[Path, ...]:
        whole = object_folder(source)
        if whole not in self._kinds:
            self._kinds[whole] = tuple(one for one in _inside(whole) if one.name.lower() in KINDS)
        named = (source.parent / source.stem, whole / source.stem)
        return tuple(dict.fromkeys((source.parent, *named, whole, *self._kinds[whole])))

    def _images(self, folder: Path) -> tuple[dict[str, Path], dict[str, Path]]:
        """Images in a folder by name in small letters, and by name to the last and to the first full stop."""
        if folder not in self._listed:
            names: dict[str, Path] = {}
            stems: dict[str, Path] = {}
            for one in () if folder.is_symlink() else _inside(folder):
                if one.suffix.lower() in SCANS and one.is_file():
                    names.setdefault(one.name.lower(), one)
                    stems.setdefault(one.stem.lower(), one)
                    stems.setdefault(stem(one), one)
            self._listed[folder] = names, stems
        return self._listed[folder]


def _inside(folder: Path) -> tuple[Path, ...]:
    """What is in a folder, sorted, but for links and hidden things; nothing where it cannot be read."""
    try:
        return tuple(one for one in sorted(folder.iterdir()) if not one.name.startswith(".") and not one.is_symlink())
    except OSError:
        return ()


def _below(source: Path, plain: str) -> Path | None:
    """Where the relative path leads, within the folder of the source."""
    parts = PurePosixPath(plain).parts
    if not parts or plain.startswith("/") or ".." in parts or ":" in parts[0]:
        return None
    path = source.parent.joinpath(*parts)
    try:
        sound = path.suffix.lower() in SCANS and path.is_file()
        return path if sound and path.resolve() == source.parent.resolve().joinpath(*parts) else None
    except OSError:  # a name that no file system takes
        return None
