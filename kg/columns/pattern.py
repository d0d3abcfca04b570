"""Which queries columns can answer: a SELECT over triple patterns whose properties are given, and nothing else.

What is not understood here to the last sign is left to the engine, so a query can be missed, never misread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ontology.terms import RDF

TYPE = f"<{RDF.type}>"
_TOKEN = re.compile(r"\s+|(<[^<>\"{}|^`\\\s]*>|\?\w+|[A-Za-z]+|[{}().;,])")
_KINDS = {"isliteral": '"', "isiri": "<"}
Step = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """A query taken apart.

    out     (name in the answer, variable, whether its language is asked for instead of its value)
    steps   triple patterns; terms as in N-Triples, variables with their sign
    graph   IRI of the graph that they are of, '' for the default graph
    begins  by variable, with what its N-Triples text must begin
    """

    out: tuple[tuple[str, str, bool], ...]
    distinct: bool
    steps: tuple[Step, ...]
    graph: str
    begins: tuple[tuple[str, str], ...]


class _Other(Exception):
    """The query is one for the engine."""


@lru_cache(maxsize=512)
def plan_of(query: str) -> Plan | None:
    """The plan of a query; None for one that is left to the engine.

    >>> plan_of("SELECT ?s { ?s <http://p> ?o }").steps
    (('?s', '<http://p>', '?o'),)
    >>> plan_of("SELECT ?s { ?s <http://p>+ ?o }") is None
    True
    """
    try:
        return _Parser(query).plan()
    except _Other:
        return None


class _Parser:
    def __init__(self, query: str) -> None:
        self._tokens = list(_tokens(query))
        self._at = 0

    def plan(self) -> Plan:
        self._word("select")
        distinct = self._may("distinct")
        out = []
        while (found := self._next()) not in ("{", "where"):
            out.append(self._language() if found == "(" else (_variable(found)[1:], found, False))
        if found == "where":
            self._word("{")
        graph = ""
        steps: list[Step] = []
        begins: list[tuple[str, str]] = []
        if self._may("graph"):
            graph = self._next()
            if not graph.startswith("<"):
                raise _Other
            self._word("{")
            steps += self._block()
            self._word("}")
        else:
            steps += self._block()
        while self._may("filter"):
            begins.append(self._filter())
        self._word("}")
        if self._at != len(self._tokens) or not steps or not out:
            raise _Other
        known = {term for step in steps for term in step if term[0] == "?"}
        asked = {variable for _, variable, _ in out} | {variable for variable, _ in begins}
        loops = any(step[0] == step[2] for step in steps)
        if loops or not asked <= known or len({name for name, _, _ in out}) < len(out):
            raise _Other
        return Plan(tuple(out), distinct, tuple(steps), graph[1:-1], tuple(begins))

    def _block(self) -> Iterator[Step]:
        """Triples up to a closing brace or a filter; ``;`` and ``,`` go on with the subject, and the property."""
        while self._peek() not in ("}", "filter"):
            subject = self._term()
            while True:
                property_ = self._next()
                property_ = TYPE if property_ == "a" else _iri_or_variable(property_)
                yield subject, property_, self._term()
                while self._may(","):
                    yield subject, property_, self._term()
                if not self._may(";"):
                    break
            if not self._may(".") and self._peek() not in ("}", "filter"):
                raise _Other

    def _language(self) -> tuple[str, str, bool]:
        """``(LANG(?v) AS ?name)`` after its first bracket."""
        self._word("lang")
        self._word("(")
        variable = _variable(self._next())
        self._word(")")
        self._word("as")
        name = _variable(self._next())
        self._word(")")
        return name[1:], variable, True

    def _filter(self) -> tuple[str, str]:
        """``(isLiteral(?v))`` or ``(isIRI(?v))``."""
        self._word("(")
        begin = _KINDS.get(self._next())
        self._word("(")
        variable = _variable(self._next())
        self._word(")")
        self._word(")")
        if begin is None:
            raise _Other
        return variable, begin

    def _term(self) -> str:
        return _iri_or_variable(self._next())

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _next(self) -> str:
        token = self._peek()
        if not token:
            raise _Other
        self._at += 1
        return token

    def _may(self, word: str) -> bool:
        found = self._peek() == word
        self._at += found
        return found

    def _word(self, word: str) -> None:
        if not self._may(word):
            raise _Other


def _tokens(query: str) -> Iterator[str]:
    """Words in small letters; IRIs and variables as they are."""
    at = 0
    while at < len(query):
        found = _TOKEN.match(query, at)
        if found is None:
            raise _Other
        at = found.end()
        if token := found[1]:
            yield token.lower() if token[0].isalpha() else token


def _variable(token: str) -> str:
    if token[0] != "?":
        raise _Other
    return token


def _iri_or_variable(text: str) -> str:
    if text[0] not in "<?" or text == "<>":
        raise _Other
    return text
