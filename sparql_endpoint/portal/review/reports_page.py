"""What readers reported, and what curators answer them."""

from __future__ import annotations

from flask import Response, jsonify

from sparql_endpoint.portal.review.access import given, here, onward, page
from sparql_endpoint.portal.review.blueprint import blueprint
from sparql_endpoint.portal.review.deciding import who
from sparql_endpoint.responses import wants_page

_STATES = ("open", "done", "all")


@blueprint.get("/reports")
def reports() -> Response:
    """Those of a state, the oldest first."""
    state = given("state", "open") if given("state", "open") in _STATES else "open"
    found = here().reports.reports("" if state == "all" else state)
    if not wants_page():
        return jsonify(reports=found)
    base = here().workspace.iris.base
    return page("review/reports.html", reports=found, chosen=state, states=_STATES, did=given("did"), base=base)


@blueprint.post("/reports/<number>")
def answer(number: str) -> Response:
    """Done, with words for the reader; or open again."""
    if given("reopen") == "1":
        report = here().reports.reopen(number, by=who())
    else:
        report = here().reports.close(number, by=who(), answer=given("answer").strip())
    if not wants_page():
        return jsonify(report)
    return onward("review.reports", did=report.number)
