"""Answers to query jobs from a remote store: asked in one format, given in the job's, within the job's limits."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import IO, cast

import pyoxigraph as ox

from kg.store.http import StoreRefused
from kg.store.query import (
    Begin,
    Outcome,
    QueryFailed,
    QueryJob,
    Write,
    about,
    distinct,
    syntax_problem,
    write_graph,
    write_solutions,
)
from kg.store.remote import RemoteStore

_JSON, _NT = "application/sparql-results+json", "application/n-triples"
_FORM = re.compile(r"(?:\s|#[^\n\r]*|(?:BASE|PREFIX)\b[^<]*<[^<>]*>)*(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
"""The prologue, and the word that says what kind of answer there will be."""
_ASKED = "__ASK_RETVAL"
_SLACK = 8
"""Bytes of a format of the store's, for each that an answer may have in the job's."""
_FIRST = re.compile(r"\berror at 1:(\d+):")
_PLACE = re.compile(r"error at \d+:\d+: .*", re.DOTALL)


class Busy(Exception):
    """The store has no room for a query now."""


@dataclass(frozen=True)
class RemoteReader:
    """prefixes: declared for the query where its text may use them. base: of relative IRIs."""

    store: RemoteStore
    prefixes: dict[str, str]
    base: str

    def run(self, job: QueryJob, write: Write, begin: Begin, deadline: float, gone: Callable[[], bool]) -> Outcome:
        """As ``EditionReader.run``; TimeoutError past the deadline (of the monotonic clock), Busy, ConnectionError.

        gone: whether nobody waits any more; then ConnectionAbortedError
        """
        try:
            if job.describe:
                found = list(about(job.query, lambda node: self._find(node, job, deadline, gone)))
                return write_graph(distinct(iter(found), job.graph), job, self.prefixes, write, begin)
            return self._asked(job, write, begin, deadline, gone)
        except StoreRefused as error:
            raise _told(error) from error
        except HTTPException as error:
            raise ConnectionResetError(str(error) or type(error).__name__) from error

    def _asked(
        self, job: QueryJob, write: Write, begin: Begin, deadline: float, gone: Callable[[], bool]
    ) -> Outcome:
        dataset = [("default-graph-uri", iri) for iri in job.default_graphs]
        dataset += [("named-graph-uri", iri) for iri in job.named_graphs]
        head, accept = self._head(job.query), _accept(job.query)
        with _pointed(len(head)), self.store.ask(head + job.query, accept, _left(deadline), dataset) as answer:
            bounded = cast(IO[bytes], _Bounded(answer, _SLACK * job.max_bytes, deadline, gone))
            kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            with _readable():
                if kind == _JSON:
                    result = _truth(ox.parse_query_results(bounded, ox.QueryResultsFormat.JSON))
                    return write_solutions(result, job, write, begin)
                if kind == _NT:
                    triples = (quad.triple for quad in ox.parse(bounded, ox.RdfFormat.N_TRIPLES))
                    return write_graph(triples, job, self.prefixes, write, begin)
        raise QueryFailed("QUERY003", f"The store answered with {kind or 'no type'}, which was not asked for.")

    def _find(
        self, node: ox.NamedNode, job: QueryJob, deadline: float, gone: Callable[[], bool]
    ) -> Iterator[ox.Quad]:
        query = f"SELECT ?p ?o ?g {{ GRAPH ?g {{ {node} ?p ?o }} }}"
        with self.store.ask(query, _JSON, _left(deadline)) as answer:
            bounded = cast(IO[bytes], _Bounded(answer, _SLACK * job.max_bytes, deadline, gone))
            with _readable():
                for row in cast(ox.QuerySolutions, ox.parse_query_results(bounded, ox.QueryResultsFormat.JSON)):
                    yield ox.Quad(node, row["p"], row["o"], row["g"])

    def _head(self, query: str) -> str:
        """What the query may leave out; no line of its own, so that lines are counted as in the text."""
        used = [(name, iri) for name, iri in self.prefixes.items() if f"{name}:" in query or "\\" in query]
        return f"BASE <{self.base}> {''.join(f'PREFIX {name}: <{iri}> ' for name, iri in used)}"


@contextmanager
def _readable() -> Iterator[None]:
    """What the parsers of answers raise is the store's fault, not the query's."""
    try:
        yield
    except (SyntaxError, ValueError) as error:
        raise QueryFailed("QUERY003", f"The store's answer cannot be read: {error}.") from error


@contextmanager
def _pointed(head: int) -> Iterator[None]:
    """Columns of the first line are counted without what was put before the query."""
    try:
        yield
    except StoreRefused as error:
        told = _FIRST.sub(lambda match: f"error at 1:{max(1, int(match[1]) - head)}:", error.told)
        raise StoreRefused(error.status, told, error.where) from error


class _Bounded:
    """An answer as a file that ends with an error at the deadline, past so many bytes, or when nobody waits."""

    def __init__(self, answer: HTTPResponse, room: int, deadline: float, gone: Callable[[], bool]) -> None:
        self._answer, self._room, self._deadline, self._gone = answer, room, deadline, gone

    def read(self, size: int = -1) -> bytes:
        if time.monotonic() >= self._deadline:
            raise TimeoutError
        if self._gone():
            raise ConnectionAbortedError
        chunk = self._answer.read1(size if size > 0 else 1 << 16)
        self._room -= len(chunk)
        if self._room < 0:
            raise QueryFailed("QUERY006", "The store's answer is too large.", advice="Ask for less with LIMIT.")
        return chunk


def _truth(result: ox.QuerySolutions | ox.QueryBoolean) -> ox.QuerySolutions | ox.QueryBoolean:
    """The result; a truth value where it is the table of one cell that Virtuoso 7 makes of it."""
    if isinstance(result, ox.QueryBoolean) or [name.value for name in result.variables] != [_ASKED]:
        return result
    row = next(result, None)
    truth = row is not None and str(getattr(row[_ASKED], "value", "")) in ("1", "true")
    return ox.parse_query_results(f'{{"head":{{}},"boolean":{str(truth).lower()}}}', ox.QueryResultsFormat.JSON)


def _accept(query: str) -> str:
    """Virtuoso gives tables for everything where it is offered both kinds of formats, so the right one is asked for."""
    form = _FORM.match(query)
    if form is None:  # written with escapes, or no query at all
        return f"{_JSON}, {_NT};q=0.9"
    return _JSON if form[1].upper() in ("SELECT", "ASK") else _NT


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _told(error: StoreRefused) -> Exception:
    """What a refusal of the store means to whoever asked."""
    if error.status in (429, 503):
        return Busy()
    if error.status in (408, 504):
        return TimeoutError()
    if error.status == 400:
        if place := _PLACE.search(error.told):
            return syntax_problem(place[0])
        return QueryFailed("QUERY001", f"The store does not accept the query: {error.told}")
    return QueryFailed("QUERY003", f"The query could not be evaluated: the store answered {error.status}.")
