"""Outcomes into the work store, batch by batch, behind the reading: the next files are read while a batch is loaded.

Graphs first, then the ledger: a stop between the two only repeats a batch; a graph that took the place of an earlier
one is put back (``kg.mending``). One batch is under way at a time, and it is in the ledger before the next begins, so
the order of the outcomes alone decides which of two rivals is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

from extractors.errors import InputRejected
from kg.extraction import NOT_RECOGNISED, Outcome
from kg.ledger import FileResult, Ledger
from kg.planning import INSIDE
from kg.store.base import Writer
from kg.store.texts import GraphTexts

BATCH_BYTES = 48 * 2**20
"""A batch is loaded when its quads take more than this: few large loads cost the store far less than many small."""


class Loader:
    """Takes outcomes in order. ``results``, whole after leaving: one for each outcome, in the same order.

    Nobody else may touch the store while it is entered. most: outcomes of a batch, at most.
    """

    def __init__(self, ledger: Ledger, store: Writer, run_number: int, most: int) -> None:
        self.results: list[FileResult] = []
        self._ledger, self._store, self._run, self._most = ledger, store, run_number, most
        self._batch: list[Outcome] = []
        self._bytes = 0
        self._thread = ThreadPoolExecutor(1, "loader")
        self._under_way: tuple[Future[None], list[Outcome]] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._begin()
            self._finish()
        finally:
            self._thread.shutdown()

    def add(self, outcome: Outcome) -> None:
        """Take an outcome; loads what has gathered where that is enough."""
        self._batch.append(outcome)
        self._bytes += len(outcome.nquads)
        if len(self._batch) >= self._most or self._bytes > BATCH_BYTES:
            self._begin()

    def _begin(self) -> None:
        """Start loading what has gathered, once the batch before it is in."""
        self._finish()
        accepted: dict[str, Outcome] = {}
        final: list[Outcome] = []
        for outcome in self._batch:
            result = outcome.result
            if result.error is None:
                if rival := _rival(self._ledger, result, accepted):
                    outcome = Outcome(_refused(result, rival))
                else:
                    accepted[result.graph] = outcome
            final.append(outcome)
        self._batch, self._bytes = [], 0
        self._ledger.replacing({name: one.result.graph_sha256 for name, one in accepted.items()})
        self._under_way = self._thread.submit(_load, self._store, self._ledger.texts, accepted), final

    def _finish(self) -> None:
        """Wait for the batch under way and enter it in the ledger."""
        if self._under_way is None:
            return
        (loaded, final), self._under_way = self._under_way, None
        loaded.result()
        recorded = [outcome for outcome in final if outcome.result.error is None or _counts(outcome.result)]
        units = {outcome.result.graph: outcome.units for outcome in recorded if outcome.result.graph}
        self._ledger.record(self._run, [(outcome.result, outcome.entities) for outcome in recorded], units)
        self.results += [outcome.result for outcome in final]


def _load(store: Writer, texts: GraphTexts, accepted: Mapping[str, Outcome]) -> None:
    if accepted:
        texts.keep((one.result.graph_sha256, one.nquads) for one in accepted.values())
        store.replace_graphs(sorted(accepted), b"".join(accepted[name].nquads for name in sorted(accepted)))


def _counts(result: FileResult) -> bool:
    """Failures are kept in the ledger; a file that no reader knows is none of ours."""
    return result.error is not None and result.error.code != NOT_RECOGNISED


def _rival(ledger: Ledger, result: FileResult, accepted: Mapping[str, Outcome]) -> str | None:
    """Path of another file that gives the same source id, unless this is its new version (same path, or it is gone)."""
    if result.graph in accepted:
        return accepted[result.graph].result.path
    owner = ledger.owner(result.graph)
    if owner is None or owner[0] == result.sha256:
        return None
    path = owner[1]
    return None if path == result.path or not Path(path.partition(INSIDE)[0]).exists() else path


def _refused(result: FileResult, rival: str) -> FileResult:
    error = InputRejected(
        "INGEST001",
        f"Another file already gives this source: {rival}.",
        where=result.path,
        advice="Remove one of the two, or give them different call numbers.",
    )
    return FileResult(
        result.archive, result.sha256, result.path, result.fingerprint, result.reader, error=error
    )
