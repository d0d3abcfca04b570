"""What each command does, once its arguments are known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from extractors.errors import UsageError
from kg.console import result, say
from kg.ingest_actions import IngestRequest, ingest_lines, ingest_stage, leave
from kg.retention import retain
from kg.settings import CODE_PATTERN
from kg.workspace import init_workspace, open_workspace
from kg.writing import writing

if TYPE_CHECKING:
    from kg.publish import Published


def init_action(folder: Path, base_iri: str | None, archives: list[str], as_json: bool) -> None:
    """``sunqar init``. UsageError where an answer is missing or of another form."""
    names = {}
    for item in archives:
        code, _, name = item.partition("=")
        if not re.match(CODE_PATTERN, code):
            raise UsageError(
                "INIT001",
                f"{code!r} is no archive code.",
                advice="Use small letters, digits and hyphens: --archive naq='National Archives of Qatar'.",
            )
        names[code] = name or code
    made = init_workspace(folder, base_iri, names)
    lines = [f"A workspace was made in {folder}.", f"Next: sunqar build SCANS… --workspace {folder}"]
    result({"workspace": str(made.path), "base_iri": made.settings.base_iri}, lines, as_json=as_json)


def build_action(path: Path | None, request: IngestRequest, as_json: bool) -> None:
    """``sunqar build``: ingest, link, infer, publish."""
    from kg.inference import infer
    from kg.linking import link
    from kg.publish import Published, publish, unchanged

    workspace = open_workspace(path)
    links = None
    times: dict[str, float] = {}
    with writing(workspace, "build") as (ledger, store, run):
        with _timed(times, "ingest"):
            report = ingest_stage(workspace, ledger, store, run, request)
        for line in ingest_lines(report):
            say(line)
        same = unchanged(workspace, ledger)
        if same is None:
            with _timed(times, "link"):
                links = link(ledger, store, workspace)
            for warning in links.warnings:
                say(warning)
            say(f"linked: {links.entities} entities, {links.across_archives} of them in more than one archive")
            with _timed(times, "infer"):
                infer(ledger, store, workspace.iris, workspace.work_path / "inference")
        with _timed(times, "publish"):
            published = Published(same, False) if same else publish(workspace, ledger, store, request.jobs)
        say_gone(retain(workspace, workspace.settings.keep_editions))
    edition = published.edition
    if published.withheld:
        say(f"{published.withheld} units are not, or not whole, in it: closed, embargoed or withdrawn")
    _say_refused(published)
    word = "published" if published.new else "unchanged"
    triples = edition.manifest["counts"]["triples"]
    lines = [f"edition {edition.number} {word}: {triples} triples, hash {edition.hash[:12]}"]
    value = {
        "ingest": report,
        "link": links,
        "edition": edition.number,
        "hash": edition.hash,
        "new": published.new,
        "seconds": times,
    }
    say("seconds: " + ", ".join(f"{stage} {seconds}" for stage, seconds in times.items()))
    result(value, lines, as_json=as_json)
    leave(report)


@contextmanager
def _timed(times: dict[str, float], stage: str) -> Iterator[None]:
    started = monotonic()
    yield
    times[stage] = round(monotonic() - started, 1)


def link_action(path: Path | None, as_json: bool) -> None:
    """``sunqar link``."""
    from kg.linking import link

    workspace = open_workspace(path)
    with writing(workspace, "link") as (ledger, store, _):
        report = link(ledger, store, workspace)
    for warning in report.warnings:
        say(warning)
    lines = [
        f"{report.local_entities} local entities are {report.entities} entities; "
        f"{report.across_archives} of them stand in more than one archive.",
        f"{report.same} judgements join, {report.suggested} only suggest.",
    ]
    result(report, lines, as_json=as_json)


def infer_action(path: Path | None, as_json: bool) -> None:
    """``sunqar infer``."""
    from kg.inference import infer

    workspace = open_workspace(path)
    with writing(workspace, "infer") as (ledger, store, _):
        added = infer(ledger, store, workspace.iris, workspace.work_path / "inference")
    result(added, [f"{rule}: {count} triples" for rule, count in added.items()], as_json=as_json)


def _say_refused(published: Published) -> None:
    for one in published.refused:
        say(f"{one.code} {one.where}: {one.message} The page is shown without its image.")


def say_gone(numbers: tuple[int, ...]) -> None:
    """Tell which editions were deleted."""
    if numbers:
        listed = ", ".join(map(str, numbers))
        say(f"deleted: editions {listed}. Who cites one of these versions finds the current edition alone.")


def publish_action(
    path: Path | None, rollback: int | None, clock: str | None, keep: int | None, as_json: bool, *, whole: bool = False
) -> None:
    """``sunqar publish``."""
    from kg.publish import publish, roll_back

    workspace = open_workspace(path, clock=clock, keep_editions=keep)
    gone: tuple[int, ...] = ()
    if rollback is not None:
        with writing(workspace, "rollback") as (ledger, store, _):
            edition, new = roll_back(workspace, ledger, store, rollback), False
        word = "served again"
    else:
        with writing(workspace, "publish") as (ledger, store, _):
            published = publish(workspace, ledger, store, whole=whole)
            gone = retain(workspace, workspace.settings.keep_editions)
        edition, new = published.edition, published.new
        if published.withheld:
            say(f"{published.withheld} units are not, or not whole, in it: closed, embargoed or withdrawn")
        _say_refused(published)
        word = "published" if new else "unchanged: nothing new to publish"
    say_gone(gone)
    value = {"edition": edition.number, "hash": edition.hash, "new": new, "deleted": gone}
    result(value, [f"edition {edition.number} {word}, hash {edition.hash[:12]}"], as_json=as_json)
