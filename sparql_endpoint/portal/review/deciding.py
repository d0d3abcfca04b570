"""Accept, reject, put off, take back: written at once, then on to the next item (post, redirect, get)."""

from __future__ import annotations

from flask import Response, jsonify

from extractors.errors import UsageError
from kg.resolve.judgements import MACHINE, Judgement
from kg.review.decide import accept, reject
from kg.review.decision import Blocked, Decision
from kg.review.defer import defer
from kg.review.desk import Desk
from kg.review.queue import Item
from kg.review.undo import undo
from sparql_endpoint.portal.review.access import curator, given, here, onward, the_desk, wanted
from sparql_endpoint.portal.review.blueprint import blueprint
from sparql_endpoint.portal.review.desks import Entered
from sparql_endpoint.portal.review.filters import filter_of, values_of
from sparql_endpoint.portal.review.item_view import between, last_of
from sparql_endpoint.portal.review.queue_pages import item_page, overtaken
from sparql_endpoint.responses import wants_page

VERDICTS = {"accept": "SAME", "reject": "DIFFERENT", "defer": "UNSURE"}


class Overtaken(UsageError):
    """REVIEW025: somebody else decided on it, or on what it is part of, since it was shown."""


@blueprint.post("/decide")
def decide() -> Response:
    """One item. What somebody else decided meanwhile, and what forbids, is told; the note is kept."""
    verdict, name, note, state = given("verdict"), wanted("item"), given("note").strip(), given("state")
    if verdict not in VERDICTS:
        raise UsageError("REVIEW026", f"{verdict!r} is no decision.", advice="Send accept, reject or defer.")
    seen, place = number("seen", -1), max(0, number("at", 0))
    by, even_so = who(), given("even_so") == "1"

    def plan(desk: Desk) -> Decision:
        found = desk.item(name)
        if found is None or (seen >= 0 and any(each.actor != by for each in since(desk, found, seen))):
            raise Overtaken("REVIEW025", "Somebody decided on this meanwhile.", where=name, advice="Look again.")
        pair = found.judgement.pair
        if verdict == "defer":
            return defer(desk.now, *pair, by=by, reason=note)
        act = accept if verdict == "accept" else reject
        return act(desk.now, *pair, by=by, reason=note, even_so=even_so)

    try:
        entered = here().desks.decide(plan)
    except (Overtaken, Blocked, UsageError) as error:
        if not wants_page() or error.code in ("REVIEW002", "REVIEW012"):
            raise
        return _again(error, name, verdict, note, seen, place, state)
    if not wants_page():
        return jsonify(told(entered))
    return onward("review.following", at=place, did=verdict, **values_of(state))


@blueprint.post("/undo")
def take_back() -> Response:
    """A judgement by its id, or all of a batch; back to the item that waits again."""
    name, note, by = wanted("what"), given("note").strip(), who()
    entered = here().desks.decide(lambda desk: undo(desk.now, name, by=by, reason=note))
    if not wants_page():
        return jsonify(told(entered))
    back = given("back")
    if back == "history":
        return onward("review.past", did="undo")
    state, gone = values_of(given("state")), entered.decision.withdraw
    waits = next((item for item in entered.desk.items if gone and set(item.judgement.pair) == set(gone[0].pair)), None)
    if waits is not None and len(gone) == 1:
        return onward("review.item", name=waits.id, did="undo", **state)
    return onward("review.following", at=max(0, number("at", 0)), did="undo", **state)


def since(desk: Desk, found: Item, seen: int) -> list[Judgement]:
    """What people decided about either side of an item after a line of the log."""
    return [each for each in between(desk, found.judgement.pair, seen) if each.actor != MACHINE]


def who() -> str:
    """Name of the curator. UsageError REVIEW012 where a program's token names nobody."""
    name = curator().name
    if not name or name.casefold() == MACHINE:
        raise UsageError(
            "REVIEW012", "Nobody is named who decides.", advice="Write the name behind the token, or send by=NAME."
        )
    return name


def told(entered: Entered) -> dict[str, object]:
    """What was written, as JSON."""
    decision = entered.decision
    return {
        "added": [{"id": j.id, "verdict": j.verdict} for j in decision.add],
        "withdrawn": [j.id for j in decision.withdraw],
        "notes": decision.notes,
    }


def number(name: str, default: int) -> int:
    """A whole number of the form."""
    text = given(name)
    return int(text) if text.lstrip("-").isascii() and text.lstrip("-").isdigit() and len(text) < 18 else default


def _again(
    error: UsageError, name: str, verdict: str, note: str, seen: int, place: int, state: str
) -> Response:
    """The item once more with what stands against the decision; another page where the item waits no more."""
    desk = the_desk()
    found = desk.item(name)
    if found is None:
        judgement = next((each for entry in desk.now.entries if entry.of == name for each in (entry.judgement,)), None)
        if judgement is None:
            raise UsageError("REVIEW002", "No item has this id.", where=name, advice="Open the queue again.")
        mine = last_of(desk, curator().name)
        if mine and VERDICTS[verdict] == mine.verdict and _said(desk, judgement.pair, seen):
            # The same form sent twice.
            return onward("review.following", at=place, did=verdict, **values_of(state))
        return overtaken(desk, judgement.pair, seen, state, place)
    decided = since(desk, found, seen) if isinstance(error, Overtaken) else []
    items = desk.queue(filter_of(values_of(state)))
    return item_page(desk, found, items, 409, state, problem=error, note=note, decided=decided, verdict=verdict)


def _said(desk: Desk, pair: tuple[str, str], seen: int) -> bool:
    """Whether all that was decided of the pair since is by this curator."""
    found = between(desk, pair, seen)
    return bool(found) and all(each.actor == curator().name for each in found)
