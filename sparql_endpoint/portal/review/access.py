"""Who may do what below ``/review``: nothing without a token or a session, no change without a mark of the session."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Response, g, render_template, request

from extractors.errors import CodedError, UsageError
from kg.review.desk import Desk
from sparql_endpoint.portal.context import local_url
from sparql_endpoint.portal.review.blueprint import blueprint
from sparql_endpoint.portal.review.reviewing import Reviewing, reviewing
from sparql_endpoint.portal.review.sessions import Session
from sparql_endpoint.problems import HttpProblem
from sparql_endpoint.responses import problem_response, wants_page

COOKIE = "sunqar_review"
_OPEN = frozenset({"review.login", "review.log_in"})
_STATUS = {
    "REVIEW001": 404, "REVIEW002": 404, "REVIEW020": 503, "REVIEW026": 400, "WORKSPACE003": 503, "REPORT007": 404,
}  # fmt: skip
_PROGRAMS_WAIT_S = 120.0
_RETRY = (("Retry-After", "2"),)


@dataclass(frozen=True, slots=True)
class Curator:
    """Who asks. session: None for a program with a token."""

    name: str
    session: Session | None = None


def curator() -> Curator:
    """Of this request, which was let in."""
    found: Curator = g.curator
    return found


def here() -> Reviewing:
    """What this server has for its curators."""
    found: Reviewing = g.reviewing
    return found


def the_desk() -> Desk:
    """As of now. A page that has to wait comes back by itself; a program waits."""
    return here().desks.current(None if wants_page() else _PROGRAMS_WAIT_S)


@blueprint.before_request
def let_in() -> Response | None:
    """Turn away (HttpProblem), send to the login, or note who it is."""
    found = reviewing()
    if found is None or not found.writable:
        return _off("off" if found is None else "readonly")
    g.reviewing = found
    if request.headers.get("Authorization"):
        found.tokens.check(request.headers.get("Authorization"))
        name = found.tokens.bearer(request.headers.get("Authorization"))
        g.curator = Curator(name or found.workspace.settings.reviewer or given("by"))
        return None
    if request.method not in ("GET", "HEAD"):
        _from_here()
    if request.endpoint in _OPEN:
        return None
    session = found.sessions.get(request.cookies.get(COOKIE, ""))
    if session is None:
        if not wants_page():
            raise HttpProblem(
                401, "REVIEW021", "Review needs a token.", advice="Send `Authorization: Bearer TOKEN`.",
                headers=(("WWW-Authenticate", "Bearer"),),
            )  # fmt: skip
        back = request.full_path.rstrip("?") if request.method == "GET" else request.path
        return onward("review.login", next=back, ended=1 if COOKIE in request.cookies else None)
    if request.method not in ("GET", "HEAD") and not session.made(request.form.get("mark", "")):
        raise HttpProblem(
            403, "REVIEW022", "This form is not one of your session.", advice="Open the page again and decide there."
        )
    g.curator = Curator(session.name, session)
    return None


@blueprint.after_request
def keep_private(response: Response) -> Response:
    """What is shown here is for one person, and for nobody's cache."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Vary"] = "Accept, Accept-Language, Authorization, Cookie"
    return response


@blueprint.errorhandler(CodedError)
def refused(error: CodedError) -> Response:
    """With a status of its own; the page of a queue that is being read comes back by itself."""
    if error.code == "REVIEW020" and wants_page() and request.method == "GET":
        return page("review/preparing.html", 202)
    if isinstance(error, HttpProblem):
        return problem_response(error)
    known = {"REVIEW": 409, "REPORT": 400}.get(error.code.rstrip("0123456789"))
    status = _STATUS.get(error.code, known)
    if status is None:
        return problem_response(error)
    retry = _RETRY if status == 503 else ()
    problem = HttpProblem(status, error.code, error.message, where=error.where, advice=error.advice, headers=retry)
    return problem_response(problem)


@blueprint.app_template_global("reviewed_here")
def reviewed_here() -> bool:
    """Whether pages show the way to the review."""
    return reviewing() is not None


def page(template: str, status: int = 200, **values: object) -> Response:
    """A page for the curator of this request."""
    known: Curator | None = g.get("curator")
    mark = known.session.mark() if known and known.session else ""
    text = render_template(template, curator=known, mark=mark, **values)
    return Response(text, status=status, content_type="text/html; charset=utf-8")


def onward(endpoint: str, **values: object) -> Response:
    """303 to a page of ours, in the same language."""
    return Response(status=303, headers={"Location": local_url(endpoint, **values)})


def given(name: str, default: str = "", longest: int = 2000) -> str:
    """A field of the form, of JSON, or of the address; cut at a length that nobody types."""
    if request.is_json:
        body = request.get_json(silent=True)
        return str(body.get(name, default))[:longest] if isinstance(body, dict) else default
    return (request.form if request.method == "POST" else request.args).get(name, default)[:longest]


def wanted(name: str) -> str:
    """A field that must be there. UsageError REVIEW026."""
    text = given(name).strip()
    if not text:
        raise lacking(name)
    return text


def several(name: str) -> list[str]:
    """A field that is there several times. UsageError REVIEW026 where it is not at all."""
    body = request.get_json(silent=True) if request.is_json else None
    found = body.get(name) if isinstance(body, dict) else request.form.getlist(name)
    texts = [str(each) for each in found] if isinstance(found, list) else []
    if not texts:
        raise lacking(name)
    return texts


def lacking(name: str) -> UsageError:
    """For a request without a part that it needs."""
    return UsageError("REVIEW026", f"The request does not say which {name}.", advice="Choose on the page, or send it.")


def _off(why: str) -> Response:
    if wants_page():
        return page("review/off.html", 403, why=why)
    problem = {
        "off": HttpProblem(403, "REVIEW023", "Nobody reviews on this server.", advice="Start it with --token-file."),
        "readonly": HttpProblem(403, "REVIEW024", "The workspace cannot be written.", advice="Make it writable."),
    }
    return problem_response(problem[why])


def _from_here() -> None:
    """Refuse what another site's page sends: Fetch Metadata, and Origin for browsers that have none of it.

    Origin is ``null`` for our own forms, since pages send no referrer; what counts is the mark of the session.
    """
    site, origin = request.headers.get("Sec-Fetch-Site", ""), request.headers.get("Origin", "null")
    if site not in ("", "same-origin", "none") or (not site and urlsplit(origin).netloc not in ("", request.host)):
        raise HttpProblem(403, "REVIEW022", "Another site sent this.", advice="Open the page here and decide there.")
