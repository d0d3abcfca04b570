"""A small workspace, and its stages in processes that can be killed at any moment or made to fail at any write.

Processes are forked from one that has loaded everything (``multiprocessing``'s fork server), so that a run costs what
the stage costs and not what Python's imports cost.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.process import BaseProcess
from pathlib import Path

from graph_workspace import OWN_CORPUS

_LOADED = ["durable", "kg.publish", "kg.linking", "kg.inference", "kg.ingest_actions", "kg.backup.make",
           "kg.backup.bring_back", "kg.review.decide", "extractors.readers.tei", "sparql_endpoint.own.live",
           "kg.verify", "kg.commands", "kg.actions", "kg.upgrade.action"]  # fmt: skip
_SETTINGS = """base_iri = "https://graph.example"
recognise = false
dumps = []
living_persons = "publish"
clock = 2030-01-31
[archives.qatar-gulf]
en = "Q"
[archives.kazakhstan-ca]
en = "K"
[[sources]]
path = "in/qatar-gulf"
archive = "qatar-gulf"
[[sources]]
path = "in/kazakhstan-ca"
archive = "kazakhstan-ca"
"""
TARGETS = {"qatar-gulf": 2, "kazakhstan-ca": 2}
"""Documents of each side."""


def small_workspace(folder: Path, more: bool = True) -> Path:
    """Settings and documents, nothing read yet. Its documents lie in it, so that copies stand alone."""
    for side, count in TARGETS.items():
        (folder / "in" / side).mkdir(parents=True)
        for path in sorted((OWN_CORPUS / side / "tei").glob("*.xml"))[: count if more else 1]:
            shutil.copy(path, folder / "in" / side)
    (folder / "sunqar.toml").write_text(_SETTINGS, "utf-8")
    return folder


def grown(folder: Path) -> Path:
    """A workspace with an edition of two documents, and two more that nobody has read yet."""
    workspace = small_workspace(folder / "w", more=False)
    assert done(build, workspace) == 0, (folder / "child.log").read_text()
    more = small_workspace(folder / "more")
    shutil.rmtree(workspace / "in")
    (more / "in").rename(workspace / "in")
    return workspace


def copied(workspace: Path, target: Path) -> Path:
    """The same workspace again."""
    shutil.copytree(workspace, target, symlinks=True)
    return target


def graphs(workspace: Path) -> dict[str, object]:
    """Of the current edition, with their hashes."""
    found = json.loads((workspace / "editions" / "current" / "edition.json").read_text("utf-8"))
    return {"graphs": found["graphs"], "hash": found["hash"]}


def start(work: Callable[..., None], *arguments: object) -> BaseProcess:
    """A process that does it; its output goes to ``child.log`` beside the first argument."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_LOADED)
    process = context.Process(target=_alone, args=(work, *arguments))
    process.start()
    return process


def done(work: Callable[..., None], *arguments: object) -> int:
    """Its exit code, after it has ended."""
    process = start(work, *arguments)
    process.join()
    assert process.exitcode is not None
    return process.exitcode


def killed(after_s: float, work: Callable[..., None], *arguments: object) -> bool:
    """Start it and kill it, with all it started, after so long; False where it was quicker."""
    process = start(work, *arguments)
    process.join(after_s)
    alive = process.exitcode is None
    if alive and process.pid is not None:
        for kill in (os.killpg, os.kill):  # it may have no group of its own yet, or have ended just now
            with suppress(ProcessLookupError):
                kill(process.pid, signal.SIGKILL)
    process.join()
    return alive


def command(*arguments: object) -> None:
    """``sunqar`` with these arguments, in this process."""
    from kg.cli import main

    main([str(each) for each in arguments])


def build(workspace: Path) -> None:
    """All stages."""
    command("build", "--jobs", "1", "--workspace", workspace)


def timed(work: Callable[..., None], *arguments: object) -> float:
    """Seconds that it takes undisturbed."""
    begun = time.monotonic()
    assert done(work, *arguments) == 0, arguments
    return time.monotonic() - begun


def _alone(work: Callable[..., None], *arguments: object) -> None:
    os.setsid()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # one process for all stages
    first = arguments[0]
    log = Path(str(first)).parent / "child.log"
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(handle, 1)
    os.dup2(handle, 2)
    try:
        work(*arguments)
    except SystemExit as ended:
        sys.stdout.flush()
        os._exit(ended.code if isinstance(ended.code, int) else 1)
