"""What a document of 500 words costs beside what its names cost: CPU milliseconds of one process, in turns.

Four amounts of work on the same documents: finding names and dates in the text; recognising (relations too); from the
file to sorted and hashed N-Quads; and ``ingest`` whole, with loading, ledger and compaction. In turns, so that what
else the machine does falls on all of them alike; the medians count.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from statistics import median

from growing.corpus import Paper, write

from extractors.recognise import Recogniser
from extractors.registry import reader_for
from extractors.source import Source
from extractors.workers import settle_in
from kg.extraction import Task, extract
from kg.ingest_actions import IngestRequest, ingest_stage
from kg.iri import Iris
from kg.workspace import init_workspace, open_workspace
from kg.writing import writing

TIER = "fast"
IRIS = Iris("https://example.org/bench", "https://example.org/bench/def#")


def costs(folder: Path, papers: Sequence[Paper], size: int, rounds: int) -> dict[str, float]:
    """CPU milliseconds a document by kind of work, the same texts for each; folder: an empty one to work in."""
    settle_in()
    write(folder / "corpus", 0, size, list(papers))
    files = sorted((folder / "corpus").rglob("*.md"))
    tasks = [_task(path) for path in files]
    documents = [
        document for path in files for document in reader_for(_source(path)).read(_source(path))
    ]  # fmt: skip
    recogniser = Recogniser(tier=TIER)
    kinds: dict[str, Callable[[int], object]] = {
        "names and dates": lambda _: [recogniser.find(one.text, one.language) for one in documents],
        "recogniser": lambda _: [recogniser.recognise_one(one) for one in documents],
        "file to quads": lambda _: [extract(task) for task in tasks],
        "ingest": lambda number: _ingest(folder / f"workspace-{number}", folder / "corpus"),
    }
    extract(tasks[0])
    spent: dict[str, list[float]] = {kind: [] for kind in kinds}
    for number in range(rounds):
        for kind, work in kinds.items():
            began = time.process_time()
            work(number)
            spent[kind].append((time.process_time() - began) * 1000 / size)
    return {kind: median(each) for kind, each in spent.items()}


def _ingest(place: Path, corpus: Path) -> None:
    init_workspace(place, None, {})
    opened = open_workspace(place)
    workspace = replace(opened, settings=opened.settings.model_copy(update={"tier": TIER}))
    with writing(workspace, "ingest") as (ledger, store, run):
        ingest_stage(workspace, ledger, store, run, IngestRequest((corpus,), jobs=1))


def _source(path: Path) -> Source:
    return Source.from_path(path, "naq")


def _task(path: Path) -> Task:
    digest = sha256(path.read_bytes()).hexdigest()
    return Task(str(path), path.name, "naq", digest, None, IRIS, "", True, TIER, 0.3, "", 60.0)
