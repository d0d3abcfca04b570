"""An edition as tables: records, entities, relations, mentions, links; CSV that spreadsheets open as it is meant.

UTF-8 with a mark, so that Excel reads Arabic and Cyrillic; a cell that a spreadsheet would take for a formula begins
with an apostrophe (OWASP, CSV injection).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.edition import Edition
from kg.iri import Iris
from kg.rdf.vocabulary import RELATIONS
from kg.store.base import Reader
from kg.store.oxigraph import OxigraphStore
from ontology.terms import ITSRDF, OA, RDFS, RICO, SKOS, SSSOM

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PLAIN_NUMBER = frozenset("0123456789.-")


class TablesExporter:
    """A folder of CSV files, rows sorted."""

    folder = True

    def __call__(self, edition: Edition, output: Path) -> None:
        """Write the tables."""
        store, iris = OxigraphStore(edition.store_path, read_only=True), Iris(edition.base, edition.vocabulary)
        output.mkdir()
        for name, (columns, query) in _tables(iris).items():
            _write(output / f"{name}.csv", columns, _rows(store, columns, query))


def _tables(iris: Iris) -> dict[str, tuple[tuple[str, ...], str]]:
    own = iris.own
    shortcuts = " ".join(f"<{shortcut}>" for shortcut in sorted({shortcut for _, shortcut, _ in RELATIONS.values()}))
    labels = " ".join(
        f'OPTIONAL {{ ?entity <{SKOS.prefLabel}> ?{lang} FILTER(LANG(?{lang}) = "{lang}") }}'
        for lang in ("en", "ar", "ru", "kk")
    )
    return {
        "records": (
            ("record", "identifier", "title", "holder", "in", "expressed", "earliest", "latest"),
            f"""SELECT DISTINCT ?record ?identifier ?title ?holder ?in ?expressed ?earliest ?latest {{
              ?record <{RICO.identifier}> ?identifier ; <{RICO.title}> ?title
              OPTIONAL {{ ?record <{RICO.hasOrHadHolder}>/<{RICO.identifier}> ?holder }}
              OPTIONAL {{ ?record <{RICO.isDirectlyIncludedIn}>/<{RICO.identifier}> ?in }}
              OPTIONAL {{ ?record <{RICO.hasCreationDate}>|<{RICO.hasAccumulationDate}> ?date
                OPTIONAL {{ ?date <{RICO.expressedDate}> ?expressed }}
                OPTIONAL {{ ?date <{RICO.beginningDate}> ?earliest }}
                OPTIONAL {{ ?date <{RICO.endDate}> ?latest }} }} }}""",
        ),
        "entities": (
            ("entity", "kind", "label", "en", "ar", "ru", "kk", "identifiers"),
            f"""SELECT ?entity ?kind ?label ?en ?ar ?ru ?kk
                (GROUP_CONCAT(DISTINCT ?id; SEPARATOR=" ") AS ?identifiers) {{
              ?entity a <{own("Entity")}>, ?type ; <{RDFS.label}> ?label
              VALUES (?type ?kind) {{ (<{RICO.Person}> "person") (<{RICO.CorporateBody}> "body")
                (<{RICO.Place}> "place") (<{RICO.Event}> "event") (<{RICO.Family}> "family") }}
              {labels} OPTIONAL {{ ?entity <{own("externalId")}> ?id }} }}
              GROUP BY ?entity ?kind ?label ?en ?ar ?ru ?kk""",
        ),
        "relations": (
            ("subject", "relation", "object"),
            f"""SELECT DISTINCT ?subject ?relation ?object {{ VALUES ?relation {{ {shortcuts} }}
              GRAPH <{iris.graph("resolved")}> {{ ?subject ?relation ?object }} }}""",
        ),
        "mentions": (
            ("mention", "entity", "record", "quote", "confidence", "method"),
            f"""SELECT ?mention ?entity ?record ?quote ?confidence ?method {{
              ?mention <{OA.hasBody}> ?local ; <{OA.hasTarget}> ?target . ?local <{own("memberOf")}> ?entity .
              ?target <{OA.hasSource}>/<{own("textOf")}> ?record ; <{OA.hasSelector}>/<{OA.exact}> ?quote
              OPTIONAL {{ ?mention <{ITSRDF.taConfidence}> ?confidence }}
              OPTIONAL {{ ?mention <{own("method")}> ?method }} }}""",
        ),
        "links": (
            ("left", "predicate", "right", "negated", "confidence", "method"),
            f"""SELECT ?left ?predicate ?right ?negated ?confidence ?method {{
              ?link <{SSSOM.subject_id}> ?left ; <{SSSOM.predicate_id}> ?predicate ; <{SSSOM.object_id}> ?right
              OPTIONAL {{ ?link <{SSSOM.predicate_modifier}> ?negated }}
              OPTIONAL {{ ?link <{SSSOM.confidence}> ?confidence }}
              OPTIONAL {{ ?link <{SSSOM.mapping_tool}> ?method }} }}""",
        ),
    }


def _rows(store: Reader, columns: Sequence[str], query: str) -> Iterator[tuple[str, ...]]:
    return iter(sorted({tuple(row.get(column, "") for column in columns) for row in store.select(query)}))


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\r\n")
        writer.writerow(columns)
        writer.writerows([safe(cell) for cell in row] for row in rows)


def safe(cell: str) -> str:
    """The cell, with an apostrophe before it where a spreadsheet would run it; plain numbers stay."""
    return f"'{cell}" if cell.startswith(_FORMULA) and not _PLAIN_NUMBER.issuperset(cell) else cell
