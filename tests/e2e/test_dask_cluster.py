"""Extraction on a cluster of separate worker processes: the same graphs as here, whatever happens to the workers."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from graph_workspace import OWN_CORPUS, make_workspace, sunqar

from extractors.errors import RunAborted
from kg.executors.child import MARK
from kg.executors.cluster import ClusterExecutor
from kg.executors.versions import check_versions, versions
from kg.workspace import open_workspace

pytest.importorskip("distributed")

SIDE = "qatar-gulf"
DASK = Path(sys.executable).with_name("dask")
# What befalls the processes, decided by their environment; it is loaded before anything of ours.
SITE = f"""
import os, signal
if os.environ.get("TEST_NO_DISK") and {MARK!r} not in os.environ:
    import kg.executors.parcel
    kg.executors.parcel.is_here = lambda parcel: False
if {MARK!r} in os.environ:
    import extractors.source
    read, seen = extractors.source.Source.from_path.__func__, []
    def from_path(cls, path, archive):
        seen.append(path)
        if path.name == "poison.txt":
            os.kill(os.getpid(), signal.SIGKILL)
        if os.environ.get("TEST_DOOMED") and len(seen) > 2:
            os.kill(os.getppid(), signal.SIGKILL)
        return read(cls, path, archive)
    extractors.source.Source.from_path = classmethod(from_path)
"""


@contextmanager
def _started(*arguments: object, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [str(DASK), *map(str, arguments)], env={**os.environ, **environment}, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    port = _free_port()
    with _started("scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard"):
        for _ in range(600):
            with closing(socket.socket()) as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"tcp://127.0.0.1:{port}"


def _worker(address: str, folder: Path, **environment: str):  # type: ignore[no-untyped-def]
    (folder / "site").mkdir(parents=True)
    (folder / "site" / "sitecustomize.py").write_text(SITE)
    return _started(
        "worker", address, "--no-nanny", "--nthreads", 1, "--no-dashboard", "--local-directory", folder,
        PYTHONPATH=str(folder / "site"), **environment,
    )  # fmt: skip


def _lines(folder: Path) -> set[str]:
    store = open_workspace(folder).work_store()
    return {line for name in store.graph_names() for line in store.graph_lines(name)}


def test_the_graphs_are_the_same_though_a_worker_dies_a_document_kills_and_no_disk_is_shared(
    scheduler: str, tmp_path: Path
) -> None:
    here, there, poison = make_workspace(tmp_path / "here"), make_workspace(tmp_path / "there"), tmp_path / "poison.txt"
    poison.write_text("Read me and die.")
    with (
        _worker(scheduler, tmp_path / "doomed", TEST_DOOMED="1") as doomed,
        _worker(scheduler, tmp_path / "far", TEST_NO_DISK="1"),
    ):
        sunqar("ingest", OWN_CORPUS / SIDE / "tei", "--archive", SIDE, "--workspace", here, "--jobs", 1)
        done = sunqar(
            "ingest", OWN_CORPUS / SIDE / "tei", poison, "--archive", SIDE, "--workspace", there, "--json",
            "--executor", "dask", "--scheduler", scheduler, expect=4,
        )  # fmt: skip
        assert doomed.wait(timeout=10) == -9
    report = json.loads(done.stdout)
    assert [failure["error"]["code"] for failure in report["failed"]] == ["READ004"]
    assert report["failed"][0]["path"] == str(poison)
    assert _lines(there) == _lines(here)


def test_what_keeps_a_cluster_from_working_is_told(scheduler: str) -> None:
    task = [None]
    with pytest.raises(RunAborted, match="EXEC003"):
        list(ClusterExecutor(scheduler, patience_s=0.2)(task))  # type: ignore[arg-type]
    with pytest.raises(RunAborted, match="EXEC001"):
        list(ClusterExecutor("nonsense://nowhere")(task))  # type: ignore[arg-type]
    other = dict(versions()) | {"spacy": "0.1"}
    with pytest.raises(RunAborted, match=r"EXEC002.*w1: spacy is 0\.1"):
        check_versions(versions(), {"w1": other, "w2": versions()})
