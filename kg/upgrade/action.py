"""What ``sunqar upgrade`` does, once its arguments are known."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from extractors.errors import CodedError
from extractors.workers import settle_in
from kg import faults
from kg.actions import say_gone
from kg.console import result, say
from kg.edition import Edition
from kg.ingest_actions import ingest_lines, leave
from kg.retention import retain
from kg.upgrade.from_edition import upgrade_edition
from kg.upgrade.from_work import upgrade_work
from kg.upgrade.look import Look, look
from kg.validation import render
from kg.workspace import Workspace, open_workspace


def upgrade_action(
    path: Path | None, *, check: bool, read: bool, backups: Path | None, jobs: int, as_json: bool
) -> None:
    """Look; refuse what is of a later version; do what is to be done. Exit code 4 where documents could not be read."""
    workspace = open_workspace(path)
    with workspace.lock(writes=False):
        found = look(workspace, backups)
    found.refuse_later()
    if check or not (found.needed or found.unread or read):
        _tell(found, None, as_json)
        return
    for line in _lines(found):
        say(line)
    if found.alone:
        _tell(found, _from_edition(workspace, jobs), as_json)
        return
    done = upgrade_work(workspace, everything=read, jobs=jobs)
    for line in ingest_lines(done.read) if done.read else ():
        say(line)
    say_gone(done.gone)
    _tell(found, done.published.edition, as_json)
    if done.read:
        leave(done.read)


def _from_edition(workspace: Workspace, jobs: int) -> Edition:
    settle_in()
    try:
        with workspace.lock():
            done = upgrade_edition(workspace, jobs)
            gone = retain(workspace, workspace.settings.keep_editions)
    except (CodedError, OSError, sqlite3.Error) as error:
        told = faults.told(error, workspace.path, faults.need_of(workspace.path, "publish"))
        if told is None:
            raise
        raise told from error
    if not done.report.conforms:
        say("It is published as it was; rules of this version find in it:\n" + render(done.report))
    say_gone(gone)
    return done.edition


def _lines(found: Look) -> list[str]:
    lines = [
        f"{part.name}: {_format(part.found)}"
        + ("" if part.state == "present" else f", {part.state}; this version has {part.known}")
        + (f": {part.does}" if part.does else "")
        for part in found.parts
        if part.state != "absent"
    ]
    if found.alone:
        lines.append("ledger and work store are gone: the edition is published again as it is")
    if found.unread:
        lines.append(f"{found.unread} documents are read again: it was not noted then who may see what")
    return lines


def _format(number: int) -> str:
    return f"format {number}" if number else "of the time before formats had numbers"


def _tell(found: Look, made: Edition | None, as_json: bool) -> None:
    value = {
        "parts": found.parts,
        "needed": found.needed or bool(found.unread),
        "alone": found.alone,
        "read_again": found.unread,
        "edition": made.number if made else None,
        "hash": made.hash if made else None,
    }
    if made is not None:
        lines = [f"edition {made.number} published, hash {made.hash[:12]}"]
    elif found.needed or found.unread:
        lines = [*_lines(found), "`sunqar upgrade` does it"]
    else:
        lines = [*_lines(found), "everything is of this version's formats; nothing is to be done"]
    result(value, lines, as_json=as_json)
