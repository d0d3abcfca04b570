"""A lexical gate before the engine: friendly refusals, and no text that would overflow the engine's stack.

It says nothing about whether a query is valid, and it is not the defence against SERVICE: the sandbox of the
workers is. One pass, linear time; strings, IRIs, comments and names are told apart as the SPARQL grammar does.
"""

from __future__ import annotations

import re

from extractors.errors import CodedError
from sparql_endpoint.limits import Limits

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# No alternative fails after a long run of characters (an open string runs to the end), so time is linear.
_TOKEN = re.compile(
    r"""(?P<skip>\#[^\n\r]*|"{3}(?:[^"\\]|\\.|"(?!""))*(?:"{3})?|'{3}(?:[^'\\]|\\.|'(?!''))*(?:'{3})?
        |"(?:[^"\\\n\r]|\\.)*"?|'(?:[^'\\\n\r]|\\.)*'?|<[^<>"{}|^`\\\x00-\x20]*>|[?$]\w+|@[A-Za-z][A-Za-z0-9-]*)
      |(?P<number>[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+)
      |(?P<name>[^\W\d][\w.-]*)(?P<local>:[^\s<>"'{}|^`\\()\[\],;?$\#/*+!&=]*)?
      |(?P<prefixed>:[\w.-]*)
      |(?P<open>[{(\[])|(?P<close>[})\]])|(?P<part>[.;,])
      |(?P<operator>\|\||&&|\^\^|<=|>=|!=|[-+*/|^!=<>])""",
    re.VERBOSE | re.DOTALL,
)
_PARTS = re.compile(r"[.-]")
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"})
_MAY_END_PATTERN = frozenset({"part", "name", "local", "prefixed"})
_GROUPS = frozenset({"UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "EXISTS", "GRAPH"})


class QueryRejected(CodedError):
    """GUARD001 too long, 002 too deep, 003 too many operators, 004 SERVICE, 005 an update, 006 too many patterns."""


def check_query(text: str, limits: Limits, *, service: bool = False) -> None:
    """Raise QueryRejected for a text that may not reach the engine.

    service: SERVICE may stand in it, in plain letters, for the caller takes it out (``services.evaluate``)
    """
    if len(text) > limits.max_query_chars:
        raise _rejected("GUARD001", f"The query is longer than {limits.max_query_chars} characters.", text, 0)
    services = _scan(text, limits, len(text) if service else 0)
    decoded = _ESCAPE.sub(_decode, text)
    if decoded != text:
        _scan(decoded, limits, services)


def _scan(text: str, limits: Limits, most_services: int) -> int:
    """How often SERVICE stands in the text. QueryRejected where that is too often, or another limit is passed."""
    operators = services = patterns = 0
    opened: list[str] = []
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "open":
            opened.append(token.group())
            if len(opened) > limits.max_nesting:
                message = f"Brackets are nested deeper than {limits.max_nesting}."
                raise _rejected("GUARD002", message, text, token.start())
        elif kind == "close":
            del opened[-1:]
        elif kind == "operator":
            operators += 1
        elif kind == "name":
            # `a.SERVICE` is three tokens to the engine, though one name here; a name with a colon is no keyword.
            words = set(_PARTS.split(token["name"].upper()))
            operators += bool(words & _GROUPS)
            services += "SERVICE" in words
            if services > most_services:
                message = "SERVICE is not offered here: this endpoint asks no other."
                raise _rejected("GUARD004", message, text, token.start())
            if words & _UPDATES:
                message = f"{min(words & _UPDATES)} is an update, and this endpoint only answers questions."
                raise _rejected("GUARD005", message, text, token.start())
        # Within round brackets a comma parts arguments; the full stop after a name looks like a part of it.
        if kind in _MAY_END_PATTERN and opened[-1:] != ["("]:
            patterns += token.group()[-1] in ".;,"
        if operators > limits.max_operators:
            message = f"The query has more than {limits.max_operators} operators and groups."
            raise _rejected("GUARD003", message, text, token.start())
        if patterns > limits.max_patterns:
            message = f"The query has more than {limits.max_patterns} triple patterns."
            raise _rejected("GUARD006", message, text, token.start())
    return services


def _decode(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else " "


def _rejected(code: str, message: str, text: str, position: int) -> QueryRejected:
    line = text.count("\n", 0, position) + 1
    column = position - text.rfind("\n", 0, position)
    advice = {
        "GUARD001": "Ask in parts, or use VALUES with fewer members.",
        "GUARD004": "Query the other endpoint from your own tools and join there.",
        "GUARD005": "The graph changes by publishing a new edition.",
    }.get(code, "Ask for less in one query; use VALUES, IN or a property path.")
    return QueryRejected(code, message, where=f"line {line} column {column}", advice=advice)
