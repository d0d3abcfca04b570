"""The copies of images that editions carry, made once and kept under ``work/images`` by what they are made of.

A folder for each image, ``ab/abcdef…``, with ``0.jpg`` the largest size, and ``sizes.json``. It stands under its name
only when it is whole. Editions hold hard links to these files: the bytes are on the disk once.
"""

from __future__ import annotations

import json
import os
import shutil
from base64 import b64decode
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

from extractors.errors import InputRejected
from extractors.isolated import Limits, call
from kg.page_images.known import Known, Refused
from kg.page_images.sources import Scan

LARGEST = 1 << 29
"""Bytes of an image file, at most."""
_LIMITS = Limits(cpu_seconds=60, memory_bytes=2 * 2**30, wall_seconds=180, result_bytes=48 << 20)
_LIST = "sizes.json"
_OF_THE_BYTES = ("IMG", "PDF")
"""Beginnings of codes that the same bytes would get again; time, memory and reading may be better another day."""


@dataclass(frozen=True, slots=True)
class Size:
    """One copy: pixels, bytes, and their sha256."""

    width: int
    height: int
    size: int
    sha256: str


def folder_of(store: Path, image: str) -> Path:
    """Where the copies of an image lie."""
    return store / image[:2] / image


def file_name(place: int) -> str:
    """Of the copy in the place, from 0, of the sizes from large to small."""
    return f"{place}.jpg"


def sizes_of(store: Path, image: str) -> tuple[Size, ...]:
    """Those that are there, the largest first; nothing for an image of which there are none."""
    path = folder_of(store, image) / _LIST
    return tuple(Size(**one) for one in json.loads(path.read_text("utf-8"))) if path.is_file() else ()


def make(store: Path, scans: Iterable[Scan], known: Known, jobs: int) -> tuple[Refused, ...]:
    """Make what is not there yet; what cannot be made, and why. known remembers what no other day can change."""
    todo: dict[str, Scan] = {}
    refused = {}
    for scan in scans:
        if told := known.refused(scan.id):
            refused[scan.id] = Refused(str(scan.path), *told)
        elif not (folder_of(store, scan.id) / _LIST).is_file():
            todo.setdefault(scan.id, scan)
    with ThreadPoolExecutor(max(1, jobs)) as pool:  # the work itself is done in processes of their own
        for scan, error in zip(todo.values(), pool.map(partial(_attempt, store), todo.values()), strict=True):
            if error is not None:
                if error.code.startswith(_OF_THE_BYTES):
                    known.refuse(scan.id, error.code, error.message)
                refused[scan.id] = Refused(str(scan.path), error.code, error.message)
    return tuple(sorted(refused.values(), key=lambda one: one.where))


def _attempt(store: Path, scan: Scan) -> InputRejected | None:
    try:
        _make(store, scan)
    except InputRejected as error:
        return error
    return None


def _make(store: Path, scan: Scan) -> None:
    try:
        if scan.path.stat().st_size > LARGEST:
            raise InputRejected("IMG004", f"The image file is larger than {LARGEST >> 20} MiB.", where=str(scan.path))
        data = scan.path.read_bytes()
    except OSError as error:
        message = f"The file cannot be read: {error.strerror}."
        raise InputRejected("READ002", message, where=str(scan.path)) from None
    function = "of_pdf" if scan.pdf else "of_image"
    made = call(
        f"extractors.ocr.derivatives:{function}", data, {"place": scan.place},
        name=scan.path.name, limits=_LIMITS,
    )  # fmt: skip
    final = folder_of(store, scan.id)
    temporary = final.with_name(final.name + ".tmp")
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir(parents=True)
    sizes = []
    for place, one in enumerate(made):
        copy = b64decode(one["jpeg"])
        _write(temporary / file_name(place), copy)
        sizes.append(Size(one["width"], one["height"], len(copy), sha256(copy).hexdigest()))
    _write(temporary / _LIST, json.dumps([asdict(size) for size in sizes]).encode())
    shutil.rmtree(final, ignore_errors=True)
    temporary.rename(final)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())


def link(store: Path, image: str, folder: Path) -> None:
    """Give an edition its copies of an image: the same files where that can be, else copies of them."""
    into = folder_of(folder, image)
    into.mkdir(parents=True, exist_ok=True)
    for place in range(len(sizes_of(store, image))):
        name = file_name(place)
        try:
            os.link(folder_of(store, image) / name, into / name)
        except OSError:  # another file system, or one without such links
            shutil.copyfile(folder_of(store, image) / name, into / name)


def sweep(store: Path, kept: frozenset[str]) -> None:
    """Remove the copies of all other images: what is no longer shown is not kept either."""
    for folder in _all(store):
        if folder.name not in kept:
            shutil.rmtree(folder)


def _all(store: Path) -> Iterator[Path]:
    for shelf in sorted(store.iterdir()) if store.is_dir() else ():
        yield from sorted(shelf.iterdir())
