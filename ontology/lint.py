"""Finds terms that do not exist, or that stand where they may not, before anything is built from them.

    python -m ontology.lint FILE…           with no file: everything of ours

Turtle, TriG, N-Triples and N-Quads are judged as data, SPARQL (``.rq``, ``.ru``, and examples in Turtle) as queries;
Python and Markdown by the terms that they name. Each fault is one line: file, line, what to write instead.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from warnings import catch_warnings, simplefilter

from ontology.lint_sparql import NotSparql, query_triples
from ontology.lint_terms import advice, unknown
from ontology.lint_use import Triple, misuses, types_of
from ontology.namespaces import NAMESPACES, PLACEHOLDER

ROOT = Path(__file__).parents[1]
DATA = {".ttl": "turtle", ".trig": "trig"}
LINES = (".nt", ".nq")
QUERIES = (".rq", ".sparql")
_LINE = re.compile(r'(<[^>]*>|_:\S+) (<[^>]*>) (<[^>]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:\^\^<[^>]*>|@[\w-]+)?)')
_EARLIER = re.compile(r"^(rdf_\w*|replaced|lint_?\w*)\.py$")
"""Modules that name terms of earlier versions, since they read or refuse them."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing to put right. line counts from 1; 0 where it is not known."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


def lint_file(path: Path, *, vocabulary: str = PLACEHOLDER) -> list[Fault]:
    """All faults of one file, by line. vocabulary is the namespace of our own terms in it.

    ValueError or what rdflib raises for a file that is not what its ending says.
    """
    if path.suffix in LINES:
        return sorted(_of_lines(path, vocabulary))
    text = path.read_text(encoding="utf-8")
    return sorted({Fault(str(path), *each) for each in _of_text(text, path.suffix, vocabulary)})


def _of_text(text: str, suffix: str, vocabulary: str) -> Iterator[tuple[int, str]]:
    for line, term in unknown(text, vocabulary=vocabulary):
        yield line, advice(term)
    if suffix in QUERIES:
        yield from _of_query(text, 1, vocabulary)
    if suffix in DATA:
        triples, queries = _parsed(text, DATA[suffix])
        for misuse in misuses(triples, types_of(triples)):
            yield _line_of(text, misuse.triple), misuse.message
        for query in queries:
            first = text.count("\n", 0, max(text.find(query.strip()[:80]), 0)) + 1
            yield from _of_query(query, first, vocabulary)


def _of_query(query: str, first: int, vocabulary: str) -> Iterator[tuple[int, str]]:
    try:
        triples = query_triples(query, vocabulary=vocabulary)
    except NotSparql as error:
        yield first, f"This is no SPARQL query: {error}."
        return
    for misuse in misuses(triples, types_of(triples)):
        yield first - 1 + _line_of(query, misuse.triple), misuse.message


def _of_lines(path: Path, vocabulary: str) -> Iterator[Fault]:
    """N-Triples or N-Quads of any size: read twice, first for the types."""
    with path.open(encoding="utf-8") as lines:
        types = types_of(triple for _, triple in _triples(lines))
    judged: set[str] = set()
    spaces = tuple(f"<{space}" for space in {**NAMESPACES, "kg": vocabulary}.values())
    with path.open(encoding="utf-8") as lines:
        for number, triple in _triples(lines):
            for term in triple:
                if term.startswith(spaces) and term not in judged:
                    judged.add(term)
                    for _, name in unknown(term, vocabulary=vocabulary):
                        yield Fault(str(path), number, advice(name))
            for misuse in misuses((triple,), types):
                yield Fault(str(path), number, misuse.message)


def _triples(lines: Iterable[str]) -> Iterator[tuple[int, Triple]]:
    for number, line in enumerate(lines, 1):
        if (match := _LINE.match(line)) is not None:
            yield number, (match[1], match[2], match[3])


def _parsed(text: str, format_: str) -> tuple[list[Triple], list[str]]:
    """Triples of a Turtle or TriG text, and the queries that it keeps as literals."""
    from rdflib import SH, Dataset, Graph

    data = Graph() if format_ == "turtle" else Dataset(default_union=True)
    kept = (SH.select, SH.ask, SH.construct)
    with catch_warnings():
        simplefilter("ignore", DeprecationWarning)  # rdflib itself uses what rdflib has deprecated
        data.parse(data=text, format=format_)
        triples = [(s.n3(), p.n3(), o.n3()) for s, p, o in data.triples((None, None, None))]
        return triples, sorted(str(query) for predicate in kept for query in data.objects(None, predicate))


def _line_of(text: str, triple: Triple) -> int:
    """The line on which the property stands next after its subject; of a type, the line of the class."""
    subject, predicate, value = (re.split(r"[#/?]", term.rstrip(">"))[-1] for term in triple)
    wanted = value if predicate == "type" and triple[1].startswith(f"<{NAMESPACES['rdf']}") else predicate
    start = match.start() if (match := re.search(rf"[:/#?$]{re.escape(subject)}\b", text)) and subject else 0
    found = re.compile(rf"[:#]{re.escape(wanted)}\b")
    use = found.search(text, start) or found.search(text)
    return text.count("\n", 0, use.start()) + 1 if use else 0


def own_files() -> list[Path]:
    """What ``make lint`` looks at: our data files, queries, pages and code."""
    folders = ("kg", "ontology", "sparql_endpoint", "extractors", "docs")
    endings = (*DATA, *QUERIES, ".py", ".md")
    found = [path for folder in folders for end in endings for path in (ROOT / folder).rglob(f"*{end}")]
    skipped = ("node_modules", "vendor", "corpus")
    return sorted(
        path for path in found if not _EARLIER.match(path.name) and not any(part in skipped for part in path.parts)
    )


def main(paths: list[str]) -> int:
    """Print what is wrong; 1 where anything is."""
    faults = [fault for path in (map(Path, paths) if paths else own_files()) for fault in lint_file(path)]
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
