"""A store behind the SPARQL 1.1 Protocol and the Graph Store HTTP Protocol, whoever made it.

Writing knows two acts, both harmless when repeated: to replace a graph (PUT, then POST of what is more than one
request holds; without blank nodes a POST twice is a POST once) and to drop one (DELETE).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from http.client import HTTPResponse
from pathlib import Path
from typing import IO, Any, cast
from urllib.parse import quote, urlencode

import pyoxigraph as ox

from extractors.errors import UsageError
from kg.store.http import Http, StoreRefused
from kg.store.layouts import LAYOUTS, Layout

CHUNK_BYTES = 16 << 20
"""Of N-Triples in one request, about."""
_NT = {"Content-Type": "application/n-triples"}
_AT_ONCE = 200


@dataclass(frozen=True)
class RemoteStore:
    """url: as the layout wants it. An empty graph name means the default graph."""

    name = "sparql"
    url: str
    layout: Layout = LAYOUTS["oxigraph"]
    http: Http = field(default_factory=Http)

    @classmethod
    def of(cls, url: str, layout: str, authorization_file: Path | None = None) -> RemoteStore:
        """From settings. UsageError for a layout that is not known, or a file that cannot be read."""
        if layout not in LAYOUTS:
            raise UsageError("STORE102", f"No kind of store is called {layout!r}.", advice=f"One of {sorted(LAYOUTS)}.")
        try:
            header = authorization_file.read_text(encoding="utf-8").strip() if authorization_file else ""
        except OSError as error:
            raise UsageError(
                "STORE105", f"The authorization cannot be read: {error.strerror}.", where=str(authorization_file)
            ) from error
        return cls(url.rstrip("/"), LAYOUTS[layout], Http(header))

    def put_graph(self, graph: str, triples: Iterable[bytes]) -> None:
        """Make a graph hold just these. triples: pieces of N-Triples, whole lines, none of them large."""
        method, held, size = "PUT", [], 0
        for piece in triples:
            held.append(piece)
            size += len(piece)
            if size >= CHUNK_BYTES:
                self.http.send(method, self._graph(graph), b"".join(held), _NT)
                method, held, size = "POST", [], 0
        if held or method == "PUT":
            self.http.send(method, self._graph(graph), b"".join(held), _NT)

    def drop_graph(self, graph: str) -> None:
        """Remove a graph, whether it is there or not."""
        try:
            self.http.send("DELETE", self._graph(graph))
        except StoreRefused as error:
            if error.status != 404:
                raise

    def triples(self, graph: str) -> Iterator[ox.Triple]:
        """A graph, read back. Nothing where it is not there."""
        try:
            with self.http.open("GET", self._graph(graph), headers={"Accept": "application/n-triples"}) as answer:
                for quad in ox.parse(input=cast(IO[bytes], answer), format=ox.RdfFormat.N_TRIPLES):
                    yield quad.triple
        except StoreRefused as error:
            if error.status != 404:
                raise

    def graph_lines(self, graph: str) -> list[str]:
        """A graph, read back, as canonical N-Quads lines, sorted."""
        found = self.triples(graph)
        return sorted(f"{each.subject} {each.predicate} {each.object} <{graph}> .\n" for each in found)

    def graph_names(self, prefix: str) -> Iterator[str]:
        """IRIs of the named graphs that begin with prefix: as many as the store lists in one answer."""
        condition = f"FILTER(STRSTARTS(STR(?g), {json.dumps(prefix)}))"
        for row in self.select(f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} {condition} }}"):
            yield row["g"]

    def sizes(self, graphs: Sequence[str]) -> dict[str, int]:
        """Number of triples of each of these named graphs; those that are empty are left out."""
        found: dict[str, int] = {}
        for start in range(0, len(graphs), _AT_ONCE):
            names = " ".join(f"<{name}>" for name in graphs[start : start + _AT_ONCE])
            query = f"SELECT ?g (COUNT(*) AS ?n) {{ VALUES ?g {{ {names} }} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"
            found |= {row["g"]: int(row["n"]) for row in self.select(query) if "g" in row}
        return found

    def size_of_default(self) -> int:
        """Number of triples that a query without GRAPH looks at."""
        return int(next(iter(self.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")))["n"])

    def select(self, query: str) -> list[dict[str, str]]:
        """Rows of a SELECT of ours; IRIs bare, literals as their lexical form."""
        body, headers = asked(query, "application/sparql-results+json")
        answer: Any = json.loads(self.http.send("POST", self.url + self.layout.query, body, headers))
        return [{name: term["value"] for name, term in row.items()} for row in answer["results"]["bindings"]]

    def ask(
        self, query: str, accept: str, timeout_s: float, dataset: Sequence[tuple[str, str]] = ()
    ) -> AbstractContextManager[HTTPResponse]:
        """The answer to a query, to be read; one try. Errors as ``Http.open`` raises them.

        dataset: fields default-graph-uri and named-graph-uri of the protocol
        """
        body, headers = asked(query, accept, dataset)
        return self.http.open("POST", self.url + self.layout.query, body, headers, timeout_s)

    def _graph(self, graph: str) -> str:
        which = f"graph={quote(graph, safe='')}" if graph else "default"
        return f"{self.url}{self.layout.graphs}?{which}"


def asked(query: str, accept: str, dataset: Sequence[tuple[str, str]] = ()) -> tuple[bytes, dict[str, str]]:
    """Body and headers of a query that is sent as a form."""
    body = urlencode([("query", query), *dataset]).encode()
    return body, {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept}
