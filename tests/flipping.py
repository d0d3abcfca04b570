"""A bit that flips, or an end that is cut off, in any file of a workspace and its edition: ``verify`` must find it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from durable import build, command, done, small_workspace
from scans_case import page, picture

from kg.resolve.judgements import judge
from kg.resolve.log import append
from kg.verify import verify_files, verify_workspace
from kg.workspace import open_workspace

_NOT_OURS = ("LOCK", "LOG")


@dataclass(frozen=True)
class Harm:
    """What is done to a file: a bit of the byte at a place, or, with bit 8, all from there on is gone."""

    path: Path
    place: int
    bit: int

    def apply(self) -> bytes:
        """Do it; the bytes as they were."""
        good = self.path.read_bytes()
        if self.bit == 8:
            bad = good[: self.place]
        else:
            bad = good[: self.place] + bytes([good[self.place] ^ (1 << self.bit)]) + good[self.place + 1 :]
        _write(self.path, bad)
        return good


def workspace_with_all(folder: Path) -> Path:
    """A published edition with texts and an image; decisions, own graphs, reports and short links beside it."""
    workspace = small_workspace(folder)
    picture(folder / "in" / "qatar-gulf" / "D-7" / "0001.tif", size=(400, 500), mode="1")
    page(folder / "in" / "qatar-gulf" / "D-7", "0001", 1, "Doha, 5 May 1995", "The Ambassador visited Qatar")
    assert done(build, workspace) == 0, (folder.parent / "child.log").read_text()
    assert done(_people, workspace) == 0, (folder.parent / "child.log").read_text()
    return workspace


def _people(workspace: Path) -> None:
    from kg.own.graphs import GraphChange, OwnGraphs
    from kg.reports.book import FILE_NAME, ReportBook
    from kg.reports.report import Complaint
    from sparql_endpoint.portal.query.links import ShortLinks

    opened = open_workspace(workspace)
    with opened.lock(), opened.ledger() as ledger, ledger.db:
        append(ledger.db, [judge("x:a", "x:b", "DIFFERENT", "review", 1.0, actor="Aigerim")])
    change = GraphChange(frozenset({'<x:a> <x:says> "so" .'}))
    OwnGraphs(workspace / "own.sqlite").commit("", "post", {"x:g": change})
    complaint = Complaint("https://a.example/x", "name", "The name is wrong.")
    ReportBook(workspace / FILE_NAME).add(complaint, edition=1, language="en")
    ShortLinks(workspace / "queries.sqlite").keep("ASK {}")
    command("build", "--jobs", "1", "--workspace", workspace)


def files(workspace: Path) -> list[Path]:
    """Every file that we write and that outlives a command."""
    found = [
        path
        for place in ("editions/current/", "work", "seals")
        for path in (workspace / place).rglob("*")
        if path.is_file() and path.suffix != ".lock" and not path.name.startswith(_NOT_OURS) and path.stat().st_size
    ]
    top = [*workspace.glob("*.sqlite"), workspace / "judgements.jsonl"]
    return sorted([*found, *top])


def harms(workspace: Path, count: int, seed: int) -> list[Harm]:
    """Each kind of file comes up as often as any other of its size class: half by file, half by byte."""
    chosen, there = random.Random(seed), files(workspace)
    sizes = [path.stat().st_size for path in there]
    made = []
    for number in range(count):
        path = there[number % len(there)] if number % 2 else chosen.choices(there, sizes)[0]
        made.append(Harm(path, chosen.randrange(path.stat().st_size), 8 if number % 10 == 0 else chosen.randrange(8)))
    return made


def is_found(workspace: Path, harm: Harm) -> bool:
    """Whether verify sees it; the file is put back."""
    good = harm.apply()
    try:
        opened = open_workspace(workspace)
        try:
            return next(chain(verify_workspace(opened), _edition(opened)), None) is not None
        except Exception as error:  # a manifest that cannot be read is told as an error of its own
            return "EDITION002" in str(error)
    finally:
        _write(harm.path, good)


def _edition(opened: object):  # type: ignore[no-untyped-def]
    yield from verify_files(opened.current_edition())  # type: ignore[attr-defined]


def _write(path: Path, data: bytes) -> None:
    mode = path.stat().st_mode
    path.chmod(mode | 0o200)
    path.write_bytes(data)
    path.chmod(mode)
