"""Pages of a store that may have an image: which record they belong to, what they call it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kg.iri import Iris
from kg.store.base import Reader
from ontology.terms import RICO


@dataclass(frozen=True, slots=True, order=True)
class PageOf:
    """A page. place: which page of its file, from 0; name: what it calls its image, empty in a PDF.

    alone: it is the only page that its source has
    """

    page: str
    record: str
    graph: str
    place: int
    name: str
    alone: bool


def pages_of(store: Reader, iris: Iris, printed: Collection[str]) -> tuple[PageOf, ...]:
    """All that name an image, and all of the graphs in printed, which came from files that are their own images."""
    named = f"SELECT ?g ?page ?name WHERE {{ GRAPH ?g {{ ?page <{iris.own('image')}> ?name }} }}"
    names = {(row["g"], row["page"]): row["name"] for row in store.select(named)}
    places = (
        f"SELECT ?g ?page ?rank ?record WHERE {{ GRAPH ?g {{ ?page <{iris.own('rank')}> ?rank . "
        f"?text <{RICO.hasOrHadComponent}> ?page ; <{iris.own('textOf')}> ?record }} }}"
    )
    found: dict[tuple[str, str], tuple[int, str]] = {}
    for row in store.select(places):
        key, value = (row["g"], row["page"]), (int(row["rank"]) - 1, row["record"])
        found[key] = min(value, found.get(key, value))
    sizes: dict[str, int] = {}
    for graph, _ in found:
        sizes[graph] = sizes.get(graph, 0) + 1
    return tuple(
        sorted(
            PageOf(page, record, graph, place, names.get((graph, page), ""), sizes[graph] == 1)
            for (graph, page), (place, record) in found.items()
            if (graph, page) in names or graph in printed
        )
    )
