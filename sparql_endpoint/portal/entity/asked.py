"""Things that an address names: ``person/…`` or an IRI of the edition."""

from __future__ import annotations

from sparql_endpoint.dereference import state_of, thing_iri, unknown
from sparql_endpoint.service import View


def asked_iri(view: View, text: str) -> str:
    """The IRI, of the survivor where it was merged; HttpProblem 404 or 410 where the edition has no such thing."""
    kind, _, name = text[:400].removeprefix(f"{view.edition.base}/id/").partition("/")
    if not kind or not name:
        raise unknown(text[:400])
    iri = thing_iri(view, kind, name)
    return state_of(view, iri) or iri
