"""What a writable server serves: the current edition with the own graphs as they are now, and the way to change them.

A write is carried out in a process of its own, checked, committed to ``own.sqlite``, written into a new snapshot for
query processes, and only then acknowledged; so the next read sees it. One write at a time; readers never wait.
"""

from __future__ import annotations

import fcntl
import logging
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.errors import CodedError, RunAborted
from kg.edition import Edition
from kg.own.graphs import GraphChange, Write
from kg.own.names import DEFAULT, WriteRefused, default_name, mentions
from kg.own.publishing import note_in_ledger, own_graphs
from kg.prefixes import standard_prefixes
from kg.store.own import ServedCopy
from kg.store.served import SUFFIX
from kg.workspace import Workspace
from sparql_endpoint.limits import Limits
from sparql_endpoint.own.edition import LiveEdition, check_changes
from sparql_endpoint.own.process_handle import WriteProcess
from sparql_endpoint.whole import WholeEditions

_KEPT_S = 10.0
"""A snapshot that was replaced stays so much longer than a query may run."""
_log = logging.getLogger("sunqar.own")


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a write. edition is the one that shows it; write is None where nothing was changed."""

    edition: LiveEdition
    write: Write | None = None


class LiveGraphs:
    """Called, it gives the edition to be read now. Safe to use from many threads; one server a workspace."""

    def __init__(self, workspace: Workspace, limits: Limits, written: Callable[[], None] = lambda: None) -> None:
        """written is called after each write. RunAborted where another server writes."""
        self._workspace, self._limits, self._written = workspace, limits, written
        self._editions = WholeEditions(workspace, _told)
        self._own = own_graphs(workspace)
        self._folder = workspace.work_path / "live"
        self._lock = threading.Lock()
        self._guard = _only_one(workspace.path / "own.lock")
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        self._process: WriteProcess | None = None
        self._copy: ServedCopy | None = None
        self._graphs: dict[str, dict[str, Any]] = {}
        self._base = self._editions()
        self._current: LiveEdition | None = None
        self._retired: list[tuple[float, Path]] = []
        self._number = 0

    def __call__(self) -> LiveEdition:
        """The edition to be read; made anew where another was published since and nobody writes at the moment."""
        edition, current = self._editions(), self._current
        if current is not None and (current.path == edition.path or not self._lock.acquire(blocking=False)):
            return current
        if current is None:
            self._lock.acquire()
        try:
            current = self._current  # another thread may have been quicker
            return current if current is not None and current.path == edition.path else self._rebuild(edition)
        finally:
            self._lock.release()

    def write(
        self,
        operation: str,
        order: dict[str, Any],
        parts: Sequence[bytes] = (),
        check: Callable[[LiveEdition], None] = lambda edition: None,
    ) -> Result:
        """Carry out an order of ``sparql_endpoint.own.process``. CodedError; then nothing was changed.

        check is called first, with what is there and while nobody else writes; it may refuse.
        """
        with self._turn():
            edition, current = self._editions(), self._current
            if current is None or current.path != edition.path:
                current = self._rebuild(edition)
            check(current)
            process = self._started()
            try:
                reply = process.ask(order, parts)
            except CodedError as error:
                if error.code.startswith("WRITE02"):
                    self._process = None
                raise
            changes = {
                name: GraphChange(frozenset(one["added"]), frozenset(one["removed"]), bool(one["exists"]))
                for name, one in reply["changes"].items()
            }
            if not changes:
                return Result(current)
            write = self._commit(process, current, operation, changes, reply)
            shown = self._show(process, changes, reply["graphs"])
            if reply["peak_mib"] * 2 > self._limits.query_memory_mib:
                self._stop()  # memory once touched is seldom given back
        self._written()
        return Result(shown, write)

    def close(self) -> None:
        """End the process, remove the snapshots, let another server write."""
        self._stop()
        self._copy = None
        shutil.rmtree(self._folder, ignore_errors=True)
        self._guard.close()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._lock.acquire(timeout=self._limits.queue_wait_s):
            raise _busy()
        try:
            yield
        finally:
            self._lock.release()

    def _commit(
        self,
        process: WriteProcess,
        edition: LiveEdition,
        operation: str,
        changes: Mapping[str, GraphChange],
        reply: Mapping[str, Any],
    ) -> Write:
        try:
            check_changes(edition, changes, int(reply["size"]), self._limits.max_own_triples)
        except WriteRefused:
            process.ask({"do": "undo"})
            raise
        try:
            write = self._own.commit(self._workspace.settings.reviewer, operation, changes)
        except BaseException:
            self._stop()
            raise
        try:
            note_in_ledger(self._workspace)
        except CodedError as error:  # it is brought up to date with the next write, or when an edition is made
            _log.warning("the ledger has not noted write %s yet: %s", write.number, error)
        return write

    def _started(self) -> WriteProcess:
        if self._process is not None and not self._process.is_alive:
            self._stop()
        if self._process is None:
            start = {
                "own": str(self._workspace.path / "own.sqlite"),
                "base": f"{self._workspace.iris.base}/update",
                "prefixes": standard_prefixes(self._workspace.iris.vocabulary),
            }
            self._process = WriteProcess(start, self._limits)
            self._graphs = dict(self._process.graphs)
        return self._process

    def _stop(self) -> None:
        if self._process is not None:
            self._process.close()
            self._process = None

    def _rebuild(self, edition: Edition) -> LiveEdition:
        """From an edition that was not shown yet."""
        edition.check_format()
        stale = tuple(edition.manifest.get("own", ()))
        union = any(name not in stale for name in edition.manifest["graphs"])
        if union:
            self._name_default()
        process = self._started()
        self._copy = None
        for old in self._folder.glob("base-*"):  # read by nobody but us
            shutil.rmtree(old)
        if union:
            path = self._folder / f"base-{self._number}"
            gone = edition.withdrawn
            shown = {
                name: {line for line in lines if not gone or not mentions(line, gone)}
                for name, lines in self._own.read().items()
                if name != DEFAULT
            }
            self._copy = ServedCopy(edition.store_path, path, stale, shown)
        self._base = edition
        return self._replace(LiveEdition.over(edition, self._snapshot(process), self._graphs, union=union))

    def _name_default(self) -> None:
        """Where documents came in, the default graph became the union: what it held before gets a name."""
        lines = self._own.read().get(DEFAULT)
        if lines:
            name = default_name(self._workspace.iris.base)
            moved = {DEFAULT: GraphChange(removed=frozenset(lines)), name: GraphChange(added=frozenset(lines))}
            self._own.commit(self._workspace.settings.reviewer, "move", moved)
            self._stop()

    def _show(
        self, process: WriteProcess, changes: Mapping[str, GraphChange], graphs: Mapping[str, Any]
    ) -> LiveEdition:
        for name, told in graphs.items():
            self._graphs.pop(name, None)
            if told is not None:
                self._graphs[name] = told
        try:
            if self._copy is not None:
                self._copy.apply({name: change for name, change in changes.items() if name != DEFAULT})
            shown = LiveEdition.over(self._base, self._snapshot(process), self._graphs, union=self._copy is not None)
        except BaseException:
            self._current = None  # the next request builds it from what was committed
            raise
        return self._replace(shown)

    def _snapshot(self, process: WriteProcess) -> Path:
        self._number += 1
        path = self._folder / (str(self._number) if self._copy is not None else f"{self._number}{SUFFIX}")
        if self._copy is not None:
            self._copy.write_to(path)
        else:
            path.write_bytes(process.dump())
        return path

    def _replace(self, shown: LiveEdition) -> LiveEdition:
        """Show it from now on; remove what no query can be reading any more."""
        if self._current is not None:
            self._retired.append((time.monotonic(), self._current.served))
        self._current = shown
        limit = time.monotonic() - self._limits.query_timeout_s - _KEPT_S
        for since, old in [entry for entry in self._retired if entry[0] < limit]:
            shutil.rmtree(old, ignore_errors=True) if old.is_dir() else old.unlink(missing_ok=True)
            self._retired.remove((since, old))
        return shown


def _told(what: str, number: str, why: str) -> None:
    if what == "refused":
        _log.warning("edition %s is damaged and is not served: %s", number, why)


def _only_one(path: Path) -> Any:
    handle = path.open("a")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        handle.close()
        raise RunAborted(
            "OWN002",
            "Another server already writes to this workspace.",
            where=str(path),
            advice="Let one server write; any number may serve it without --writable.",
        ) from error
    return handle


def _busy() -> CodedError:
    message = "The endpoint is busy: another write takes long."
    return CodedError("POOL002", message, advice="Come back in a few seconds.")
