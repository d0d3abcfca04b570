"""The queue: as a list with filters, and one item at a time."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from flask import Response, jsonify, request

from extractors.errors import CodedError
from kg.review.desk import Desk
from kg.review.queue import Item
from kg.review.waiting import waiting
from sparql_endpoint.portal.review.access import curator, given, here, onward, page, the_desk
from sparql_endpoint.portal.review.blueprint import blueprint
from sparql_endpoint.portal.review.filters import LABELS, NAMES, choices, filter_of, state_of, values_of
from sparql_endpoint.portal.review.item_view import between, last_of, name_of, shown
from sparql_endpoint.responses import current_view, wants_page

SIZE = 20
_AHEAD = 3
"""Items after the one that is shown which are weighed beside."""


@blueprint.get("/")
def queue() -> Response:
    """What waits, the most useful first; JSON for programs."""
    desk = the_desk()
    items = desk.queue(filter_of(request.args))
    at = max(0, request.args.get("at", 0, type=int)) // SIZE * SIZE
    part = items[at : at + SIZE]
    if not wants_page():
        return jsonify(total=len(items), at=at, number=desk.mark.number, items=[plain(desk, item) for item in part])
    return page(
        "review/queue.html",
        rows=[(place, item, sides(desk, item)) for place, item in enumerate(part, at)],
        total=len(items),
        at=at,
        size=SIZE,
        choices=choices(desk),
        labels=LABELS,
        values={name: request.args.get(name, "") for name in NAMES},
        state=state_of(request.args),
        seen=desk.mark.number,
        did=given("did"),
        **common(desk),
    )


@blueprint.get("/next")
def following() -> Response:
    """The item at a place of the filtered queue: after a decision, the one that moved up."""
    desk = the_desk()
    items = desk.queue(filter_of(request.args))
    if not wants_page():
        at = request.args.get("at", 0, type=int)
        chosen = items[at] if 0 <= at < len(items) else None
        return jsonify(total=len(items), number=desk.mark.number, item=plain(desk, chosen) if chosen else None)
    if not items:
        return page("review/empty.html", state=state_of(request.args), did=given("did"), **common(desk))
    at = min(max(0, request.args.get("at", 0, type=int)), len(items) - 1)
    return item_page(desk, items[at], items, did=given("did"))


@blueprint.get("/item/<name>")
def item(name: str) -> Response:
    """One item, by its id; what waits no more leads to what was decided."""
    desk = the_desk()
    found = desk.item(name)
    if found is None:
        now = desk.now.judgement(name)  # UsageError where it never was
        return onward("review.past", about=now.left)
    if not wants_page():
        return jsonify(plain(desk, found))
    return item_page(desk, found, desk.queue(filter_of(request.args)), did=given("did"))


def item_page(
    desk: Desk, found: Item, items: list[Item], status: int = 200, state: str | None = None, **values: Any
) -> Response:
    """state: of the filters, where they are not in the address."""
    desks = here().desks
    view = shown(desk, found, desks.weighed(desk, found), items)
    if view.place is not None:
        desks.prepare(desk, items[view.place + 1 : view.place + 1 + _AHEAD])
    values = {"problem": None, "note": "", "decided": (), "verdict": "", "did": "", **values}
    kept = state_of(request.args if state is None else values_of(state))
    return page("review/item.html", status, view=view, seen=desk.mark.number, state=kept, **values, **common(desk))


def overtaken(desk: Desk, ends: tuple[str, str], seen: int, state: str, place: int) -> Response:
    """409 for an item that somebody else has settled."""
    decided = between(desk, ends, seen)
    names = [name_of(desk, end) for end in ends]
    return page(
        "review/overtaken.html", 409, decided=decided, names=names, at=place, state=state, about=ends[0], **common(desk)
    )


def common(desk: Desk) -> dict[str, Any]:
    """What every page of the queue shows beside: the last decision, and how many wait for the next edition."""
    workspace, created = here().workspace, ""
    with suppress(CodedError):  # without an edition, everything waits for the first
        created = str(current_view().edition.manifest.get("created", ""))
    with workspace.ledger() as ledger:
        wait = waiting(ledger.db, created)
    last = last_of(desk, curator().name)
    return {"last": last, "waiting": wait, "base": workspace.iris.base, "workspace": workspace.path.name}


def sides(desk: Desk, found: Item) -> list[dict[str, Any]]:
    """Both sides in short."""
    known = desk.now.candidates
    return [
        {
            "names": known[end].names[:4],
            "archives": archives,
            "documents": known[end].documents[:2],
            "entity": desk.now.entity(end) or end,
        }
        for end, archives in zip(found.judgement.pair, found.archives, strict=True)
    ]


def plain(desk: Desk, found: Item) -> dict[str, Any]:
    """An item as JSON."""
    judgement = found.judgement
    return {
        "id": found.id,
        "kind": found.kind,
        "type": desk.now.candidates[judgement.left].label,
        "confidence": judgement.confidence,
        "gain": found.gain,
        "uncertainty": round(found.uncertainty, 6),
        "statements": found.statements,
        "across_archives": found.across,
        "because": [f"{kind}: {words}" for kind, words in judgement.evidence],
        "against": found.against,
        "left": {"iri": judgement.left, **sides(desk, found)[0]},
        "right": {"iri": judgement.right, **sides(desk, found)[1]},
    }
