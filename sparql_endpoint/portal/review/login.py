"""Logging in with a token of the server's file, and out."""

from __future__ import annotations

import re

from flask import Response, current_app, request

from kg.resolve.judgements import MACHINE
from sparql_endpoint.portal.context import local_url
from sparql_endpoint.portal.review.access import COOKIE, given, here, onward, page
from sparql_endpoint.portal.review.blueprint import blueprint
from sparql_endpoint.service import Service

_WITHIN = re.compile(r"/review(?:[/?][^\\\s]*)?")
_LONGEST_NAME = 80


@blueprint.get("/login")
def login() -> Response:
    """The form."""
    return page("review/login.html", next=given("next"), ended=given("ended"), name="", problem="", wait=0)


@blueprint.post("/login")
def log_in() -> Response:
    """A session for whoever has a token; 401 with the form again, 429 after many wrong ones."""
    service: Service = current_app.extensions["sunqar"]
    client = service.clients.key(request.environ) or request.remote_addr or ""
    back, name = given("next"), " ".join(given("name", longest=_LONGEST_NAME).split())
    if wait := here().guesses.wait_s(client):
        refused = page("review/login.html", 429, next=back, ended="", name=name, problem="wait", wait=wait)
        refused.headers["Retry-After"] = str(wait)
        return refused
    known = here().tokens.who(given("token"))
    if known is None:
        here().guesses.wrong(client)
        return page("review/login.html", 401, next=back, ended="", name=name, problem="token", wait=0)
    who = known or name or here().workspace.settings.reviewer
    if not who or who.casefold() == MACHINE:
        return page("review/login.html", 400, next=back, ended="", name=name, problem="name", wait=0)
    inside = back if _WITHIN.fullmatch(back) else local_url("review.queue")
    answer = Response(status=303, headers={"Location": inside})
    key = here().sessions.begin(who)
    answer.set_cookie(
        COOKIE, key, httponly=True, samesite="Strict", path=f"{request.script_root}/review", secure=_secure()
    )
    return answer


@blueprint.post("/logout")
def log_out() -> Response:
    """The session ends; drafts of notes stay in the browser."""
    here().sessions.end(request.cookies.get(COOKIE, ""))
    answer = onward("review.login")
    answer.delete_cookie(COOKIE, path=f"{request.script_root}/review", httponly=True, samesite="Strict")
    return answer


def _secure() -> bool:
    """Whether the browser speaks TLS, also to a proxy before us: then the cookie never goes without."""
    return request.is_secure or request.headers.get("X-Forwarded-Proto", "").lower() == "https"
