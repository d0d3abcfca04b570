"""The texts of a record: every version of every text, each from the graph of its own file, with its pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest

from sparql_endpoint.service import View, written

_LONG = 100_000
"""Characters of all texts of a record together from which on its mentions are not counted."""


@dataclass(frozen=True)
class Page:
    """A page of a text: half-open range of code points of it, its number as printed. rank: from 1, in its file."""

    iri: str
    number: str
    rank: int
    start: int
    end: int


@dataclass(frozen=True)
class Text:
    """One text. source: id of the file it comes from; pages in reading order.

    mentions: where each begins, sorted; None where the texts are so long that they are better not counted
    """

    iri: str
    graph: str
    source: str
    lang: str
    content: str
    pages: tuple[Page, ...]
    mentions: tuple[int, ...] | None = ()


def texts_of(view: View, record: str) -> tuple[Text, ...]:
    """In the order of the files' call numbers; nothing where the record has no words."""
    of = f"GRAPH ?g {{ ?text kg:textOf {written(record)}"
    rows = view.select(
        f"SELECT ?text ?content ?source ?g WHERE {{ {of} ; kg:text ?content . ?g dcterms:identifier ?source }} }}"
    )
    known = {(row["text"].value, row["content"].value): row for row in rows if row["content"].value}
    spoken = view.select(f"SELECT ?text ?g ?lang WHERE {{ {of} ; dcterms:language ?lang }} }}") if known else ()
    langs = {(row["text"].value, row["g"].value): row["lang"].value for row in spoken}
    pages = _pages(view, of) if known else {}
    long = sum(len(row["content"].value) for row in known.values()) > _LONG
    starts = _mentions(view, of) if known and not long else {}
    ordered = sorted(known.values(), key=lambda row: (counted(row["source"].value), row["text"].value, row["g"].value))
    found = []
    for row in ordered:
        key = row["text"].value, row["g"].value
        content = row["content"].value
        found.append(
            Text(
                *key,
                row["source"].value,
                langs.get(key, ""),
                content,
                pages.get(key, ()),
                None if long else starts.get(key, ()),
            )
        )
    return tuple(found)


def counted(number: str) -> list[tuple[str, int]]:
    """A call number for sorting: page 10 comes after page 9."""
    parts = re.split(r"(\d+)", number)
    return [(word, int(count or 0)) for word, count in zip_longest(parts[::2], parts[1::2], fillvalue="")]


def _pages(view: View, of: str) -> dict[tuple[str, str], tuple[Page, ...]]:
    query = f"""SELECT ?text ?g ?page ?start ?end ?rank ?number WHERE {{ {of} ; rico:hasOrHadComponent ?page .
      ?page kg:start ?start ; kg:end ?end ; kg:rank ?rank ; rico:identifier ?number }} }}"""
    found: dict[tuple[str, str], dict[str, Page]] = {}
    for row in view.select(query):
        page = Page(
            row["page"].value, row["number"].value, int(row["rank"].value), int(row["start"].value),
            int(row["end"].value),
        )  # fmt: skip
        found.setdefault((row["text"].value, row["g"].value), {}).setdefault(page.iri, page)
    return {key: tuple(sorted(pages.values(), key=lambda one: (one.start, one.rank))) for key, pages in found.items()}


def _mentions(view: View, of: str) -> dict[tuple[str, str], tuple[int, ...]]:
    query = f"""SELECT ?text ?g ?start WHERE {{ {of} . ?target oa:hasSource ?text ; oa:hasSelector ?position .
      ?position oa:start ?start }} }}"""
    found: dict[tuple[str, str], list[int]] = {}
    for row in view.select(query):
        found.setdefault((row["text"].value, row["g"].value), []).append(int(row["start"].value))
    return {key: tuple(sorted(starts)) for key, starts in found.items()}
