"""Only whole editions are served: each is compared with its manifest before, or at once after, it is taken up.

While a large new edition is looked through, the one before is served. One that is damaged, or that another version of
the software published, is refused and told, and the last good one stays. A server that starts has none yet: it refuses
to start, since an earlier edition may hold what must no longer be shown; ``sunqar publish --rollback N`` looks at that.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable

from extractors.errors import CodedError, RunAborted
from kg.edition import Edition
from kg.space import size_of
from kg.workspace import Workspace

QUICK = 32 << 20
"""An edition of up to so many bytes is looked through while the first request for it waits."""
QUICK_AT_START = 512 << 20

Tell = Callable[[str, str, str], None]
"""Called with what happened (taken, refused), the edition's number, and why."""


class WholeEditions:
    """Gives the edition to be served. Safe to use from many threads."""

    def __init__(self, workspace: Workspace, tell: Tell = lambda what, number, why: None) -> None:
        """RunAborted EDITION001, 002, 004 or 006 where there is none to begin with."""
        self._workspace, self._tell = workspace, tell
        self._link = workspace.editions_path / "current"
        self._lock = threading.Lock()
        self._checking: threading.Thread | None = None
        self._seen = ""
        self._good: Edition | None = None
        self._found: tuple[str, Edition, str] | None = None
        """What a look in the background found: target of the link, edition, what is wrong."""
        self.refused: dict[str, str] = {}
        """Editions that were refused, by number, and why."""
        self()

    def __call__(self) -> Edition:
        """The last whole edition. RunAborted where there is none, or it has been deleted since."""
        try:
            target = os.readlink(self._link)
        except OSError:
            target = ""
        good = self._good
        if good is not None and target == self._seen == good.path.name and self._found is None:
            return good
        with self._lock:
            self._take_up(target)
            if self._good is None or not self._good.path.is_dir():
                raise _none(self.refused)
            return self._good

    @property
    def waits(self) -> bool:
        """Whether a newer edition is being looked through."""
        return self._checking is not None and self._checking.is_alive()

    def _take_up(self, target: str) -> None:
        """With the lock held."""
        if self._found is not None:
            self._settle(*self._found)
            self._found = None
        if target == self._seen or self.waits:
            return
        try:
            edition = self._workspace.current_edition()
            edition.check_format()
        except RunAborted as error:  # another version published it, or its manifest cannot be read
            if self._good is None:
                raise
            self._refuse(target, target, error.message)
            return
        size = size_of(edition.path)
        if size <= (QUICK if self._good else QUICK_AT_START):
            self._settle(target, edition, _wrong(edition))
            return
        if self._good is None:  # served at once, and given up where the look finds something
            self._seen, self._good = target, edition
        self._checking = threading.Thread(target=self._look, args=(target, edition), name="whole", daemon=True)
        self._checking.start()

    def _look(self, target: str, edition: Edition) -> None:
        self._found = target, edition, _wrong(edition)

    def _settle(self, target: str, edition: Edition, wrong: str) -> None:
        number = str(edition.number)
        if not wrong:
            before, self._seen = self._good, target
            if before is None or before.path != edition.path:
                self._good = edition
            if before is not None and before is not self._good:  # the first one is told by whoever serves it
                self._tell("taken", number, "")
            return
        if self._good is not None and self._good.path == edition.path:
            self._good = None
        self._refuse(target, number, wrong)

    def _refuse(self, target: str, number: str, why: str) -> None:
        self.refused[number] = why
        self._seen = target
        self._tell("refused", number, why)


def _wrong(edition: Edition) -> str:
    from kg.verify import verify_files

    try:
        first = next(verify_files(edition), None)
    except (OSError, CodedError) as error:
        return str(error)
    return f"{first.where}: {first.message}" if first else ""


def _none(refused: dict[str, str]) -> RunAborted:
    number, why = next(reversed(refused.items()), ("", "it was deleted"))
    return RunAborted(
        "EDITION006",
        f"Edition {number} is damaged and is not served: {why}." if number else "The edition that was served is gone.",
        advice="`sunqar publish --rollback N` serves an earlier edition; `sunqar restore` brings back a backup; "
        "`sunqar build` makes a new one.",
    )
