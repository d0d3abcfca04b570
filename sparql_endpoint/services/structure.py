"""The groups of a query and the SERVICE clauses in them, with their places in the text; nothing is evaluated here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from sparql_endpoint.services.errors import ServiceError, place
from sparql_endpoint.services.tokens import Token, matching, tokens

Kind = Literal["where", "plain", "optional", "graph", "minus", "exists", "service", "other"]
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_KINDS: dict[str, Kind] = {"OPTIONAL": "optional", "MINUS": "minus", "LATERAL": "other"}


@dataclass(eq=False)
class Group:
    """A group graph pattern. start and end: its inside in the text; element: where the element that it is, or is part
    of, begins in the parent.

    head     ``GRAPH ?g`` of a group of that kind
    filters  (start, end) of the filters that are its elements
    bound    variables of its own triple patterns, which every solution of the group binds, and where they first stand
    simple   whether it has only triple patterns and filters without EXISTS
    select   whether it is a sub-select, and its inside no list of elements
    """

    kind: Kind
    start: int
    end: int
    parent: Group | None
    element: int
    head: str = ""
    filters: list[tuple[int, int]] = field(default_factory=list)
    bound: dict[str, int] = field(default_factory=dict)
    simple: bool = True
    select: bool = False


@dataclass(eq=False)
class Clause:
    """``SERVICE [SILENT] target { … }`` from start to end. body: its group, whose parent is the group it stands in.

    nested: the SERVICE clauses inside the body, which whoever evaluates the body evaluates
    """

    start: int
    end: int
    silent: bool
    target: Token
    body: Group
    nested: tuple[Clause, ...] = ()


@dataclass
class Structure:
    """A query's prologue, dataset clauses and outermost SERVICE clauses in the order of the text."""

    text: str
    tokens: list[Token]
    form: int
    where: int
    clauses: list[Clause]

    @property
    def prologue(self) -> str:
        """What precedes the query form."""
        return self.text[: self.form]

    @property
    def dataset(self) -> str:
        """The FROM clauses."""
        parts, inside = [], False
        for token in self.tokens:
            if self.form <= token.start < self.where:
                inside = token.keyword == "FROM" or (inside and (token.keyword == "NAMED" or token.kind in _NAMES))
                parts += [token.text] if inside else []
        return " ".join(parts)

    def variables(self, start: int, end: int) -> set[str]:
        """Names of the variables in a stretch of the text, without their mark."""
        return {token.text[1:] for token in self.tokens if token.kind == "variable" and start <= token.start < end}


_NAMES = ("iri", "name")


def structure(text: str) -> Structure | None:
    """Read a query. None where it is no query, or its brackets do not match: the engine says what is wrong then.

    ServiceError where a SERVICE clause is out of place.
    """
    found = tokens(text)
    pairs = matching(found)
    start = next((at for at, token in enumerate(found) if token.keyword in _FORMS and _is_form(found, at)), None)
    if pairs is None or start is None:
        return None
    reader = _Reader(text, found, pairs)
    where = reader.query(start, len(found), None)
    reader.rest()
    inside = [(clause.start, clause.end) for clause in reader.clauses]
    for token in found:
        if token.keyword == "SERVICE" and not any(begin <= token.start < end for begin, end in inside):
            raise wrong("SERVICE does not stand where a pattern can.", text, token.start)
    reader.clauses.sort(key=lambda clause: clause.start)
    return Structure(text, found, found[start].start, where, reader.clauses)


def wrong(message: str, text: str, offset: int) -> ServiceError:
    """The error for a clause that cannot be understood."""
    advice = "The form is SERVICE <address> { patterns }; see docs/reference/services.md."
    return ServiceError("SERVICE007", message, where=place(text, offset), advice=advice)


def _is_form(found: list[Token], at: int) -> bool:
    """PREFIX and BASE take a name and an IRI; a form is the first word that is neither."""
    return all(token.keyword in ("", "PREFIX", "BASE", "VERSION") for token in found[:at])


class _Reader:
    """Goes through groups without recursion, so that nesting costs no stack."""

    def __init__(self, text: str, found: list[Token], pairs: dict[int, int]) -> None:
        self._text = text
        self._tokens = found
        self._pairs = pairs
        self._waiting: list[tuple[int, Group]] = []
        self.clauses: list[Clause] = []

    def query(self, at: int, end: int, parent: Group | None) -> int:
        """Read a query form or sub-select that begins at a token; offset of its WHERE group, or of its end."""
        form, where = self._tokens[at].keyword, -1
        while at < end:
            token = self._tokens[at]
            if token.text == "{" and self._tokens[at - 1].keyword == "CONSTRUCT":
                at = self._pairs[at]
            elif token.text == "{" and where < 0:
                where = token.start
                self._open(at, "where", parent, where)
                at = self._pairs[at]
            elif token.text == "{":
                at = self._pairs[at]  # VALUES after the query
            elif token.text == "(":
                self._expression(at, self._pairs[at], None)
                at = self._pairs[at]
            at += 1
        return where if where >= 0 or form == "" else len(self._text)

    def rest(self) -> None:
        """Read all groups that were met."""
        while self._waiting:
            at, group = self._waiting.pop()
            end = self._pairs[at]
            if at + 1 < end and self._tokens[at + 1].keyword == "SELECT":
                group.select, group.simple = True, False
                self.query(at + 1, end, group)
            else:
                self._elements(at + 1, end, group)

    def _open(self, at: int, kind: Kind, parent: Group | None, element: int, head: str = "") -> Group:
        group = Group(kind, self._tokens[at].end, self._tokens[self._pairs[at]].start, parent, element, head)
        self._waiting.append((at, group))
        return group

    def _elements(self, at: int, end: int, group: Group) -> None:
        element = -1  # of the chain of groups that UNION joins
        while at < end:
            token = self._tokens[at]
            if token.text == "{" or token.keyword == "UNION":
                at += token.keyword == "UNION"
                element = element if token.keyword == "UNION" and element >= 0 else token.start
                at, group.simple = self._child(at, "plain", group, element), False
                continue
            element = -1
            if token.keyword in _KINDS:
                at, group.simple = self._child(at + 1, _KINDS[token.keyword], group, token.start), False
            elif token.keyword == "GRAPH":
                opened = self._brace(at + 1, token)
                head = self._text[token.start : self._tokens[opened].start]
                at, group.simple = self._child(opened, "graph", group, token.start, head), False
            elif token.keyword == "SERVICE":
                at, group.simple = self._service(at, group), False
            elif token.keyword == "FILTER":
                at = self._filter(at, group)
            elif token.keyword == "BIND":
                at, group.simple = self._constraint(at + 1, group, token.start), False
            elif token.keyword == "VALUES":
                at, group.simple = self._pairs[self._brace(at + 1, token)] + 1, False
            else:
                if token.kind == "variable":
                    group.bound.setdefault(token.text[1:], token.start)
                at += 1

    def _child(self, at: int, kind: Kind, parent: Group, element: int, head: str = "") -> int:
        if at >= len(self._tokens) or self._tokens[at].text != "{":
            raise wrong("A group is missing.", self._text, element)
        self._open(at, kind, parent, element, head)
        return self._pairs[at] + 1

    def _brace(self, at: int, token: Token) -> int:
        while at < len(self._tokens) and self._tokens[at].text != "{":
            at += 1
        if at == len(self._tokens):
            raise wrong(f"{token.keyword} has no group.", self._text, token.start)
        return at

    def _service(self, at: int, group: Group) -> int:
        start = self._tokens[at]
        following = self._tokens[at + 1 : at + 4]
        silent = bool(following) and following[0].keyword == "SILENT"
        target = following[silent : silent + 1]
        opened = at + 2 + silent
        if not target or target[0].kind not in ("iri", "name", "variable") or opened not in self._pairs:
            raise wrong("SERVICE needs an address or a variable, and a group.", self._text, start.start)
        end = self._tokens[self._pairs[opened]].end
        body = Group("service", self._tokens[opened].end, end - 1, group, start.start)
        inner = _Reader(self._text, self._tokens, self._pairs)
        inner._waiting.append((opened, body))
        inner.rest()
        self.clauses.append(Clause(start.start, end, silent, target[0], body, tuple(inner.clauses)))
        return self._pairs[opened] + 1

    def _filter(self, at: int, group: Group) -> int:
        start, before = self._tokens[at].start, len(self._waiting)
        at = self._constraint(at + 1, group, start)
        group.simple = group.simple and len(self._waiting) == before
        group.filters.append((start, self._tokens[at - 1].end))
        return at

    def _constraint(self, at: int, group: Group, element: int) -> int:
        """Behind (…), a call name(…), or [NOT] EXISTS {…}."""
        while at < len(self._tokens) and self._tokens[at].text not in ("(", "{"):
            at += 1
        if at >= len(self._tokens):
            raise wrong("A filter has no condition.", self._text, element)
        if self._tokens[at].text == "{":
            return self._child(at, "exists", group, element)
        self._expression(at, self._pairs[at], group, element)
        return self._pairs[at] + 1

    def _expression(self, at: int, end: int, group: Group | None, element: int = 0) -> None:
        """Open the groups of EXISTS inside brackets."""
        while at < end:
            if self._tokens[at].text == "{":
                self._open(at, "exists", group, element or self._tokens[at].start)
                at = self._pairs[at]
            at += 1
