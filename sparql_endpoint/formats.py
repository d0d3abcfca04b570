"""Which formats a query's answer may have: by ``?format=``, else by the Accept header. No I/O, no framework."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sparql_endpoint.negotiate import GRAPHS, PAGE, SOLUTIONS, preferred
from sparql_endpoint.problems import HttpProblem

_OTHER_NAMES = {"turtle": "ttl", "ntriples": "nt", "rdfxml": "rdf", "json-ld": "jsonld"}
_COMMON = 200
"""Characters of an Accept header that is worth remembering; clients have few of them, and attackers have many."""


@dataclass(frozen=True, slots=True)
class Formats:
    """Of tables and of graphs, None where none is acceptable; as_page: a page of HTML is liked better."""

    solutions: str | None
    graph: str | None
    as_page: bool = False


def formats_of(name: str | None, accept: str) -> Formats:
    """name: the value of ``?format=``. HttpProblem 406 where nothing fits.

    >>> formats_of(None, "text/csv, text/turtle;q=0.5")
    Formats(solutions='csv', graph='ttl', as_page=False)
    >>> formats_of("json", "text/turtle")
    Formats(solutions='json', graph='jsonld', as_page=False)
    """
    if name is not None:
        return _named(_OTHER_NAMES.get(name, name))
    return _remembered(accept) if len(accept) <= _COMMON else _accepted(accept)


def _named(name: str) -> Formats:
    if name == "html":
        return Formats("json", "ttl", as_page=True)
    if name in SOLUTIONS:
        # A format of one kind leaves the default to the other kind, so that ?format=json serves CONSTRUCT too.
        return Formats(name, {"json": "jsonld", "xml": "rdf"}.get(name, "ttl"))
    if name in GRAPHS:
        return Formats("json", name)
    known = ", ".join([*SOLUTIONS, *GRAPHS, "html"])
    raise HttpProblem(406, "HTTP406", f"There is no format {name!r}.", advice=f"Formats: {known}.")


def _accepted(accept: str) -> Formats:
    solutions, quality = preferred(accept, SOLUTIONS)
    graph, graph_quality = preferred(accept, GRAPHS)
    if "html" in accept and preferred(accept, PAGE)[1] >= max(quality, graph_quality):
        return Formats("json", "ttl", as_page=True)
    if solutions is None and graph is None:
        raise HttpProblem(
            406,
            "HTTP406",
            "None of the accepted formats is offered.",
            advice="Accept application/sparql-results+json, text/csv, text/turtle or another of the description.",
        )
    return Formats(solutions, graph)


_remembered = lru_cache(maxsize=256)(_accepted)
