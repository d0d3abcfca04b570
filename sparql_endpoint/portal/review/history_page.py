"""Who decided what, when and why; each decision can be taken back from here."""

from __future__ import annotations

from dataclasses import asdict

from flask import Response, jsonify, request

from kg.review.history import history
from sparql_endpoint.portal.review.access import given, page, the_desk
from sparql_endpoint.portal.review.blueprint import blueprint
from sparql_endpoint.portal.review.item_view import name_of
from sparql_endpoint.portal.review.queue_pages import common
from sparql_endpoint.responses import wants_page

SIZE = 50
_VERDICTS = ("SAME", "DIFFERENT", "UNSURE", "WITHDRAWN")


@blueprint.get("/history")
def past() -> Response:
    """The log, the newest first: by person, verdict, day, entity, batch."""
    desk = the_desk()
    about, batch, by, verdict = given("about"), given("batch"), given("by"), given("verdict")
    since, until = given("since", longest=10), given("until", longest=10)
    machines = given("machines") == "1"
    events = history(desk.now, about, people=not machines, batch=batch)
    people = sorted({event.actor for event in events})
    found = [
        event
        for event in reversed(events)
        if (not by or event.actor == by)
        and (verdict not in _VERDICTS or event.verdict == verdict)
        and (not since or event.made[:10] >= since)
        and (not until or event.made[:10] <= until)
    ]
    at = max(0, request.args.get("at", 0, type=int))
    part = found[at : at + SIZE]
    if not wants_page():
        return jsonify(total=len(found), at=at, events=[asdict(event) for event in part])
    return page(
        "review/history.html",
        events=[(event, name_of(desk, event.left), name_of(desk, event.right)) for event in part],
        total=len(found),
        standing=sum(event.standing for event in found) if batch else 0,
        at=at,
        size=SIZE,
        people=people,
        verdicts=_VERDICTS,
        about=about,
        about_name=name_of(desk, about) if about else "",
        values={"by": by, "verdict": verdict, "since": since, "until": until, "batch": batch, "machines": machines},
        did=given("did"),
        state="",
        **common(desk),
    )

