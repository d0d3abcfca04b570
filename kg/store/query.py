"""The read side of the engine: one query, or one description, over one edition, as bytes of a chosen format.

This runs inside a query worker. It knows no HTTP, and nothing here can stop a query: the process is stopped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from extractors.errors import CodedError
from kg.store.named import may_read_sources
from kg.store.row_limit import LimitReached, RowLimit
from kg.store.served import open_served

_SOLUTIONS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPH_FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
}
Write = Callable[[bytes], None]
Begin = Callable[[str, str], None]
_PLACE = re.compile(r"^error at (\d+):(\d+): ")
_HEADER = re.compile(rb"(?:@prefix [^\n]*\n)*")
_EQUIVALENT = ox.NamedNode("https://www.ica.org/standards/RiC/ontology#isEquivalentTo")


class QueryFailed(CodedError):
    """The query has no answer: QUERY001 syntax, 002 unknown function, 003 store, 004 format, 005 memory."""


@dataclass(frozen=True, slots=True)
class QueryJob:
    """What a worker is asked.

    query           SPARQL 1.1 text; for a description, the IRI to describe
    solutions       format of SELECT and ASK answers: json xml csv tsv; None where none is acceptable
    graph           format of CONSTRUCT and DESCRIBE answers: ttl nt jsonld rdf trig nq; None likewise
    describe        give the statements about the IRI ``query`` instead of running it
    default_graphs  IRIs of the protocol's default-graph-uri; with named_graphs, replaces the whole dataset
    """

    query: str
    solutions: str | None = "json"
    graph: str | None = "ttl"
    describe: bool = False
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    max_rows: int = 100_000
    max_bytes: int = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it went: kind is solutions, boolean or graph; format one of the names above; rows or triples."""

    kind: str
    format: str
    rows: int
    truncated: bool


class EditionReader:
    """A store opened read-only. Never open one beside a writer: the engine calls that undefined behaviour."""

    def __init__(
        self, store_path: Path, prefixes: dict[str, str], base: str = "", *, copy: ox.Store | None = None
    ) -> None:
        """base: what relative IRIs of queries are resolved against; empty: they are errors.

        copy: what ``kg.store.memory`` made of it, for the queries that need no more. The store is opened all the same,
        for a process that is confined later cannot do that any more.
        """
        self._store = open_served(store_path)
        self._copy = copy
        self._prefixes = prefixes
        self._base = base or None

    def run(self, job: QueryJob, write: Write, begin: Begin = lambda kind, format_name: None) -> Outcome:
        """Answer the job; the bytes go to write, after begin was told their kind and format.

        QueryFailed for whatever the query is to blame for; MemoryError where the engine noticed that there is no more.
        """
        try:
            if job.describe:
                found = distinct(about(job.query, self._find), job.graph)
                return write_graph(found, job, self._prefixes, write, begin)
            named = job.default_graphs or job.named_graphs or may_read_sources(job.query)
            store = self._store if self._copy is None or named else self._copy
            result = store.query(
                job.query,
                base_iri=self._base,
                prefixes=self._used_prefixes(job.query),
                default_graph=_nodes(job.default_graphs) if job.default_graphs or job.named_graphs else None,
                named_graphs=_nodes(job.named_graphs) if job.default_graphs or job.named_graphs else None,
            )
            if isinstance(result, ox.QueryTriples):
                return write_graph(result, job, self._prefixes, write, begin)
            return write_solutions(result, job, write, begin)
        except SyntaxError as error:
            raise syntax_problem(str(error)) from error
        except RuntimeError as error:
            raise QueryFailed("QUERY002", f"{error}.", advice="Use only the functions of SPARQL 1.1.") from error
        except OSError as error:
            raise QueryFailed("QUERY003", f"The query could not be evaluated: {error}.") from error

    def _used_prefixes(self, query: str) -> dict[str, str]:
        """Those that the text may use: the engine reads each that it is given, which takes longer than a lookup."""
        if "\\" in query:  # a letter of a prefix may be written as its code point
            return self._prefixes
        return {name: iri for name, iri in self._prefixes.items() if f"{name}:" in query}

    def _find(self, node: ox.NamedNode) -> Iterator[ox.Quad]:
        for quad in self._store.quads_for_pattern(node, None, None, None):
            if quad.graph_name != ox.DefaultGraph():  # there it stands again, without where it comes from
                yield quad


def write_graph(
    triples: Iterable[ox.Triple | ox.Quad], job: QueryJob, prefixes: dict[str, str], write: Write, begin: Begin
) -> Outcome:
    """A graph in the job's format, within its limits. QueryFailed QUERY006 for too many bytes."""
    if job.graph is None:
        raise _not_acceptable("an RDF graph", "text/turtle")
    begin("graph", job.graph)
    counter = _Counter(triples, job.max_rows)
    output = _GraphOutput(write, job.max_bytes)
    shown = prefixes if job.graph in ("ttl", "trig") else None
    try:
        ox.serialize(counter, output, GRAPH_FORMATS[job.graph], prefixes=shown)  # type: ignore[arg-type]
        output.finish()
    except LimitReached:
        # A graph cannot be ended in good form from outside, so one of too many bytes is refused whole.
        raise QueryFailed(
            "QUERY006",
            f"The graph is larger than {job.max_bytes} bytes.",
            advice="Ask for less with LIMIT, or take the dump of the edition.",
        ) from None
    return Outcome("graph", job.graph, counter.count, counter.truncated)


def about(iri: str, find: Callable[[ox.NamedNode], Iterable[ox.Quad]]) -> Iterator[ox.Quad]:
    """Statements about the IRI, its #parts, and the local descriptions of the same thing.

    find: the quads of named graphs that have a subject
    """
    start = ox.NamedNode(iri)
    seen = {start}
    waiting = [start]
    for node in waiting:
        for quad in find(node):
            yield quad
            found = quad.object
            part = isinstance(found, ox.NamedNode) and found.value.startswith(iri + "#")
            same = quad.predicate == _EQUIVALENT and node == start
            if isinstance(found, ox.NamedNode) and (part or same) and found not in seen:
                seen.add(found)
                waiting.append(found)


class _Counter:
    """Hands on at most so many, and knows whether there were more."""

    def __init__(self, items: Iterable[ox.Triple | ox.Quad], limit: int) -> None:
        self._items = iter(items)
        self._limit = limit
        self.count = 0
        self.truncated = False

    def __iter__(self) -> Iterator[ox.Triple | ox.Quad]:
        for item in islice(self._items, self._limit):
            self.count += 1
            yield item
        self.truncated = next(self._items, None) is not None


class _GraphOutput:
    """Stops at a number of bytes, and puts the prefix lines in order, which the engine writes in any."""

    def __init__(self, write: Callable[[bytes], None], room: int) -> None:
        self._write = write
        self._room = room
        self._head: bytes | None = b""

    def write(self, chunk: bytes) -> int:
        self._room -= len(chunk)
        if self._room < 0:
            raise LimitReached
        if self._head is None:
            self._write(chunk)
        else:
            self._head += chunk
            end = _HEADER.match(self._head).end()  # type: ignore[union-attr] # matches nothing at least
            if self._head[end : end + 1] not in (b"", b"@"):
                self.finish()
        return len(chunk)

    def flush(self) -> None:
        """Nothing is held back but an unfinished header."""

    def finish(self) -> None:
        """Write the header, where that has not been done."""
        if self._head is not None:
            end = _HEADER.match(self._head).end()  # type: ignore[union-attr]
            lines = sorted(self._head[:end].splitlines(keepends=True))
            self._write(b"".join([*lines, self._head[end:]]))
            self._head = None


def write_solutions(
    result: ox.QuerySolutions | ox.QueryBoolean, job: QueryJob, write: Write, begin: Begin
) -> Outcome:
    """A table or a truth value in the job's format; a table ends in good form at the job's limits."""
    if job.solutions is None:
        raise _not_acceptable("a table or a truth value", "application/sparql-results+json")
    if isinstance(result, ox.QueryBoolean):
        # CSV and TSV have no truth values; the engine writes the bare word, as is customary.
        begin("boolean", job.solutions)
        write(result.serialize(format=_SOLUTIONS[job.solutions]) or b"")
        return Outcome("boolean", job.solutions, 1, truncated=False)
    begin("solutions", job.solutions)
    limit = RowLimit(write, job.solutions, job.max_rows, job.max_bytes)
    with suppress(LimitReached):
        result.serialize(limit, _SOLUTIONS[job.solutions])  # type: ignore[arg-type] # needs write and flush only
    rows = limit.finish()
    return Outcome("solutions", job.solutions, rows, limit.truncated)


def distinct(quads: Iterator[ox.Quad], format_name: str | None) -> Iterator[ox.Triple | ox.Quad]:
    """Quads where the format can hold them, else each triple once; sorted, so the answer never varies."""
    ordered = sorted(quads, key=str)
    if format_name in ("nq", "trig"):
        return iter(ordered)
    return iter(dict.fromkeys(quad.triple for quad in ordered))


def _nodes(iris: tuple[str, ...]) -> list[Any]:
    try:
        return [ox.NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise QueryFailed("QUERY001", f"The dataset names an invalid IRI: {error}.") from error


def _not_acceptable(what: str, media_type: str) -> QueryFailed:
    return QueryFailed(
        "QUERY004",
        f"The answer is {what}, and no format that was accepted can hold it.",
        advice=f"Accept {media_type}, or name a format with ?format=.",
    )


def out_of_memory(limit_mib: int) -> QueryFailed:
    """For a query that needed more memory than its process may have."""
    return QueryFailed(
        "QUERY005",
        f"The query ran past the limit of {limit_mib} MiB of memory and was ended.",
        advice="Sort or group less, or use LIMIT.",
    )


def syntax_problem(message: str) -> QueryFailed:
    """The engine's complaint as one sentence, with the place as ``line L column C``."""
    place = _PLACE.match(message)
    where = f"line {place[1]} column {place[2]}" if place else ""
    text = " ".join(_PLACE.sub("", message).split())
    if text.startswith("expected one of "):
        if "Prefix not found" in text:
            return QueryFailed(
                "QUERY001",
                "A prefix is used that is not declared.",
                where=where,
                advice="Declare it with PREFIX.",
            )
        words = re.sub(r"\[[^\]]*(?:'\]'[^\]]*)?\]", "", text.removeprefix("expected one of ")).split(", ")
        told = [word for word in words if word.count(" ") > 1] or [word for word in words if word.strip()]
        text = f"{'expected one of ' if len(told) > 1 else ''}{', '.join(told[:12])}"
    return QueryFailed(
        "QUERY001",
        f"The query is not valid SPARQL: {text}",
        where=where,
        advice="Correct the query at that place.",
    )
