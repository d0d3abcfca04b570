"""The addresses below ``/reconcile``."""

from __future__ import annotations

import weakref
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Flask, Response, current_app, jsonify, render_template, request

from kg.search import Wanted, search
from sparql_endpoint.dereference import state_of, successor_url, thing_iri
from sparql_endpoint.portal.context import gettext as _
from sparql_endpoint.portal.context import language, ngettext
from sparql_endpoint.portal.labels import labels
from sparql_endpoint.portal.reconcile import facts
from sparql_endpoint.portal.reconcile.answers import answers, lifetime, result
from sparql_endpoint.portal.reconcile.extend import extended
from sparql_endpoint.portal.reconcile.manifest import manifest, type_names
from sparql_endpoint.portal.reconcile.matcher import Matcher
from sparql_endpoint.portal.reconcile.named import KINDS, Candidate
from sparql_endpoint.portal.reconcile.properties import GIVING, NARROWING, properties
from sparql_endpoint.portal.reconcile.questions import TYPES, extension, kind_of, questions
from sparql_endpoint.problems import HttpProblem
from sparql_endpoint.responses import current_view, tagged
from sparql_endpoint.service import Service, View

blueprint = Blueprint("reconcile", __name__)

_NAME = "sunqar.reconcile"
_PAGE = 20
_MOST_SKIPPED = 180
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; frame-ancestors *"
)
"""A preview is made to be framed by others: it has no script, no form and nothing of the reader's."""


@blueprint.record_once
def _install(state: Any) -> None:
    app: Flask = state.app
    matcher = Matcher(app.extensions["sunqar"].limits)
    app.extensions[_NAME] = matcher
    weakref.finalize(app, matcher.close)


@blueprint.after_request
def _allow_others(response: Response) -> Response:
    """What a browser asks before a page of another site may send more than a form."""
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, POST, OPTIONS"
        response.headers["Access-Control-Allow-Headers"] = "Accept, Accept-Language, Content-Type"
        response.headers["Access-Control-Max-Age"] = "86400"
    return response


@dataclass(frozen=True, slots=True)
class Shown:
    """What a preview shows of an entity. names: those preferred, one a language."""

    iri: str
    kind: str
    label: Any
    names: tuple[Any, ...]
    years: str
    descriptions: tuple[Any, ...]


@blueprint.route("/reconcile", methods=["GET", "POST"])
def service() -> Response:
    """The manifest; with ``queries`` the candidates for each, with ``extend`` values of properties."""
    view = current_view()
    matcher: Matcher = current_app.extensions[_NAME]
    asked, wanted = request.values.get("queries"), request.values.get("extend")
    if asked is not None:
        return _json(view, _candidates(view, matcher, asked))
    if wanted is not None:
        return _json(view, extended(view, extension(wanted, GIVING), language().fallback, _))
    if request.method == "POST":
        message = "The request has neither queries nor extend."
        raise HttpProblem(400, "RECONCILE010", message, advice="Send a form with one of them.")
    matcher.prepare(view.edition.search_path)  # queries will follow
    return _json(view, manifest(view.edition.base, language().state, _))


@blueprint.get("/reconcile/suggest/entity")
def suggest_entity() -> Response:
    """Entities whose names begin with, or are like, what was typed; ``type`` narrows."""
    view = current_view()
    prefix, skipped = request.args.get("prefix", "")[:200], _cursor()
    kind = kind_of(request.args.get("type", "")) or ""
    hits = [
        hit
        for hit in search(view.edition.search_path, prefix, Wanted(kind=kind, fields=("name",)), limit=skipped + _PAGE)
        if hit.kind in KINDS and hit.iri not in view.edition.withdrawn
    ][skipped:]
    called = labels(view, (hit.iri for hit in hits), language().fallback)
    lives = facts.lives(view, (hit.iri for hit in hits if hit.kind == "person"))
    names = type_names(_)
    found = [
        {
            "id": hit.iri.removeprefix(f"{view.edition.base}/id/"),
            "name": called[hit.iri].value,
            "description": _description(names[hit.kind], lifetime(lives.get(hit.iri)), hit.weight, hit.archives),
            "notable": [{"id": TYPES[hit.kind], "name": names[hit.kind]}],
        }
        for hit in hits
    ]
    return _json(view, {"result": found})


@blueprint.get("/reconcile/suggest/type")
def suggest_type() -> Response:
    """Types by name or id."""
    found = [{"id": TYPES[kind], "name": name} for kind, name in type_names(_).items()]
    return _json(current_view(), {"result": _beginning(found)})


@blueprint.get("/reconcile/suggest/property")
def suggest_property() -> Response:
    """Properties that a query can tell, by name or id."""
    found = [
        {"id": each.id, "name": each.name, "description": each.description} for each in properties(_) if each.narrows
    ]
    return _json(current_view(), {"result": _beginning(found)})


@blueprint.get("/reconcile/properties")
def propose() -> Response:
    """Properties whose values can be asked for, of a ``type`` if one is named."""
    kind = kind_of(request.args.get("type", ""))
    most = max(0, request.args.get("limit", 0, type=int))
    found = [{"id": each.id, "name": each.name} for each in properties(_) if each.gives and kind in (None, *each.kinds)]
    told = {"type": TYPES[kind]} if kind else {}
    return _json(current_view(), {**told, "properties": found[: most or None]})


@blueprint.get("/reconcile/preview")
def preview() -> Response:
    """A few lines about an entity, to be framed by any page."""
    view = current_view()
    kind, _slash, name = request.args.get("id", "").partition("/")
    iri = thing_iri(view, kind, name)
    successor = state_of(view, iri)
    if successor:
        return Response(status=302, headers={"Location": successor_url(view, successor)})
    page = render_template("reconcile/preview.html", thing=_shown(view, iri, kind), base=view.edition.base)
    response = tagged(Response(page, content_type="text/html; charset=utf-8"), view.edition)
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["Vary"] = "Accept-Language"
    return response


def _candidates(view: View, matcher: Matcher, text: str) -> dict[str, Any]:
    budgets = _service().pool.budgets
    budgets.check(view.client)
    budgets.check_long(view.client)
    asked = questions(text, NARROWING)
    found, called, lives, seconds = answers(view, matcher, asked, language().fallback)
    budgets.spend(view.client, seconds=seconds)
    names = type_names(_)

    def described(each: Candidate) -> str:
        return _description(names[each.kind], lifetime(lives.get(each.iri)), each.records, each.archives)

    return {
        key: {
            "result": [
                result(one, called[one.candidate.iri], described(one.candidate), names, view.edition.base)
                for one in weighed
            ]
        }
        for key, weighed in found.items()
    }


def _shown(view: View, iri: str, kind: str) -> Shown:
    names = facts.values(view, [iri], facts.PREFERRED).get(iri, ())
    life = facts.lives(view, [iri]).get(iri)
    notes = facts.values(view, [iri], facts.DESCRIPTIONS).get(iri, ())
    wanted = language().fallback
    notes = tuple(sorted(notes, key=lambda term: (term.lang not in wanted, term.lang, term.value)))[:2]
    label = labels(view, [iri], wanted)[iri]
    one_each = {term.lang: term for term in reversed(names) if term.value != label.value}
    shown = tuple(one_each[lang] for lang in sorted(one_each))
    return Shown(iri, type_names(_).get(kind, kind), label, shown, lifetime(life), notes)


def _description(kind: str, years: str, records: int, archives: Iterable[str]) -> str:
    """What tells namesakes apart: kind, years, how many records name it, of which archives."""
    named = ngettext("named in %(num)s record", "named in %(num)s records", records) % {"num": records}
    return " · ".join(part for part in (kind, years, named if records else "", ", ".join(archives)) if part)


def _beginning(found: list[dict[str, str]]) -> list[dict[str, str]]:
    """Those whose name or id holds what was typed, from the cursor on."""
    typed = request.args.get("prefix", "").strip().casefold()
    kept = [each for each in found if typed in each["name"].casefold() or typed in each["id"].casefold()]
    return kept[_cursor() :]


def _cursor() -> int:
    return min(_MOST_SKIPPED, max(0, request.args.get("cursor", 0, type=int)))


def _json(view: View, body: dict[str, Any]) -> Response:
    response = tagged(jsonify(body), view.edition)
    response.headers["Vary"] = "Accept-Language"
    return response


def _service() -> Service:
    service: Service = current_app.extensions["sunqar"]
    return service
