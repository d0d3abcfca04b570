"""The text of a query: where its parts lie, so that values, limits and pages can be put into it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from kg.client.errors import BadRequest
from kg.client.frames import XSD

_TOKEN = re.compile(
    r"""(?P<skip>\#[^\n\r]*|"{3}(?:[^"\\]|\\.|"(?!""))*"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}
        |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'|<[^<>"{}|^`\\\x00-\x20]*>)
      |(?P<open>\{)|(?P<close>\})""",
    re.VERBOSE | re.DOTALL,
)
_VALUES = re.compile(r"\bVALUES\s*(?:[?$]\w+|\([^()]*\))\s*$", re.IGNORECASE)
_ORDER = re.compile(r"\bORDER\s+BY\b(.*)$", re.IGNORECASE | re.DOTALL)
_CUT = re.compile(r"\b(?:LIMIT|OFFSET)\b", re.IGNORECASE)
_KEY = re.compile(r"(?:ASC|DESC)?\s*\(\s*[?$](\w+)\s*\)|[?$](\w+)", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d]\w*")
_SCHEMES = ("http://", "https://", "urn:")


@dataclass(frozen=True, slots=True)
class Parts:
    """Where the WHERE group begins (behind its brace), what follows it, and whether VALUES end the query."""

    start: int
    tail: str
    ends_with_values: bool

    @property
    def may_be_cut(self) -> bool:
        """Whether LIMIT and OFFSET may be written at the end."""
        return not self.ends_with_values and not _CUT.search(self.tail) and self.tail.count("(") == self.tail.count(")")

    def orders_by_all(self, variables: list[str]) -> bool:
        """Whether ORDER BY names every variable: only then are pages of the result the same in every request."""
        found = _ORDER.search(self.tail)
        keys = {one or other for one, other in _KEY.findall(found[1])} if found else set()
        return bool(variables) and set(variables) <= keys


def parts_of(query: str) -> Parts:
    """The parts of a SELECT, ASK or CONSTRUCT. BadRequest for a text without a group."""
    opened: list[int] = []
    groups: list[tuple[int, int]] = []
    comment_end = 0
    for token in _TOKEN.finditer(query):
        if token.lastgroup == "open":
            opened.append(token.end())
        elif token.lastgroup == "close" and opened:
            start = opened.pop()
            if not opened:
                groups.append((start, token.end()))
        elif token.group().startswith("#"):
            comment_end = token.end()
    where = [pair for pair in groups if not _VALUES.search(query[: pair[0] - 1])]
    if not where:
        raise BadRequest("CLIENT004", "This query has no pattern in braces.", advice="Write a whole SPARQL query.")
    start, _ = where[-1]
    last_end = groups[-1][1]
    tail = re.sub(r"#[^\n\r]*", "", query[last_end:]) if comment_end > last_end else query[last_end:]
    return Parts(start, tail, groups[-1] != where[-1])


def with_values(query: str, bindings: Mapping[str, object]) -> str:
    """The query with VALUES for the variables at the beginning of its pattern, on the same line.

    bindings: name to value, or to a list of values of which any will do. BadRequest for what is no name.
    """
    if not bindings:
        return query
    blocks = []
    for name, value in bindings.items():
        if not _NAME.fullmatch(name):
            raise BadRequest("CLIENT004", f"{name!r} is not the name of a variable.", advice="Leave out the ? sign.")
        many = value if isinstance(value, list | set | frozenset) else [value]
        written = [term(each) for each in many]
        blocks.append(f"VALUES ?{name} {{ {' '.join(sorted(written) if isinstance(value, set) else written)} }}")
    start = parts_of(query).start
    return f"{query[:start]} {' '.join(blocks)} {query[start:]}"


def term(value: object) -> str:
    """A Python value as SPARQL writes it. BadRequest for one that is no RDF term.

    A thing of this package and a text that begins as an address does are IRIs, a pair is a text and its language.

    >>> term("Doha"), term(("Doha", "en")), term(1936), term("urn:a:b")
    ('"Doha"', '"Doha"@en', '1936', '<urn:a:b>')
    """
    iri = getattr(value, "iri", None)
    if isinstance(iri, str):
        return _iri(iri)
    if hasattr(value, "n3"):  # a term of rdflib
        return str(value.n3())
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float | Decimal):
        return f'"{value}"^^<{XSD}{"double" if isinstance(value, float) else "decimal"}>'
    if isinstance(value, date):  # a datetime is one
        kind = "dateTime" if isinstance(value, datetime) else "date"
        return f'"{value.isoformat()}"^^<{XSD}{kind}>'
    if isinstance(value, tuple) and len(value) == 2 and re.fullmatch(r"[A-Za-z]+(-[A-Za-z0-9]+)*", str(value[1])):
        return f"{_literal(str(value[0]))}@{value[1]}"
    if isinstance(value, str):
        return _iri(value) if value.startswith(_SCHEMES) else _literal(value)
    advice = "Give a text, a number, a date or a thing."
    raise BadRequest("CLIENT004", f"{value!r} cannot stand in a query.", advice=advice)


def _literal(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


def _iri(text: str) -> str:
    from kg.store.terms import is_iri

    if not is_iri(text):
        raise BadRequest("CLIENT004", f"{text!r} is not a valid IRI.", advice="Give the whole address of the thing.")
    return f"<{text}>"
