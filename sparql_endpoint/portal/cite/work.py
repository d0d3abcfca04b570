"""The work that a page stands for, from the edition."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kg.edition import Edition
from kg.publication.citing_things import Cited
from sparql_endpoint.portal.labels import labels
from sparql_endpoint.results import Term
from sparql_endpoint.service import View, archive_iris, written


def cited(
    edition: Edition, iri: str, title: Term, archives: Iterable[str], call_number: str = "", *,
    accessed: date | None = None,
) -> Cited:  # fmt: skip
    """archives: names; where there is none, those of the whole edition answer for it."""
    day = date.fromisoformat(str(edition.manifest["created"])[:10])
    named = edition.manifest["archives"].items()
    own = [names.get("en") or next(iter(names.values()), code) for code, names in sorted(named)]
    names = tuple(dict.fromkeys(archives)) or tuple(own) or ("Sunqar",)
    return Cited(title.value, title.lang, names, call_number, iri, edition.number, day, accessed)


def found(view: View, iri: str, wanted: tuple[str, ...], accessed: date | None) -> Cited:
    """The work of any thing, asked for by two small queries: its label, its archive and its call number."""
    query = f"""SELECT ?h ?n WHERE {{ {written(iri)} rico:hasOrHadHolder ?h ; rico:identifier ?n
      FILTER(STRSTARTS(STR(?h), "{archive_iris(view)}")) }} ORDER BY ?h ?n LIMIT 1"""
    rows = view.select(query) if "/id/record/" in iri else ()
    holders = [row["h"].value for row in rows]
    names = labels(view, [iri, *holders], wanted)
    number = rows[0]["n"].value if rows else ""
    return cited(view.edition, iri, names[iri], [names[one].value for one in holders], number, accessed=accessed)
