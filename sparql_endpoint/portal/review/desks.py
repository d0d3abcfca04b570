"""The desk of a server: the queue kept in memory, brought up to date by the log, and decisions written at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from extractors.errors import CodedError, RunAborted
from kg.ledger import Ledger
from kg.resolve.decisions_file import keep
from kg.review.decision import Blocked, Decision, enter
from kg.review.desk import Desk, desk, renewed
from kg.review.queue import Item
from kg.review.weights import Documents, Weighed, naming, weighed
from kg.workspace import Workspace

PATIENCE_S = 2.0
"""Longest wait for another command to let go of the workspace, and for a desk; then the page says so."""
_PAUSE_S = 0.05
_KEPT = 400
_FIRST = 2
Plan = Callable[[Desk], Decision]


class Preparing(CodedError):
    """REVIEW020: the queue is being read; come back in a moment."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A decision as it was written, and the desk after it."""

    decision: Decision
    desk: Desk


class Desks:
    """Of one workspace. Safe to use from many threads; other commands may decide at the same time."""

    def __init__(self, workspace: Workspace, patience_s: float = PATIENCE_S) -> None:
        self.workspace = workspace
        self._patience_s = patience_s
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._desk: Desk | None = None
        self._documents: Documents = {}
        self._loading: Future[None] | None = None
        self._aside = ThreadPoolExecutor(1, thread_name_prefix="review")
        self._weighed: dict[str, Future[Weighed]] = {}

    def current(self, patience_s: float | None = None) -> Desk:
        """The desk as of now. Preparing where all must be read and that takes longer; then it is under way."""
        with self.workspace.ledger() as ledger:
            found = self._followed(ledger)
        if found is not None:
            return found
        with self._lock:
            if self._loading is None or self._loading.done():
                self._loading = _started(self._load)
            loading = self._loading
        try:
            loading.result(self._patience_s if patience_s is None else patience_s)
        except TimeoutError as error:
            raise Preparing(
                "REVIEW020", "The queue is being read.", advice="This page comes back by itself in a few seconds."
            ) from error
        loaded = self._desk
        if loaded is None:
            raise Preparing("REVIEW020", "The queue is being read.", advice="Come back in a few seconds.")
        return loaded

    def decide(self, plan: Plan) -> Entered:
        """Plan a decision from the newest desk and write it, whole, before anything else happens.

        Raises what the plan raises; of Blocked, what is put up for review is written. RunAborted WORKSPACE003 where
        another command holds the workspace. Nothing is written then.
        """
        with self._alone() as ledger:
            before = self._followed(ledger) or self.current()
            try:
                decision = plan(before)
            except Blocked as blocked:
                if blocked.pending:
                    enter(ledger.db, self.workspace.decisions_path, blocked.pending)
                raise
            if decision.add or decision.withdraw:
                decision = enter(ledger.db, self.workspace.decisions_path, decision)
            return Entered(decision, self._followed(ledger) or self.current())

    def weighed(self, now: Desk, item: Item) -> Weighed:
        """What speaks for and against; kept, for it depends on nothing that people decide."""
        return self._weigh(now, item).result()

    def prepare(self, now: Desk, items: list[Item]) -> None:
        """Weigh these, which are likely to be shown next, beside."""
        for item in items:
            self._weigh(now, item)

    def close(self) -> None:
        """Weigh nothing more."""
        self._aside.shutdown(wait=False, cancel_futures=True)

    def _weigh(self, now: Desk, item: Item) -> Future[Weighed]:
        with self._lock:
            known = self._weighed.get(item.id)
            if known is None:
                if len(self._weighed) >= _KEPT:
                    self._weighed.pop(next(iter(self._weighed)))
                known = self._aside.submit(weighed, now.now, item.judgement, self._documents)
                self._weighed[item.id] = known
            return known

    def _followed(self, ledger: Ledger) -> Desk | None:
        with self._lock:
            if self._desk is not None:
                followed = renewed(self._desk, ledger.db)
                if followed is not None:
                    self._desk = followed
                return followed
            return None

    def _load(self) -> None:
        with self.workspace.ledger() as ledger:
            found = desk(ledger.db, self.workspace.iris)
        documents = naming(found.now)
        with self._lock:
            self._desk, self._documents, self._weighed = found, documents, {}
        self.prepare(found, found.queue()[:_FIRST])  # the first comparison reads the models, which takes a while

    @contextmanager
    def _alone(self) -> Iterator[Ledger]:
        with self._writing, _locked(self.workspace), self.workspace.ledger() as ledger:
            keep(ledger.db, self.workspace.decisions_path)
            yield ledger


@contextmanager
def _locked(workspace: Workspace) -> Iterator[None]:
    """The workspace's lock, waited for a little: most commands of colleagues are short."""
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            held = workspace.lock()
            held.__enter__()
        except RunAborted:
            if time.monotonic() > until:
                raise
            time.sleep(_PAUSE_S)
            continue
        break
    try:
        yield
    finally:
        held.__exit__(None, None, None)


def _started(work: Callable[[], Any]) -> Future[Any]:
    """On a thread of its own, which does not keep the server from ending."""
    future: Future[Any] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=run, name="review-desk", daemon=True).start()
    return future
