"""A workspace: one folder that holds all state. See the contract of its parts in ``docs``.

``sunqar.toml`` settings · ``ledger.sqlite`` what was ingested and decided · ``work/store`` the store that is
written · ``editions/N`` immutable snapshots · ``editions/current`` the one that is served.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.errors import RunAborted, UsageError
from kg.edition import Edition
from kg.iri import Iris
from kg.seals import break_work, held
from kg.settings import FILE_NAME, Settings, load_settings, read_settings_file

if TYPE_CHECKING:
    from kg.ledger import Ledger
    from kg.store.oxigraph import OxigraphStore

VARIABLE = "SUNQAR_WORKSPACE"


@dataclass(frozen=True)
class Workspace:
    """A folder with its settings. Opening it reads the settings and nothing else."""

    path: Path
    settings: Settings

    @property
    def iris(self) -> Iris:
        """The mint of this workspace's IRIs."""
        return Iris(self.settings.base_iri, self.settings.vocabulary)

    @property
    def work_path(self) -> Path:
        """What is written between editions."""
        return self.path / "work"

    @property
    def ledger_path(self) -> Path:
        """What was ingested and decided."""
        return self.path / "ledger.sqlite"

    @property
    def decisions_path(self) -> Path:
        """What people decided, in a plain file that outlives the ledger."""
        return self.path / "judgements.jsonl"

    @property
    def editions_path(self) -> Path:
        """The published snapshots."""
        return self.path / "editions"

    def ledger(self) -> Ledger:
        """Open the ledger; close it after use (it is a context manager)."""
        from kg.ledger import Ledger
        from kg.store.texts import GraphTexts

        return Ledger(self.ledger_path, GraphTexts(self.work_path / "texts.sqlite"))

    def work_store(self) -> OxigraphStore:
        """Open the work store for writing. Only one process can; hold ``lock`` around it."""
        from kg.store.oxigraph import OxigraphStore

        break_work(self.path)
        return OxigraphStore(self.work_path / "store")

    def editions(self) -> tuple[int, ...]:
        """Numbers of the published editions, oldest first."""
        if not self.editions_path.is_dir():
            return ()
        return tuple(
            sorted(int(entry.name) for entry in self.editions_path.iterdir() if entry.name.isdigit())
        )

    def current_edition(self) -> Edition:
        """The edition that is served; RunAborted where none was published yet."""
        link = self.editions_path / "current"
        if not link.exists():
            raise RunAborted(
                "EDITION001",
                "This workspace has no published edition yet.",
                where=str(self.path),
                advice="Run `sunqar build PATH…` first, or `sunqar publish` where documents are already in.",
            )
        return Edition.open(link.resolve())

    @contextmanager
    def lock(self, *, writes: bool = True) -> Iterator[None]:
        """Hold the workspace; RunAborted at once where another process has it. writes: and write to it."""
        self.work_path.mkdir(parents=True, exist_ok=True)
        with (self.path / "lock").open("a") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise RunAborted(
                    "WORKSPACE003",
                    "Another sunqar command is writing to this workspace.",
                    where=str(self.path),
                    advice="Wait until it has ended, then run the same command again.",
                ) from error
            with held(self.path) if writes else nullcontext():
                yield


def open_workspace(path: Path | None = None, **flags: object) -> Workspace:
    """The workspace at path, else in the current folder, else in $SUNQAR_WORKSPACE.

    flags override settings (None counts as not given). UsageError where there is none.
    """
    candidates = [path] if path is not None else [Path.cwd()]
    if path is None and os.environ.get(VARIABLE):
        candidates.append(Path(os.environ[VARIABLE]))
    for folder in candidates:
        if (folder / FILE_NAME).is_file():
            return Workspace(folder.resolve(), load_settings(folder.resolve(), **flags))
    raise UsageError(
        "WORKSPACE001",
        f"There is no workspace at {candidates[-1]}.",
        advice=f"Make one with `sunqar init DIR`, or name one with --workspace or ${VARIABLE}.",
    )


def init_workspace(path: Path, base_iri: str | None, archives: dict[str, str]) -> Workspace:
    """Make a new workspace folder. UsageError where one is already there."""
    target = path / FILE_NAME
    if target.exists():
        raise UsageError(
            "WORKSPACE002", "There is already a workspace here.", where=str(path), advice="Use it as it is."
        )
    path.mkdir(parents=True, exist_ok=True)
    lines = ["# Settings of this workspace. `sunqar config` explains each one."]
    if base_iri:
        lines.append(f"base_iri = {_quoted(base_iri)}")
    for code, name in archives.items():
        lines += ["", f"[archives.{code}]", f"en = {_quoted(name)}"]
    temporary = target.with_suffix(".tmp")
    temporary.write_text("\n".join(lines) + "\n", encoding="utf-8")
    read_settings_file(temporary)
    temporary.replace(target)
    return open_workspace(path)


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
