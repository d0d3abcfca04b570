"""``/report``: the form, what it sends, and how a report stands."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, render_template, request

from extractors.errors import InputRejected
from kg.reports.book import ReportBook
from kg.reports.report import MOST_WORDS, Complaint, number_of
from sparql_endpoint.dereference import state_of, thing_iri, unknown
from sparql_endpoint.portal.catalogues import N_
from sparql_endpoint.portal.context import language, local_url
from sparql_endpoint.portal.labels import labels
from sparql_endpoint.portal.report.pace import Pace
from sparql_endpoint.problems import HttpProblem
from sparql_endpoint.responses import current_view, tagged, wants_page
from sparql_endpoint.service import Service, View

blueprint = Blueprint("report", __name__)
NAME, PACE = "sunqar.reports", "sunqar.reports.pace"
"""Among the application's extensions: the book of reports, where this server has one, and what slows writers down."""
blueprint.record_once(lambda setup: setup.app.extensions.setdefault(PACE, Pace()))

REASONS = {
    "name": N_("A name is wrong, or is missing"),
    "date": N_("A date is wrong"),
    "place": N_("A place is wrong"),
    "relation": N_("A statement is wrong"),
    "identity": N_("Two are held to be one, or one to be two"),
    "reading": N_("The page says something else"),
    "translation": N_("A word of these pages is wrong"),
    "private": N_("This should not be public"),
    "other": N_("Something else"),
}
PROBLEMS = {
    "REPORT001": N_("Say what kind of thing is wrong."),
    "REPORT002": N_("Say in a line what is wrong."),
    "REPORT003": N_("That is too long; write less."),
}


@blueprint.get("/report")
def ask() -> Response:
    """The form about a thing (``?about=person/…``), with ``?statement=`` where one statement of it is meant."""
    return _form(current_view(), 200)


@blueprint.post("/report")
def send() -> Response:
    """Takes the form; 303 to the page with the reference number. JSON for whoever asks for it."""
    _from_here()
    view = current_view()
    book = _book()
    form = request.form
    complaint = Complaint(_about(view, form.get("about", "")), form.get("reason", ""), form.get("words", ""),
                          form.get("statement", ""))  # fmt: skip
    if book is None or not book.writable:
        raise _closed()
    pace: Pace = current_app.extensions[PACE]
    service: Service = current_app.extensions["sunqar"]
    try:
        pace.take(service.clients.key(request.environ))
        report = book.add(complaint, edition=view.edition.number, language=language().code)
    except InputRejected as error:
        if wants_page():
            return _form(view, 400, PROBLEMS.get(error.code, error.message))
        raise HttpProblem(400, error.code, error.message, where=error.where, advice=error.advice) from error
    place = local_url("report.state", number=report.number)
    return Response(status=303, headers={"Location": place, "Cache-Control": "no-store"})


@blueprint.get("/report/<number>")
def state(number: str) -> Response:
    """How a report stands. What the reader wrote is not shown: it is for the curators."""
    view, book = current_view(), _book()
    report = book.get(number) if book else None
    if report is None:
        raise HttpProblem(404, "REPORT007", "There is no report of that number.", where=number_of(number) or "",
                          advice="Look at the number again: four signs, a hyphen, four signs.")  # fmt: skip
    about = labels(view, [report.about], language().fallback)[report.about]
    return _shown(view, 200, "report/state.html", report=report, about=about)


def _form(view: View, status: int, problem: str = "") -> Response:
    given = request.form if request.method == "POST" else request.args
    about = _about(view, given.get("about", ""))
    book = _book()
    return _shown(
        view,
        status,
        "report/form.html",
        about=about,
        short=about.removeprefix(f"{view.edition.base}/id/"),
        label=labels(view, [about], language().fallback)[about],
        statement=given.get("statement", "")[:600],
        reason=given.get("reason", ""),
        words=given.get("words", ""),
        reasons=REASONS,
        most=MOST_WORDS,
        problem=problem,
        open=book is not None and book.writable,
    )


def _shown(view: View, status: int, template: str, **values: object) -> Response:
    page = render_template(template, base=view.edition.base, **values)
    response = tagged(Response(page, status=status, content_type="text/html; charset=utf-8"), view.edition)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _about(view: View, text: str) -> str:
    """The IRI of what ``person/…`` or an IRI of ours names; 404 where the edition says nothing of it."""
    kind, _, name = text.removeprefix(f"{view.edition.base}/id/").partition("/")
    if not kind or not name:
        raise unknown(text)
    iri = thing_iri(view, kind, name)
    return state_of(view, iri) or iri


def _book() -> ReportBook | None:
    found: ReportBook | None = current_app.extensions.get(NAME)
    return found


def _from_here() -> None:
    """A form that stands on a page of another site sends nothing here. Programs, which name no origin, may.

    Browsers that were told to send no referrer call the origin of a form ``null``; they say apart where it comes from.
    """
    origin = request.headers.get("Origin", "null")
    foreign = origin != "null" and urlsplit(origin).netloc != request.host
    if foreign or request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
        raise HttpProblem(403, "REPORT009", "The report comes from a page of another site.",
                          advice="Write it on the page itself.")  # fmt: skip


def _closed() -> HttpProblem:
    return HttpProblem(503, "REPORT010", "This server takes no reports: its workspace is read-only.",
                       advice="Write to the archive, with the address of the page.")  # fmt: skip
