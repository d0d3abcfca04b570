"""Data extension: values of properties for entities that were found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from kg.store.terms import is_iri
from sparql_endpoint.portal.labels import labels
from sparql_endpoint.portal.reconcile import facts
from sparql_endpoint.portal.reconcile.answers import years_of
from sparql_endpoint.portal.reconcile.properties import REGISTRIES, properties
from sparql_endpoint.portal.reconcile.questions import TYPES, Extension
from sparql_endpoint.results import Term
from sparql_endpoint.service import View, archive_iris, written_all

Cells = dict[str, list[dict[str, Any]]]

_RECORDS = "SELECT ?e (COUNT(DISTINCT ?r) AS ?n) WHERE {{ VALUES ?e {{ {} }} ?r kg:mentions ?e }} GROUP BY ?e"
_ARCHIVES = (
    "SELECT DISTINCT ?e ?value WHERE {{ VALUES ?e {{ {} }} ?r kg:mentions ?e ; rico:hasOrHadHolder ?value "
    'FILTER(STRSTARTS(STR(?value), "{}")) }}'
)


def extended(view: View, asked: Extension, wanted: tuple[str, ...], _: Callable[[str], str]) -> dict[str, Any]:
    """The API's answer: names of the properties, and for each id its cells, empty where nothing is known."""
    start = f"{view.edition.base}/id/"
    iris = {name: start + name for name in asked.ids}
    open_ = {name: iri for name, iri in iris.items() if is_iri(iri) and iri not in view.edition.withdrawn}
    known = {each.id: each for each in properties(_)}
    columns = {name: _cells(view, name, sorted(set(open_.values())), wanted) for name, _limit in asked.properties}
    rows = {
        name: {
            property_: cells.get(iris[name], [])[: limit or None]
            for (property_, limit), cells in zip(asked.properties, columns.values(), strict=True)
        }
        for name in asked.ids
    }
    meta: list[dict[str, Any]] = [{"id": name, "name": known[name].name} for name, _limit in asked.properties]
    for each in meta:
        if each["id"] == "place":
            each["type"] = {"id": TYPES["place"], "name": known["place"].name}
    return {"meta": meta, "rows": rows}


def _cells(view: View, name: str, iris: Sequence[str], wanted: tuple[str, ...]) -> Cells:
    if not iris:
        return {}
    if name in ("birth", "death"):
        lives = facts.lives(view, iris)
        return {iri: [{"str": text}] for iri, life in lives.items() if (text := years_of(life.get(name)))}
    if name == "place":
        return _places(view, iris, wanted)
    if name == "coordinates":
        return {iri: [{"str": f"{lat:g},{lon:g}"} for lat, lon in at] for iri, at in facts.points(view, iris).items()}
    if name == "archive":
        rows = view.select(_ARCHIVES.format(written_all(iris), archive_iris(view)))
        return _grouped((row["e"].value, row["value"].value.removeprefix(archive_iris(view))) for row in rows)
    if name == "records":
        rows = view.select(_RECORDS.format(written_all(iris)))
        return {row["e"].value: [{"int": int(row["n"].value)}] for row in rows if "e" in row}
    if name == "iri":
        return {iri: [{"str": iri}] for iri in iris}
    if name.startswith("name_"):
        found = facts.values(view, iris, facts.PREFERRED)
        return {iri: _texts(terms, name.removeprefix("name_")) for iri, terms in found.items()}
    if name in REGISTRIES:
        found = facts.values(view, iris, facts.IDENTIFIERS)
        return {
            iri: [{"str": term.value.split(":", 1)[1]} for term in terms if term.value.startswith(f"{name}:")]
            for iri, terms in found.items()
        }
    pattern = {"names": facts.NAMES, "description": facts.DESCRIPTIONS, "identifier": facts.IDENTIFIERS}[name]
    return {iri: _texts(terms) for iri, terms in facts.values(view, iris, pattern).items()}


def _places(view: View, iris: Sequence[str], wanted: tuple[str, ...]) -> Cells:
    tied = facts.values(view, iris, facts.PLACES)
    called = labels(view, {term.value for terms in tied.values() for term in terms}, wanted)
    start = f"{view.edition.base}/id/"
    return {
        iri: [{"id": term.value.removeprefix(start), "name": called[term.value].value} for term in terms]
        for iri, terms in tied.items()
    }


def _texts(terms: Sequence[Term], lang: str = "") -> list[dict[str, Any]]:
    """Each text once; lang: only those in it."""
    kept = [term.value for term in terms if lang in ("", term.lang.split("-")[0])]
    return [{"str": text} for text in dict.fromkeys(kept)]


def _grouped(pairs: Any) -> Cells:
    found: Cells = {}
    for iri, text in sorted(pairs):
        found.setdefault(iri, []).append({"str": text})
    return found
