"""What each ``sunqar review`` command does, once its arguments are known."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from extractors.errors import UsageError
from kg.console import result
from kg.ledger import Ledger
from kg.resolve.decisions_file import keep
from kg.resolve.judgements import MACHINE
from kg.review.bulk import accept_all
from kg.review.decide import accept, reject
from kg.review.decision import Blocked, Decision, batch_of, enter
from kg.review.defer import defer
from kg.review.lines import isolated
from kg.review.queue import Filter, queue
from kg.review.situation import Situation, situation
from kg.unswept import unswept
from kg.workspace import Workspace, open_workspace

Plan = Callable[[Situation, str], Decision]
"""Situation and actor -> decision."""


def accept_action(path: Path | None, names: list[str], by: str, reason: str, even_so: bool, as_json: bool) -> None:
    """``sunqar review accept``."""
    decide(
        path,
        by,
        lambda now, actor: accept(now, *_ends(now, names), by=actor, reason=reason, even_so=even_so),
        "accepted",
        as_json,
    )


def reject_action(path: Path | None, names: list[str], by: str, reason: str, even_so: bool, as_json: bool) -> None:
    """``sunqar review reject``."""
    decide(
        path,
        by,
        lambda now, actor: reject(now, *_ends(now, names), by=actor, reason=reason, even_so=even_so),
        "rejected",
        as_json,
    )


def defer_action(path: Path | None, names: list[str], by: str, reason: str, as_json: bool) -> None:
    """``sunqar review defer``."""
    decide(path, by, lambda now, actor: defer(now, *_ends(now, names), by=actor, reason=reason), "put off", as_json)


def bulk_action(path: Path | None, wanted: Filter, by: str, reason: str, dry_run: bool, as_json: bool) -> None:
    """``sunqar review accept --all``."""
    workspace = open_workspace(path)
    with deciding(workspace) as ledger:
        now = situation(ledger.db, workspace.iris)
        items = {item.id: item for item in queue(now, replace(wanted, kind="suggestion"))}
        bulk = accept_all(now, items.values(), by=actor_of(workspace, by), reason=reason)
        if not dry_run and bulk.decision.add:
            enter(ledger.db, workspace.decisions_path, bulk.decision)
    pairs = [(now.candidates[j.left], now.candidates[j.right]) for j in bulk.decision.add]
    word = "would be accepted" if dry_run else "are accepted"
    lines = [" = ".join(isolated(side.names[0][1] if side.names else side.iri) for side in pair) for pair in pairs]
    lines += [f"left open {id_[:8]}: {why}" for id_, why in bulk.refused]
    lines += [f"{len(pairs)} {word}, {len(bulk.refused)} stay open.", *([] if dry_run else [NEXT])]
    value = {"accepted": [j.pair for j in bulk.decision.add], "refused": bulk.refused, "dry_run": dry_run}
    result(value, lines, as_json=as_json)


def decide(path: Path | None, by: str, plan: Plan, word: str, as_json: bool) -> None:
    """Plan a decision, enter it, say what it does. What is blocked is put up for review and raised."""
    workspace = open_workspace(path)
    with deciding(workspace) as ledger:
        now = situation(ledger.db, workspace.iris)
        try:
            decision = plan(now, actor_of(workspace, by))
        except Blocked as blocked:
            if blocked.pending:
                enter(ledger.db, workspace.decisions_path, blocked.pending)
            raise
        written = enter(ledger.db, workspace.decisions_path, decision)
    ids = [j.id for j in written.add] or [j.id for j in written.withdraw]
    lines = [f"{word}: {ids[0][:8]}{f' and {len(ids) - 1} more' if len(ids) > 1 else ''}"] if ids else []
    lines += [f"  {note}" for note in written.notes]
    if batch := next((batch_of(j) for j in written.add if batch_of(j)), ""):
        lines.append(f"  all of it is taken back by: sunqar review undo {batch}")
    if ids:
        lines.append(NEXT)
    result(
        {"added": [_plain(j.id, j.verdict) for j in written.add], "withdrawn": [j.id for j in written.withdraw],
         "notes": written.notes},
        lines,
        as_json=as_json,
    )  # fmt: skip


@contextmanager
def deciding(workspace: Workspace) -> Iterator[Ledger]:
    """The workspace locked, its ledger open and at one with the file of decisions."""
    with workspace.lock(), workspace.ledger() as ledger, unswept():
        keep(ledger.db, workspace.decisions_path)
        yield ledger


def actor_of(workspace: Workspace, by: str) -> str:
    """Who decides: as given, as set, or as the machine knows; UsageError REVIEW012 where that is nobody."""
    actor = (by or workspace.settings.reviewer or os.environ.get("USER", "")).strip()
    if not actor or actor == MACHINE:
        raise UsageError(
            "REVIEW012",
            "Nobody is named who decides." if not actor else f"{MACHINE!r} is no person.",
            advice="Say who you are: --by 'Aigerim S.', or set reviewer in sunqar.toml.",
        )
    return actor


def _ends(now: Situation, names: list[str]) -> tuple[str, str]:
    """Two IRIs, or the pair of one judgement."""
    if len(names) == 2:
        return names[0], names[1]
    if len(names) == 1 and ("://" not in names[0] or "/id/link/" in names[0]):
        return now.judgement(names[0]).pair
    raise UsageError(
        "REVIEW013", "Give one id of `sunqar review list`, or two IRIs.", advice="sunqar review accept 1f3a9c20"
    )


def _plain(id_: str, verdict: str) -> dict[str, str]:
    return {"id": id_, "verdict": verdict}


NEXT = "It takes effect with the next `sunqar link` or `sunqar build`."
