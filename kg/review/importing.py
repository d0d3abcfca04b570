"""``sunqar review import``: decisions from a table, or from another copy of the workspace."""

from __future__ import annotations

from pathlib import Path

from extractors.errors import UsageError
from kg.console import result
from kg.resolve import sssom
from kg.resolve.decisions_file import keep, read
from kg.resolve.log import append_lines, entry, people_lines, standing
from kg.review import exchange
from kg.review.actions import NEXT, actor_of, deciding
from kg.review.decision import enter
from kg.review.situation import situation
from kg.workspace import Workspace, open_workspace


def import_action(path: Path | None, file: Path, by: str, dry_run: bool, as_json: bool) -> None:
    """``sunqar review import``. UsageError REVIEW010 where the file cannot be read."""
    workspace = open_workspace(path)
    if file.suffix == ".jsonl":
        return _import_lines(workspace, file, dry_run, as_json)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("REVIEW010", f"The file cannot be read: {error}.", where=str(file)) from error
    with deciding(workspace) as ledger:
        now = situation(ledger.db, workspace.iris)
        rows = sssom.read(text, exchange.prefixes(now), str(file))
        decision = exchange.take_in(now, rows, str(file), by=actor_of(workspace, by))
        if not dry_run and decision.add:
            enter(ledger.db, workspace.decisions_path, decision)
    word = "would be new" if dry_run else "are new"
    lines = [f"{len(rows)} rows read, {len(decision.add)} decisions {word}.", *([] if dry_run else [NEXT])]
    result({"rows": len(rows), "new": len(decision.add), "dry_run": dry_run}, lines, as_json=as_json)
    return None


def _import_lines(workspace: Workspace, file: Path, dry_run: bool, as_json: bool) -> None:
    """Bring in a file of decisions as the workspace itself writes it, from another copy of it."""
    lines = read(file)
    with deciding(workspace) as ledger:
        known = set(people_lines(ledger.db))
        new = [fields for fields in lines if fields not in known]
        now = situation(ledger.db, workspace.iris)
        added = [entry(number, fields) for number, fields in enumerate(lines, 1) if fields not in known]
        after = [j for j in standing([*now.entries, *added]) if j.by_person]
        exchange.check(now, after, {each.of: each.number for each in added if not each.withdrawn}, str(file))
        if new and not dry_run:
            with ledger.db:
                append_lines(ledger.db, new)
            keep(ledger.db, workspace.decisions_path)
    word = "would be new" if dry_run else "are new"
    text = [f"{len(lines)} lines read, {len(new)} {word}.", *([] if dry_run else [NEXT])]
    result({"rows": len(lines), "new": len(new), "dry_run": dry_run}, text, as_json=as_json)


