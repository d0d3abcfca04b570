"""One entity as the local entities that were taken to be it: some can be taken out, or machines' joins undone."""

from __future__ import annotations

from flask import Response, jsonify, request

from kg.review.sides import side
from kg.review.undo import split, undo_cluster
from sparql_endpoint.portal.review.access import given, here, onward, page, several, the_desk, wanted
from sparql_endpoint.portal.review.blueprint import blueprint
from sparql_endpoint.portal.review.deciding import told, who
from sparql_endpoint.portal.review.evidence import quotes_of
from sparql_endpoint.portal.review.item_view import name_of
from sparql_endpoint.portal.review.queue_pages import common
from sparql_endpoint.responses import wants_page

SIZE = 20


@blueprint.get("/entity")
def cluster() -> Response:
    """By ``?about=`` the IRI of an entity or local entity; without it, a form that asks for one."""
    about = given("about").strip()
    desk = the_desk()
    if not about:
        return page("review/entity.html", about="", members=[], total=0, at=0, size=SIZE, state="", **common(desk))
    group = desk.now.members(about)  # UsageError REVIEW001 where it is nobody's
    at = max(0, request.args.get("at", 0, type=int))
    part = group[at : at + SIZE]
    members = [side(desk.now, member, (member,)) for member in part]
    if not wants_page():
        return jsonify(about=about, total=len(group), members=group)
    quoted = quotes_of({member: (member,) for member in part})
    return page(
        "review/entity.html",
        about=about,
        title=name_of(desk, group[0]),
        entity=desk.now.entity(group[0]),
        members=[(each, quoted[each.local][:1]) for each in members],
        total=len(group),
        at=at,
        size=SIZE,
        did=given("did"),
        state="",
        **common(desk),
    )


@blueprint.post("/split")
def part_from() -> Response:
    """Take the ticked local entities out; they stay one among themselves."""
    if wants_page() and "members" not in request.form:
        return onward("review.cluster", about=given("about"), did="choose")
    chosen, by, note = several("members"), who(), given("note").strip()
    entered = here().desks.decide(lambda desk: split(desk.now, chosen, by=by, reason=note))
    if not wants_page():
        return jsonify(told(entered))
    return onward("review.cluster", about=chosen[0], did="split")


@blueprint.post("/dissolve")
def dissolve() -> Response:
    """Hold all judgements of machines within an entity."""
    about, by, note = wanted("about"), who(), given("note").strip()
    entered = here().desks.decide(lambda desk: undo_cluster(desk.now, about, by=by, reason=note))
    if not wants_page():
        return jsonify(told(entered))
    first = entered.decision.add[0].left
    return onward("review.cluster", about=first, did="dissolve")
