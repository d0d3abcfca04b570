"""Finds, in the tokens of a query, the plain groups with their filters and the patterns that bind their variables.

Plain is the group of a query, of a sub-select, of a branch of a union, or one within such a group. What stands within
OPTIONAL, MINUS, EXISTS, GRAPH, SERVICE or a template is left out. All of it takes linear time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sparql_endpoint.services.tokens import Token

_NO_TRIPLES = frozenset({"OPTIONAL", "MINUS", "GRAPH", "SERVICE", "UNION", "BIND", "VALUES", "LATERAL", "SELECT"})
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT"})
_NAMED = ("iri", "name")


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition that every solution of the group fulfils, as numbers of its first token and the one behind it."""

    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Bound:
    """``predicate ?name`` of a triple pattern of the group. start: offset in the text where its block begins."""

    predicate: Token
    name: str
    start: int


@dataclass(frozen=True, slots=True)
class PlainGroup:
    """What one group says of its own accord, not in groups within it."""

    conditions: tuple[Condition, ...]
    bound: tuple[Bound, ...]


def plain_groups(found: list[Token], pairs: dict[int, int]) -> Iterator[PlainGroup]:
    """All plain groups, in the order of the text. pairs as ``services.tokens.matching`` gives them."""
    opened = _where(found, pairs)
    waiting = [] if opened is None else [opened]
    while waiting:
        at = waiting.pop()
        group, inside = _read(found, pairs, at)
        waiting += reversed(inside)
        if group is not None:
            yield group


def _where(found: list[Token], pairs: dict[int, int]) -> int | None:
    """The brace of the WHERE clause."""
    form = next((at for at, token in enumerate(found) if token.keyword in _FORMS), len(found))
    brace = _brace(found, pairs, form, len(found))
    if brace is not None and found[form].keyword == "CONSTRUCT" and found[brace - 1].keyword == "CONSTRUCT":
        brace = _brace(found, pairs, pairs[brace] + 1, len(found))
    return brace


def _brace(found: list[Token], pairs: dict[int, int], at: int, end: int) -> int | None:
    """The first one that stands within no brackets."""
    while at < end and found[at].text != "{":
        at = pairs.get(at, at) + 1
    return at if at < end else None


def _read(found: list[Token], pairs: dict[int, int], opened: int) -> tuple[PlainGroup | None, list[int]]:
    """The group that a brace opens, and the braces of plain groups within it; None for a sub-select."""
    at, end = opened + 1, pairs[opened]
    if at < end and found[at].keyword == "SELECT":
        brace = _brace(found, pairs, at, end)
        return None, [] if brace is None else [brace]
    conditions: list[Condition] = []
    bound: list[Bound] = []
    inside: list[int] = []
    block = -1  # where the present run of triple patterns and filters begins
    while at < end:
        token = found[at]
        if token.keyword == "FILTER":
            first, at = _filter(found, pairs, at, end)
            conditions += _conjuncts(found, pairs, first, at)
        elif token.text == "{":
            inside.append(at)
            at, block = pairs[at] + 1, -1
        elif token.keyword == "UNION":
            at, block = at + 1, -1
        elif token.keyword in _NO_TRIPLES:
            at, block = _behind(found, pairs, at + 1, end), -1
        else:
            block = token.start if block < 0 else block
            if _is_predicate(found, at, opened):
                bound.append(Bound(token, found[at + 1].text[1:], block))
            at = pairs.get(at, at) + 1
    return PlainGroup(tuple(conditions), tuple(bound)), inside


def _behind(found: list[Token], pairs: dict[int, int], at: int, end: int) -> int:
    """Behind the group or the brackets of an element."""
    while at < end and found[at].text != "{" and not (found[at].text == "(" and found[pairs[at] + 1].text != "{"):
        at += 1
    return pairs[at] + 1 if at < end else end


def _filter(found: list[Token], pairs: dict[int, int], at: int, end: int) -> tuple[int, int]:
    """First token of a filter's condition, and the one behind it."""
    first = at = at + 1
    while at < end and found[at].text not in ("(", "{"):
        at += 1
    return first, pairs[at] + 1 if at < end else end


def _conjuncts(found: list[Token], pairs: dict[int, int], first: int, end: int) -> Iterator[Condition]:
    """Parts that && joins; the whole where anything else joins them."""
    while first < end and found[first].text == "(" and pairs[first] == end - 1:
        first, end = first + 1, end - 1
    parts: list[Condition] = []
    start = at = first
    while at < end:
        if found[at].text == "||":
            return iter((Condition(first, end),))
        if found[at].text == "&&":
            parts.append(Condition(start, at))
            start = at + 1
        at = pairs.get(at, at) + 1
    return iter((*parts, Condition(start, end)))


def _is_predicate(found: list[Token], at: int, opened: int) -> bool:
    """Whether the token is surely the predicate of a pattern whose first object is the variable behind it."""
    if found[at].kind not in _NAMED or found[at + 1].kind != "variable":
        return False
    before = found[at - 1]
    if before.text == ";":
        return True
    subject = before.kind in ("variable", *_NAMED)
    return subject and (at - 2 == opened or found[at - 2].text in (".", "}", ")"))
