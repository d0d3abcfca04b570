"""Many items at once: chosen in the list, shown once more with what stands against each, then decided as one batch."""

from __future__ import annotations

from flask import Response, jsonify, request

from kg.review.bulk import Bulk, accept_all, defer_all, reject_all
from kg.review.decision import Decision, batch_of
from kg.review.desk import Desk
from kg.review.queue import Item
from sparql_endpoint.portal.review.access import given, here, onward, page, several, the_desk
from sparql_endpoint.portal.review.blueprint import blueprint
from sparql_endpoint.portal.review.deciding import VERDICTS, number, since, told, who
from sparql_endpoint.portal.review.filters import filter_of, values_of
from sparql_endpoint.portal.review.queue_pages import common, sides
from sparql_endpoint.responses import wants_page

MOST = 500
"""Items of one bulk: more cannot be looked at."""
_PLANS = {"accept": accept_all, "reject": reject_all, "defer": defer_all}


@blueprint.post("/bulk")
def preview() -> Response:
    """What would be decided and what not; nothing is written."""
    desk, verdict = the_desk(), given("verdict") if given("verdict") in VERDICTS else "accept"
    if wants_page() and given("all") != "1" and "items" not in request.form:
        return onward("review.queue", did="choose", **values_of(given("state")))
    items = _chosen(desk)
    bulk = _planned(desk, items, verdict)
    refused = dict(bulk.refused)
    return page(
        "review/bulk.html",
        rows=[(item, sides(desk, item), refused.get(item.id, "")) for item in items],
        count=len(items) - len(refused),
        verdict=verdict,
        state=given("state"),
        seen=desk.mark.number,
        most=MOST,
        **common(desk),
    )


@blueprint.post("/bulk/enter")
def enter_bulk() -> Response:
    """Those that are still ticked, as one batch; what somebody else touched meanwhile is left out."""
    verdict, by, seen = given("verdict") if given("verdict") in VERDICTS else "accept", who(), number("seen", -1)
    if given("all") != "1":
        several("items")

    def plan(desk: Desk) -> Decision:
        items = _chosen(desk)
        fresh = [item for item in items if seen < 0 or all(each.actor == by for each in since(desk, item, seen))]
        return _planned(desk, fresh, verdict).decision

    entered = here().desks.decide(plan)
    if not wants_page():
        return jsonify(told(entered))
    batch = next((batch_of(judgement) for judgement in entered.decision.add), "")
    done = len(entered.decision.add)
    state = values_of(given("state"))
    if not batch:
        return onward("review.queue", did=verdict if done else "none", **state)
    return onward("review.past", batch=batch, did=verdict)


def _planned(desk: Desk, items: list[Item], verdict: str) -> Bulk:
    return _PLANS[verdict](desk.now, items, by=who(), reason=given("note").strip())


def _chosen(desk: Desk) -> list[Item]:
    """Ticked ones, or all that the filters take where that was asked for."""
    if given("all") == "1":
        return desk.queue(filter_of(values_of(given("state"))))[:MOST]
    names = set(several("items"))
    return [item for item in desk.items if item.id in names][:MOST]
