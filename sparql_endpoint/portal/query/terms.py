"""What the editor completes: prefixes, and the classes and properties of the edition with their labels."""

from __future__ import annotations

from typing import Any

from kg.prefixes import shorten, standard_prefixes
from kg.store.terms import is_iri
from sparql_endpoint.portal.labels import labels
from sparql_endpoint.service import View

_MOST = 2000


def terms(view: View, wanted: tuple[str, ...]) -> dict[str, Any]:
    """``prefixes``, ``classes`` and ``properties``; of each term what to write and what it is called."""
    own = view.edition.vocabulary
    counted = view.edition.counts
    found: dict[str, Any] = {"prefixes": standard_prefixes(own)}
    for kind in ("classes", "properties"):
        iris = [iri for iri in sorted(counted.get(kind, ())) if is_iri(iri)][:_MOST]
        called = labels(view, iris, wanted)
        found[kind] = [{"iri": iri, "short": shorten(iri, own), "label": called[iri].value} for iri in iris]
    return found
