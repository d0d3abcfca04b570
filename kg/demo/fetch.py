"""The public files of the demonstration, fetched from pinned addresses where no local corpus is at hand.

``manifest.json`` names each file by repository, commit and sha256. It lists only files that the public repositories
serve unchanged. Left out are the files of the corpus that were made from larger ones and so have no public twin:
single documents cut out of the FRUS volumes (the six whole volumes stand in for them), articles cut out of
al-Muqtabas, extracts of the visits and travels registers; and some finding aids and pages whose address could not
be confirmed.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from extractors.errors import RunAborted

MANIFEST = Path(__file__).with_name("manifest.json")
TIMEOUT_S = 20.0


@dataclass(frozen=True, slots=True)
class PublicFile:
    """One file: where it goes below the corpus folder, where it comes from, the sum it must have."""

    path: str
    url: str
    sha256: str


def manifest(path: Path = MANIFEST) -> tuple[PublicFile, ...]:
    """The files of a manifest, in its order. An address is base / repository / commit / path, percent-encoded."""
    table = json.loads(path.read_text("utf-8"))
    return tuple(
        PublicFile(
            str(PurePosixPath(collection["to"], file.get("to", PurePosixPath(file["path"]).name))),
            "/".join((table["base"], collection["repository"], collection["commit"], quote(file["path"]))),
            file["sha256"],
        )
        for collection in table["collections"]
        for file in collection["files"]
    )


def fetch(folder: Path, files: Iterable[PublicFile] | None = None, *, timeout_s: float = TIMEOUT_S) -> Path:
    """Bring the files that are not yet in folder, check every sum, return folder.

    A file whose sum is right is not fetched again. Raises RunAborted DEMO001 where an address cannot be reached
    (offline), DEMO002 where it serves other bytes than were pinned; what was fetched before stays and is used next
    time.
    """
    import pooch

    pooch.get_logger().setLevel(logging.WARNING)
    files = manifest() if files is None else tuple(files)
    registry = {file.path: f"sha256:{file.sha256}" for file in files}
    urls = {file.path: file.url for file in files}
    store = pooch.create(path=folder, base_url="", registry=registry, urls=urls)
    downloader = pooch.HTTPDownloader(timeout=timeout_s)
    for file in files:
        try:
            store.fetch(file.path, downloader=downloader)
        except OSError as error:  # requests' errors are OSErrors
            raise RunAborted(
                "DEMO001",
                f"A public file of the demonstration cannot be fetched: {type(error).__name__}.",
                where=file.url,
                advice="Go online and run it again, or name a local corpus in SUNQAR_CORPUS; "
                "the corpus that comes with Sunqar needs neither.",
            ) from error
        except ValueError as error:  # pooch's word for a wrong sum
            raise RunAborted(
                "DEMO002",
                "A public file of the demonstration is not the one that was pinned: its sha256 differs.",
                where=file.url,
                advice="Nothing of it was kept. Tell the project, or name a local corpus in SUNQAR_CORPUS.",
            ) from error
    return folder
