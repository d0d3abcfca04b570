"""An edition on this machine: its store by queries, its other tables directly."""

from __future__ import annotations

import atexit
import weakref
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from extractors.errors import CodedError
from kg.client import engine
from kg.client.answer import Answer
from kg.client.edition_info import EditionInfo
from kg.client.errors import ClientError, GraphUnreachable, query_error
from kg.edition import MANIFEST, Edition
from kg.settings import FILE_NAME


class LocalSource:
    """Reads one edition from its opening to its end, whatever is published meanwhile. Writes nothing."""

    ours = True

    def __init__(self, folder: Path, timeout_s: float) -> None:
        """folder: of a workspace, whose current edition is opened, or of an edition. GraphUnreachable for another."""
        try:
            edition, settings = _opened(folder)
            edition.check_format()
            self._engine = engine.start(edition, settings, timeout_s)
        except ClientError:
            raise
        except CodedError as error:
            raise GraphUnreachable(error.code, error.message, where=error.where, advice=error.advice) from error
        self._edition = edition
        self.name = str(folder)
        self._end = weakref.finalize(self, self._engine.close)
        atexit.register(self._end)
        manifest = edition.manifest
        archives = manifest["archives"].items()
        self._info = EditionInfo(
            edition.number,
            edition.hash,
            date.fromisoformat(str(manifest["created"])[:10]),
            edition.base,
            edition.vocabulary,
            tuple(names.get("en") or next(iter(names.values()), code) for code, names in sorted(archives)),
        )

    def ask(self, query: str) -> Answer:
        """Answer a query in a process that is ended at its limits."""
        try:
            answer = self._engine.ask(query)
        except CodedError as error:
            raise query_error(
                error.code, error.message, query=query, where=error.where, advice=error.advice
            ) from error
        return Answer(answer.kind, answer.body, not answer.truncated)

    def edition(self) -> EditionInfo:
        """The edition that was opened."""
        return self._info

    def search(self, words: str, lang: str, kind: str, limit: int) -> list[dict[str, Any]]:
        """Hits from the edition's own index."""
        from kg.search import Choice, find

        choice = Choice(type=(kind,) if kind else (), language=(lang.split("-")[0].lower(),) if lang else ())
        with find(self._edition.search_path, words, choice) as found:
            return [asdict(hit) for hit in found.page(0, limit)]

    def image(self, record: str, page: str) -> bytes | None:
        """The largest copy that the edition carries."""
        from kg.page_images.index import copy_path, page_images

        found = page_images(self._edition.path, [page]).get(page)
        return copy_path(self._edition.path, found, 0).read_bytes() if found else None

    def close(self) -> None:
        """End the query processes. It may be called again."""
        self._end()
        with suppress(ValueError):
            atexit.unregister(self._end)


def _opened(folder: Path) -> tuple[Edition, Any]:
    from kg.workspace import open_workspace

    if (folder / FILE_NAME).is_file():
        workspace = open_workspace(folder)
        return workspace.current_edition(), workspace.settings
    if (folder / MANIFEST).is_file():
        whole = folder.resolve()
        return Edition.open(whole), engine.settings_of(whole)
    raise GraphUnreachable(
        "CLIENT001",
        f"{folder} is neither a workspace nor an edition.",
        advice=f"Name a folder with {FILE_NAME} or {MANIFEST}; `make demo` or `python -m kg.demo` makes one.",
    )
