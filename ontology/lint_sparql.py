"""The triples of a SPARQL query, paths taken apart, so that they can be judged as data are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import Any

from ontology.lint_use import Triple
from ontology.namespaces import prefixes

_LATERAL = re.compile(r"\bLATERAL\s*\{", re.IGNORECASE)
"""Of the engine, not of SPARQL 1.1; for the terms inside a plain group says the same."""


class NotSparql(ValueError):
    """The text is no SPARQL query."""


def query_triples(query: str, *, vocabulary: str) -> list[Triple]:
    """Every triple pattern, of all its branches, as N-Triples text with ``?variables``.

    Prefixes that the query does not declare are ours. A step of a path becomes a triple of its own. NotSparql for what
    does not parse.
    """
    from rdflib.plugins.sparql import prepareQuery

    declared = "" if "PREFIX" in query.upper() else prefixes(vocabulary=vocabulary)
    try:
        algebra = prepareQuery(declared + _LATERAL.sub("{", query)).algebra
    except Exception as error:  # rdflib has no class of its own for undeclared prefixes
        raise NotSparql(str(error)) from error
    fresh = (f"?_{number}" for number in count())
    return [triple for found in _patterns(algebra) for triple in _flat(found, fresh)]


def _patterns(node: Any) -> Iterator[tuple[Any, Any, Any]]:
    """The ``triples`` of every part of the algebra, those in FILTER EXISTS too."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name == "triples":
                # Inside SERVICE the parser leaves the patterns of one subject in one list.
                yield from (tuple(each[at : at + 3]) for each in value for at in range(0, len(each), 3))
            else:
                yield from _patterns(value)
    elif isinstance(node, list | tuple | set):
        for value in node:
            yield from _patterns(value)


def _flat(pattern: tuple[Any, Any, Any], fresh: Iterator[str]) -> Iterator[Triple]:
    from rdflib import URIRef, Variable
    from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath

    subject, path, value = pattern
    if isinstance(path, URIRef | Variable):
        yield _text(subject), _text(path), _text(value)
    elif isinstance(path, InvPath):
        yield from _flat((value, path.arg, subject), fresh)
    elif isinstance(path, AlternativePath):
        for part in path.args:
            yield from _flat((subject, part, value), fresh)
    elif isinstance(path, MulPath):
        # Any number of steps: one of them, whose ends are not those of the pattern.
        yield from _flat((next(fresh), path.path, next(fresh)), fresh)
    elif isinstance(path, SequencePath):
        ends = [subject, *(next(fresh) for _ in path.args[1:]), value]
        for number, part in enumerate(path.args):
            yield from _flat((ends[number], part, ends[number + 1]), fresh)


def _text(term: Any) -> str:
    from rdflib import BNode

    if isinstance(term, str) and term.startswith("?_"):
        return term
    return f"?{term}" if isinstance(term, BNode) else str(term.n3())
