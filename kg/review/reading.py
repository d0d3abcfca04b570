"""What the ``sunqar review`` commands show that change nothing: the queue, an item, the log, a table."""

from __future__ import annotations

from pathlib import Path

from extractors.errors import UsageError
from kg.console import result, say
from kg.resolve import sssom
from kg.review import exchange
from kg.review.history import history
from kg.review.lines import event_lines, item_lines, reason_lines, side_lines
from kg.review.queue import Filter, Item, queue
from kg.review.sides import Side, side
from kg.review.situation import Situation, situation
from kg.store.base import Reader
from kg.unswept import unswept
from kg.workspace import Workspace, open_workspace


def list_action(path: Path | None, wanted: Filter, page: int, size: int, as_json: bool) -> None:
    """``sunqar review list``."""
    workspace = open_workspace(path)
    with workspace.ledger() as ledger, unswept():
        now = situation(ledger.db, workspace.iris)
        items = queue(now, wanted)
    shown = items[(page - 1) * size : page * size]
    store = _edition(workspace)
    views = [(item, *_sides(now, item, store)) for item in shown]
    conflicts = sum(item.kind == "conflict" for item in items)
    lines = [f"{len(items)} wait, {conflicts} of them conflicts; the most useful first."]
    for place, view in enumerate(views, (page - 1) * size + 1):
        lines += ["", *item_lines(place, *view)]
    if len(items) > page * size:
        lines += ["", f"More: sunqar review list --page {page + 1}"]
    if shown:
        lines += ["", f"Decide: sunqar review accept {shown[0].id[:8]}, or reject {shown[0].id[:8]}"]
    value = {
        "total": len(items),
        "conflicts": conflicts,
        "page": page,
        "items": [_json(item, left, right) for item, left, right in views],
    }
    result(value, lines, as_json=as_json)


def show_action(path: Path | None, name: str, as_json: bool) -> None:
    """``sunqar review show``: everything about an item, or the local entities of a cluster."""
    workspace = open_workspace(path)
    with workspace.ledger() as ledger, unswept():
        now = situation(ledger.db, workspace.iris)
    store = _edition(workspace)
    if "://" in name and "/id/link/" not in name:
        group = now.members(name)
        members = [side(now, member, (member,), store) for member in group]
        lines = [f"{len(group)} local entities:"]
        for member in members:
            lines += ["", *side_lines(member, "  ", full=True)]
        result({"members": members}, lines, as_json=as_json)
        return
    judgement = now.judgement(name)
    views = [side(now, end, now.home.get(end, ()), store) for end in judgement.pair if end in now.home]
    lines = [f"{judgement.id}  {judgement.verdict}  {judgement.actor}  confidence {judgement.confidence:g}"]
    for view in views:
        lines += ["", *side_lines(view, "  ", full=True)]
    lines += ["", *reason_lines(judgement.evidence)]
    result({"judgement": judgement, "id": judgement.id, "sides": views}, lines, as_json=as_json)


def log_action(path: Path | None, name: str, people: bool, last: int, as_json: bool) -> None:
    """``sunqar review log``."""
    workspace = open_workspace(path)
    with workspace.ledger() as ledger, unswept():
        now = situation(ledger.db, workspace.iris)
    events = history(now, name, people=people)
    shown = events[-last:] if last else events
    lines = list(event_lines(now, shown)) or ["Nothing is written there yet."]
    if len(shown) < len(events):
        lines.insert(0, f"The last {len(shown)} of {len(events)} lines; all: --last 0")
    result({"total": len(events), "events": shown}, lines, as_json=as_json)


def export_action(path: Path | None, output: Path | None, format_: str, people: bool, as_json: bool) -> None:
    """``sunqar review export``. UsageError REVIEW011 for another format than tsv and csv."""
    if format_ not in ("tsv", "csv"):
        raise UsageError("REVIEW011", f"There is no format {format_!r}.", advice="Use tsv (SSSOM) or csv.")
    workspace = open_workspace(path)
    with workspace.ledger() as ledger, unswept():
        now = situation(ledger.db, workspace.iris)
    found = exchange.mappings(now, people=people)
    text = sssom.write(found, now.iris.graph("links"), exchange.prefixes(now), comma=format_ == "csv")
    if output is None:
        print(text, end="")
        return
    output.write_text(text, encoding="utf-8", newline="")
    result({"mappings": len(found), "file": str(output)}, [f"{len(found)} mappings in {output}."], as_json=as_json)


def _sides(now: Situation, item: Item, store: Reader | None) -> tuple[Side, Side]:
    left, right = item.judgement.pair
    return side(now, left, now.home[left], store), side(now, right, now.home[right], store)


def _edition(workspace: Workspace) -> Reader | None:
    """The current edition's store, for quotes; None where none was published."""
    if not (workspace.editions_path / "current").exists():
        say("No edition is published yet, so no words are quoted.")
        return None
    from kg.store.oxigraph import OxigraphStore

    return OxigraphStore(workspace.current_edition().store_path, read_only=True)


def _json(item: Item, left: Side, right: Side) -> dict[str, object]:
    j = item.judgement
    return {
        "id": item.id, "kind": item.kind, "verdict": j.verdict, "method": j.method, "confidence": j.confidence,
        "gain": item.gain, "statements": item.statements, "across_archives": item.across, "pairs": item.pairs,
        "against": item.against, "because": [f"{kind}: {words}" for kind, words in j.evidence],
        "left": left, "right": right,
    }  # fmt: skip


