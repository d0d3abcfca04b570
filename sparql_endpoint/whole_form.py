"""Recognises SELECT queries of a few plain forms, whole and strictly. What is not understood to the last sign is None.

[PREFIX …] SELECT [DISTINCT] (variables and counts) [WHERE] { … }
[GROUP BY variable] [ORDER BY variables] [LIMIT n] [OFFSET n]
"""

from __future__ import annotations

from dataclasses import dataclass

from sparql_endpoint.services.tokens import Token, matching, tokens


@dataclass(frozen=True, slots=True)
class Count:
    """``(COUNT(argument) AS ?name)``. argument is the name of a variable, or ``*``."""

    argument: str
    distinct: bool
    name: str


@dataclass(frozen=True, slots=True)
class WholeForm:
    """A query. Variables stand without their mark.

    prologue  the text before SELECT;  prefixes  what it declares
    inside    tokens between the braces;  group  the text with the braces;  modifiers  the text from ORDER, LIMIT or
              OFFSET on;  ordered  the variables of ORDER BY
    """

    prologue: str
    prefixes: dict[str, str]
    distinct: bool
    variables: tuple[str, ...]
    counts: tuple[Count, ...]
    inside: tuple[Token, ...]
    group: str
    grouped: str
    ordered: tuple[str, ...]
    modifiers: str


class _Other(Exception):
    """The query is of another form."""


def whole_form(text: str) -> WholeForm | None:
    """Read a query. Escapes of code points, BASE, FROM, HAVING, VALUES behind the group and the like give None."""
    if "\\" in text or not text.isascii():
        return None
    found = tokens(text)
    pairs = matching(found)
    if pairs is None:
        return None
    try:
        return _Reader(text, found, pairs).query()
    except _Other:
        return None


class _Reader:
    def __init__(self, text: str, found: list[Token], pairs: dict[int, int]) -> None:
        self._text, self._found, self._pairs = text, found, pairs
        self._at = 0

    def query(self) -> WholeForm:
        prefixes = self._prefixes()
        start = self._peek().start if self._at < len(self._found) else 0
        self._word("SELECT")
        distinct = self._take("DISTINCT")
        variables, counts = self._projection()
        self._take("WHERE")
        inside, group = self._group()
        grouped = self._variable() if self._take("GROUP") and self._word("BY") else ""
        modifiers = self._text[self._peek().start :] if self._at < len(self._found) else ""
        ordered = self._order() if self._take("ORDER") else ()
        self._limits()
        if self._at != len(self._found):
            raise _Other
        prologue = self._text[:start]
        return WholeForm(prologue, prefixes, distinct, variables, counts, inside, group, grouped, ordered, modifiers)

    def _prefixes(self) -> dict[str, str]:
        found: dict[str, str] = {}
        while self._take("PREFIX"):
            name, iri = self._next("name"), self._next("iri")
            if not name.endswith(":") or name[:-1] in found:
                raise _Other
            found[name[:-1]] = iri[1:-1]
        return found

    def _projection(self) -> tuple[tuple[str, ...], tuple[Count, ...]]:
        variables: list[str] = []
        counts: list[Count] = []
        while True:
            if self._is("("):
                counts.append(self._count())
            elif self._peek().kind == "variable" and not counts:
                variables.append(self._variable())
            else:
                break
        names = [*variables, *(count.name for count in counts)]
        if not names or len(set(names)) < len(names):
            raise _Other
        return tuple(variables), tuple(counts)

    def _count(self) -> Count:
        self._sign("(")
        self._word("COUNT")
        self._sign("(")
        distinct = self._take("DISTINCT")
        argument = "*" if self._is("*") else ""
        if argument:
            self._sign("*")
        else:
            argument = self._variable()
        self._sign(")")
        self._word("AS")
        name = self._variable()
        self._sign(")")
        return Count(argument, distinct, name)

    def _group(self) -> tuple[tuple[Token, ...], str]:
        if not self._is("{"):
            raise _Other
        opening, closing = self._at, self._pairs[self._at]
        self._at = closing + 1
        inside = tuple(self._found[opening + 1 : closing])
        return inside, self._text[self._found[opening].start : self._found[closing].end]

    def _order(self) -> tuple[str, ...]:
        self._word("BY")
        names: list[str] = []
        while self._at < len(self._found):
            if self._take("ASC") or self._take("DESC"):
                self._sign("(")
                names.append(self._variable())
                self._sign(")")
            elif self._peek().kind == "variable":
                names.append(self._variable())
            else:
                break
        if not names:
            raise _Other
        return tuple(names)

    def _limits(self) -> None:
        seen: set[str] = set()
        while self._at < len(self._found):
            keyword = self._peek().keyword
            if keyword not in ("LIMIT", "OFFSET") or keyword in seen:
                raise _Other
            seen.add(keyword)
            self._at += 1
            if not self._next("number").isdigit():
                raise _Other

    def _peek(self) -> Token:
        if self._at >= len(self._found):
            raise _Other
        return self._found[self._at]

    def _next(self, kind: str) -> str:
        token = self._peek()
        if token.kind != kind:
            raise _Other
        self._at += 1
        return token.text

    def _variable(self) -> str:
        return self._next("variable")[1:]

    def _is(self, sign: str) -> bool:
        return self._at < len(self._found) and self._found[self._at].text == sign

    def _sign(self, sign: str) -> None:
        if not self._is(sign):
            raise _Other
        self._at += 1

    def _take(self, keyword: str) -> bool:
        if self._at < len(self._found) and self._found[self._at].keyword == keyword:
            self._at += 1
            return True
        return False

    def _word(self, keyword: str) -> bool:
        if not self._take(keyword):
            raise _Other
        return True
