"""Verification: everything an edition holds against its manifest, and what is still written against its seals."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from extractors.errors import RunAborted
from kg.edition import MANIFEST, SEAL, Edition, seal
from kg.edition_manifest import file_sha256
from kg.gate import GraphHash, hash_graphs
from kg.page_images.index import INDEX, promised_files
from kg.resolve.decisions_file import read
from kg.resolve.log import read_log
from kg.seals import broken, without_seal
from kg.statistics import json_text
from kg.store.oxigraph import OxigraphStore
from kg.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not as promised."""

    where: str
    message: str


def verify(edition: Edition) -> Iterator[Problem]:
    """Read every graph and file of the edition; a problem for each that differs, is missing or is too many."""
    yield from verify_files(edition)
    promised_graphs = edition.manifest["graphs"]
    total = "".join(f"{name} {entry['sha256']}\n" for name, entry in sorted(promised_graphs.items()))
    if sha256(total.encode()).hexdigest() != edition.hash:
        yield Problem(
            str(edition.path), "the manifest contradicts itself: its hash is not that of its graphs"
        )
    try:
        names = sorted(OxigraphStore(edition.store_path, read_only=True).graph_names())
    except (RunAborted, OSError) as error:
        yield Problem(str(edition.store_path), f"the store cannot be opened: {error}")
        return
    found = hash_graphs(edition.store_path, sorted({*names, *promised_graphs}))
    for name in sorted({*found, *promised_graphs}):
        message = _difference(found.get(name), promised_graphs.get(name))
        if message:
            yield Problem(name, message)


def verify_files(edition: Edition) -> Iterator[Problem]:
    """The same for manifest and files alone: finds any change of a byte, at the cost of reading the files once."""
    yield from _damaged_manifest(edition)
    yield from _damaged_files(edition)


def verify_workspace(workspace: Workspace) -> Iterator[Problem]:
    """Ledger, decisions, own graphs, reports, short links and work store: sums, and what the databases say themselves.

    What has no seal (see ``kg.seals``) is looked at by SQLite alone, which finds what breaks its order.
    """
    for one in broken(workspace.path):
        yield Problem(one.where, one.message)
    for name in without_seal(workspace.path):
        path = workspace.path / name
        if path.suffix == ".sqlite":
            yield from _damaged_database(path)
    if workspace.ledger_path.is_file():
        yield from _damaged_log(workspace)


def _damaged_database(path: Path) -> Iterator[Problem]:
    try:
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
        try:
            for (message,) in db.execute("PRAGMA integrity_check(3)"):
                if message != "ok":
                    yield Problem(str(path), f"the database is damaged: {message}")
        finally:
            db.close()
    except sqlite3.DatabaseError as error:
        yield Problem(str(path), f"the database is damaged: {error}")


def _damaged_log(workspace: Workspace) -> Iterator[Problem]:
    try:
        db = sqlite3.connect(f"{workspace.ledger_path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
        try:
            if any(row[1] == "checksum" for row in db.execute("PRAGMA table_info(judgement)")):
                read_log(db)  # that of an earlier version has none until it is brought over
        finally:
            db.close()
        read(workspace.decisions_path)
    except RunAborted as error:
        yield Problem(error.where, error.message)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        yield Problem(str(workspace.ledger_path), f"the log of judgements cannot be read: {error}")


def _damaged_manifest(edition: Edition) -> Iterator[Problem]:
    """Editions of the time before manifests were sealed name no format of their search index either."""
    path = edition.path / MANIFEST
    sealed = edition.manifest.get(SEAL)
    if sealed is None and "search" not in edition.manifest:
        return
    if sealed != seal(edition.manifest) or path.read_text(encoding="utf-8") != json_text(edition.manifest):
        yield Problem(str(path), "the manifest is not the one that was published")


def _damaged_files(edition: Edition) -> Iterator[Problem]:
    for name, promised in sorted(edition.manifest["files"].items()):
        path = edition.path / name
        if not path.is_file():
            yield Problem(str(path), "the file is missing")
        elif file_sha256(path) != promised:
            yield Problem(str(path), "the file is not the one that was published")
    yield from _damaged_images(edition)


def _damaged_images(edition: Edition) -> Iterator[Problem]:
    """Their sums stand in an index of their own, whose sum is in the manifest."""
    if INDEX not in edition.manifest["files"]:
        return
    try:
        for path, promised in promised_files(edition.path):
            if not path.is_file():
                yield Problem(str(path), "the image is missing")
            elif file_sha256(path) != promised:
                yield Problem(str(path), "the image is not the one that was published")
    except sqlite3.DatabaseError as error:
        yield Problem(str(edition.path / INDEX), f"the index of images cannot be read: {error}")


def _difference(found: GraphHash | None, promised: dict[str, object] | None) -> str:
    if found is None:
        return "the graph is in the manifest but not in the store"
    if found.error:
        return f"the graph cannot be read: {found.error}"
    if promised is None:
        return "the graph is in the store but not in the manifest"
    if (found.sha256, found.triples) != (promised.get("sha256"), promised.get("triples")):
        return f"the graph has {found.triples} triples; they are not the {promised.get('triples')} that were published"
    return ""
