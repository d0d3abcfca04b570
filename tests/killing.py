"""Every stage killed at any moment, then done again: what must hold afterwards, as ``Stage`` objects.

Shared by the tests (a few runs) and the benchmark (200).
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from durable import build, command, copied, done, graphs, grown, killed, timed
from earlier import of_format_1

from kg.edition import Edition
from kg.rdf.graph import graph_sha256
from kg.seals import unsealed
from kg.store.oxigraph import OxigraphStore
from kg.verify import verify_files, verify_workspace
from kg.workspace import open_workspace

WRITES = 12
DECISIONS = 12


@dataclass(frozen=True)
class Stage:
    """work begins from a copy of start; finish brings it to its end after the kill; expected is what must be there.

    check: looks at what the kill left, before anything is mended
    """

    name: str
    start: Path
    work: Callable[..., None]
    finish: Callable[[Path], Path]
    check: Callable[[Path], None]
    expected: dict[str, object]
    seconds: float


def stages(folder: Path, *, versions: bool = True) -> list[Stage]:
    """All stages, over two documents that are published and two more that are new. Takes some builds.

    versions: upgrades of earlier versions, too
    """
    new = grown(folder / "new")
    states = {"ingest": new}
    seconds: dict[str, float] = {}
    before = new
    for name, follows in (("ingest", "link"), ("link", "infer"), ("infer", "publish"), ("publish", "end")):
        after = copied(before, folder / f"after-{name}" / "w")
        seconds[name] = timed(_stage(name), after)
        states[follows] = before = after
    calm = graphs(before)
    made = [
        Stage(name, states[name], _stage(name), _built, _nothing_lost, calm, seconds[name])
        for name in ("ingest", "link", "infer", "publish")
    ]
    return [
        *made, *_of_changes(before, folder), *(_of_versions(before, folder, calm) if versions else ()),
        *_of_people(before, folder), *_of_backups(before, folder, calm),
    ]  # fmt: skip


def run(stage: Stage, folder: Path, share: float, again: float | None = None) -> bool:
    """One run: killed after that share of the stage's time; AssertionError where it does not converge.

    again: share of its time after which the second attempt is killed, too. False where the stage had ended before.
    """
    shutil.rmtree(folder, ignore_errors=True)
    workspace = copied(stage.start, folder / "w")
    hit = killed(share * stage.seconds, stage.work, workspace)
    stage.check(workspace)
    if again is not None and not (workspace.parent / "again").exists():
        hit |= killed(again * stage.seconds, stage.work, workspace)
        stage.check(workspace)
    assert graphs(stage.finish(workspace)) == stage.expected
    shutil.rmtree(folder)
    return hit


def whole(workspace: Path) -> None:
    """Everything is as its sums say, and every graph of the edition, read back, is the one that its manifest names."""
    opened = open_workspace(workspace)
    edition = opened.current_edition()
    problems = [*verify_workspace(opened), *verify_files(edition)]
    assert not problems, problems
    store = OxigraphStore(edition.store_path, read_only=True)
    assert {name: graph_sha256(store.graph_lines(name)) for name in store.graph_names()} == {
        name: entry["sha256"] for name, entry in edition.manifest["graphs"].items()
    }
    assert store.is_merged()


def _stage(name: str) -> Callable[..., None]:
    return {"ingest": _ingest, "link": _link, "infer": _infer, "publish": _publish}[name]


def _ingest(workspace: Path) -> None:
    command("ingest", "--jobs", "1", "--workspace", workspace)


def _link(workspace: Path) -> None:
    command("link", "--workspace", workspace)


def _infer(workspace: Path) -> None:
    command("infer", "--workspace", workspace)


def _publish(workspace: Path) -> None:
    command("publish", "--workspace", workspace)


def _built(workspace: Path) -> Path:
    assert done(build, workspace) == 0, (workspace.parent / "child.log").read_text()
    whole(workspace)
    return workspace


def _nothing_lost(workspace: Path) -> None:
    """Every file that the ledger has as done has its graph whole in the store, and an edition is served."""
    assert done(_graphs_are_whole, workspace) == 0, (workspace.parent / "child.log").read_text()
    assert not list(verify_files(Edition.open((workspace / "editions" / "current").resolve())))


def _graphs_are_whole(workspace: Path) -> None:
    from kg.extraction import fingerprint

    opened = open_workspace(workspace)
    settings = opened.settings
    store = opened.work_store()
    # What other software read is read again, and then its graph may be gone until the run is repeated.
    mark = fingerprint(opened.iris, settings.licence, settings.recognise, settings.tier, settings.min_confidence)
    with opened.ledger() as ledger:
        assert ledger.graph_hashes(), "what was in before is lost"
        hashes = dict(
            ledger.db.execute(
                "SELECT graph, graph_sha256 FROM file WHERE status = 'done' AND fingerprint = ? "
                "AND graph NOT IN (SELECT graph FROM replaced)",  # these the next command puts back
                (mark,),
            )
        )
    for name, digest in hashes.items():
        assert graph_sha256(store.graph_lines(name)) == digest, name


def _of_changes(start: Path, folder: Path) -> list[Stage]:
    """A few words of one document are others: all stages at once, and publishing after an edition that differs so."""
    changed = copied(start, folder / "changed" / "w")
    document = min((changed / "in" / "qatar-gulf").glob("*.xml"))
    document.write_text(document.read_text("utf-8").replace("<head>", "<head>مسودة: ", 1), "utf-8")
    _forget_where(changed)
    after = copied(changed, folder / "after-changed" / "w")
    seconds = {}
    for name in ("ingest", "link", "infer"):
        seconds[name] = timed(_stage(name), after)
    republish = copied(after, folder / "republish" / "w")
    seconds["republish"] = timed(_publish, after)
    rebuilt = copied(changed, folder / "rebuilt" / "w")
    seconds["rebuild"] = timed(build, rebuilt)
    calm = graphs(after)
    assert calm == graphs(rebuilt) != graphs(start)
    return [
        Stage("republish", republish, _publish, _built, _nothing_lost, calm, seconds["republish"]),
        Stage("rebuild", changed, build, _built, _nothing_lost, calm, seconds["rebuild"]),
        # Stopped in reading the change, and then the change is taken back.
        Stage("take back", changed, _ingest, _Back(start), _nothing_lost, graphs(start), seconds["ingest"]),
    ]


@dataclass(frozen=True)
class _Back:
    """Publishes what is there, which must be whole whichever it is; then puts the documents back, and builds."""

    documents: Path

    def __call__(self, workspace: Path) -> Path:
        if done(_publish, workspace) == 0:
            whole(workspace)
        else:  # a graph that follows from others was being written
            assert "PUBLISH00" in (workspace.parent / "child.log").read_text()
        shutil.copytree(self.documents / "in", workspace / "in", dirs_exist_ok=True)
        return _built(workspace)


def _of_versions(start: Path, folder: Path, calm: dict[str, object]) -> list[Stage]:
    """A workspace of the first format, and an edition of it alone."""
    old = copied(start, folder / "old" / "w")
    of_format_1(old)
    alone = copied(old, folder / "alone" / "w")
    (alone / "ledger.sqlite").unlink()
    shutil.rmtree(alone / "work")
    made = []
    for name, at, expected in (("upgrade", old, calm), ("upgrade alone", alone, None)):
        after = copied(at, folder / f"after-{name}" / "w")
        seconds = timed(_upgrade, after)
        made.append(Stage(name, at, _upgrade, _upgraded, _served, expected or graphs(after), seconds))
    return made


def _upgrade(workspace: Path) -> None:
    command("upgrade", "--jobs", "1", "--workspace", workspace)


def _upgraded(workspace: Path) -> Path:
    assert done(_upgrade, workspace) == 0, (workspace.parent / "child.log").read_text()
    whole(workspace)
    return workspace


def _served(workspace: Path) -> None:
    """Whatever was or was not done: the current edition is whole."""
    assert not list(verify_files(Edition.open((workspace / "editions" / "current").resolve())))


def _forget_where(workspace: Path) -> None:
    """Where the documents were first read from: there they still are, and would be told to be rivals of the changed."""
    ledger = workspace / "ledger.sqlite"
    with unsealed(ledger), closing(sqlite3.connect(ledger)) as db, db:
        db.execute("UPDATE file SET path = 'moved/' || path")


def _of_people(start: Path, folder: Path) -> list[Stage]:
    """Decisions and writes: what was acknowledged stays."""
    made = []
    for name, work, check in (("review", _decide, _decisions_stay), ("write", _write, _writes_stay)):
        calm = copied(start, folder / name / "w")
        seconds = timed(work, calm)
        made.append(Stage(name, start, work, _finish_people(work), check, graphs(_built(calm)), seconds))
    return made


def _finish_people(work: Callable[..., None]) -> Callable[[Path], Path]:
    def finish(workspace: Path) -> Path:
        assert done(work, workspace) == 0, (workspace.parent / "child.log").read_text()
        return _built(workspace)

    return finish


def _decide(workspace: Path) -> None:
    from kg.review.actions import deciding
    from kg.review.decide import reject
    from kg.review.decision import enter
    from kg.review.situation import situation

    opened = open_workspace(workspace)
    with opened.ledger() as ledger:
        rows = ledger.db.execute("SELECT DISTINCT iri FROM entity WHERE label = 'PERSON' ORDER BY iri")
        people = [iri for (iri,) in rows]
    pairs = [(one, other) for at, one in enumerate(people) for other in people[at + 1 :]][:DECISIONS]
    for pair in pairs:
        with deciding(opened) as ledger:
            decision = reject(situation(ledger.db, opened.iris), *pair, by="Aigerim")
            enter(ledger.db, opened.decisions_path, decision)
        _acknowledge(workspace, " ".join(sorted(pair)))


def _decisions_stay(workspace: Path) -> None:
    from kg.resolve.log import live

    with open_workspace(workspace).ledger() as ledger:
        held = {" ".join(sorted(j.pair)) for j in live(ledger.db) if j.by_person and j.verdict == "DIFFERENT"}
    assert _acknowledged(workspace) <= held


def _write(workspace: Path) -> None:
    from sparql_endpoint.limits import Limits
    from sparql_endpoint.own.live import LiveGraphs

    graphs_ = LiveGraphs(open_workspace(workspace), Limits())
    graphs_()
    for number in range(WRITES):
        text = f'INSERT DATA {{ GRAPH <http://notes.example/g> {{ <http://notes.example/{number}> <x:says> "so" }} }}'
        graphs_.write("update", {"do": "update", "text": text})
        _acknowledge(workspace, str(number))
    graphs_.close()


def _writes_stay(workspace: Path) -> None:
    from kg.own.graphs import OwnGraphs

    lines = OwnGraphs(workspace / "own.sqlite").read().get("http://notes.example/g", set())
    held = {line.split("notes.example/")[1].split(">")[0] for line in lines}
    assert _acknowledged(workspace) <= held


def _acknowledge(workspace: Path, what: str) -> None:
    with (workspace.parent / "acknowledged").open("a") as handle:
        handle.write(what + "\n")


def _acknowledged(workspace: Path) -> set[str]:
    path = workspace.parent / "acknowledged"
    return set(path.read_text().splitlines()) if path.exists() else set()


def _of_backups(start: Path, folder: Path, calm: dict[str, object]) -> list[Stage]:
    backed = copied(start, folder / "backup" / "w")
    taken = timed(_back_up, backed)
    restored = timed(_restore, backed)
    return [
        Stage("backup", start, _back_up, _finish_backup, _nothing_lost, calm, taken),
        Stage("restore", start, _Restore(backed.parent / "backups"), _finish_restore, _nothing_lost, calm, restored),
    ]


def _back_up(workspace: Path) -> None:
    command("backup", workspace.parent / "backups", "--workspace", workspace)


def _restore(workspace: Path) -> None:
    command("restore", workspace.parent / "backups", workspace.parent / "again")


@dataclass(frozen=True)
class _Restore:
    """Can be sent to another process, as a closure cannot."""

    backups: Path

    def __call__(self, workspace: Path) -> None:
        command("restore", self.backups, workspace.parent / "again")


def _finish_backup(workspace: Path) -> Path:
    assert done(_back_up, workspace) == 0, (workspace.parent / "child.log").read_text()
    assert done(_restore, workspace) == 0, (workspace.parent / "child.log").read_text()
    whole(workspace.parent / "again")
    return workspace.parent / "again"


def _finish_restore(workspace: Path) -> Path:
    """Where the folder is there, it is whole; where it is not, the same command makes it."""
    again = workspace.parent / "again"
    if not again.exists():
        assert done(_back_up, workspace) == 0
        assert done(_restore, workspace) == 0, (workspace.parent / "child.log").read_text()
    whole(again)
    return again
