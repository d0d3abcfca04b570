"""Queries to a source: whole results, page by page where one answer would be cut off."""

from __future__ import annotations

from dataclasses import dataclass

from kg.client.answer import Answer
from kg.client.errors import BadRequest, QueryTooHeavy
from kg.client.frames import Rows, solutions
from kg.client.source import Source
from kg.client.texts import parts_of

_MOST_ROWS = 2_000_000


@dataclass(frozen=True, slots=True)
class Solutions:
    """Variables in order, rows, and whether these are all of them."""

    variables: list[str]
    rows: Rows
    complete: bool


def ask(source: Source, query: str, limit: int | None, page_rows: int) -> Answer | Solutions:
    """The answer to a query: solutions read, other kinds as they came. ClientError.

    limit: most rows, None for all; page_rows: rows of one request, where several are needed. Pages are only read
    where ORDER BY names every variable, for without that no two requests need agree on what comes first.
    """
    if limit is not None and limit < 1:
        raise BadRequest("CLIENT004", f"A limit of {limit} rows is none.", advice="Give a number from 1.")
    may_be_cut = parts_of(query).may_be_cut if _has_group(query) else False
    bounded = f"{query}\nLIMIT {limit + 1}" if limit is not None and may_be_cut else query
    try:
        answer = source.ask(bounded)
    except QueryTooHeavy as error:
        if error.code != "QUERY006" or not may_be_cut:
            raise
        first = source.ask(f"{query}\nLIMIT {page_rows}")
        if first.kind != "solutions" or not parts_of(query).orders_by_all(solutions(first.body)[0]):
            raise
        answer = Answer("solutions", first.body, complete=False)
    if answer.kind != "solutions":
        return answer
    variables, rows = solutions(answer.body)
    complete = answer.complete
    if not complete and may_be_cut and rows and parts_of(query).orders_by_all(variables):
        complete = _go_on(source, query, rows, limit, page_rows)
    if limit is not None and len(rows) > limit:
        del rows[limit:]
        complete = False
    return Solutions(variables, rows, complete)


def _go_on(source: Source, query: str, rows: Rows, limit: int | None, page_rows: int) -> bool:
    """Add the pages after what is there already; whether the end was reached."""
    wanted = _MOST_ROWS if limit is None else limit + 1
    while len(rows) < wanted:
        answer = source.ask(f"{query}\nLIMIT {page_rows} OFFSET {len(rows)}")
        page = solutions(answer.body)[1]
        rows += page
        if not page or (len(page) < page_rows and answer.complete):
            return True
    return False


def _has_group(query: str) -> bool:
    return "{" in query
