"""Which edition a remote store holds: pages and search come from the same one, here, or nothing does."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from extractors.errors import RunAborted
from kg.edition import Edition
from kg.push.marker import read_mark
from kg.store.remote import RemoteStore
from kg.workspace import Workspace

_LOOK_S = 5.0
_WAIT_S = 3.0


@dataclass
class RemoteEditions:
    """Called for the edition: the one of this workspace that the store says it holds, whole.

    The store is asked every few seconds, so a push takes effect by itself. RunAborted STORE107 while it holds none of
    this workspace's: half of one edition beside the index of another would be wrong answers.
    """

    workspace: Workspace
    store: RemoteStore
    clock: Callable[[], float] = time.monotonic
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _looked: float = float("-inf")
    _found: Edition | RunAborted | None = None

    def __call__(self) -> Edition:
        """As above."""
        with self._lock:
            now = self.clock()
            if self._found is None or now - self._looked >= _LOOK_S:
                self._looked, self._found = now, self._look(self._found)
            if isinstance(self._found, RunAborted):
                raise self._found.with_traceback(None)
            return self._found

    def _look(self, last: Edition | RunAborted | None) -> Edition | RunAborted:
        try:
            # Requests wait meanwhile, so this one is short.
            quick = replace(self.store, http=replace(self.store.http, timeout_s=_WAIT_S, tries=1))
            mark = read_mark(quick, self.workspace.current_edition().base)
        except RunAborted as error:
            return error
        if isinstance(last, Edition) and last.hash == mark:
            return last
        for number in reversed(self.workspace.editions()) if mark else ():
            edition = Edition.open(self.workspace.editions_path / str(number))
            if edition.hash == mark:
                return edition
        told = f"the edition {mark[:12]}…, which is not in this workspace" if mark else "no whole edition"
        return RunAborted(
            "STORE107",
            f"The store holds {told}.",
            where=self.store.url,
            advice="Run `sunqar push` with the same --store; the portal answers as soon as it has ended.",
        )
