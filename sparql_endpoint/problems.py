"""Errors over HTTP: RFC 9457 problem documents, and which status each of our error codes has."""

from __future__ import annotations

import re
from typing import Any

from extractors.errors import CodedError
from sparql_endpoint.budgets import OverBudget

MEDIA_TYPE = "application/problem+json"

_STATUS = {
    "GUARD001": 413,
    "GUARD004": 403,
    "GUARD005": 403,
    "POOL001": 504,
    "POOL002": 503,
    "POOL003": 500,
    "POOL004": 499,
    "POOL005": 503,
    "QUERY003": 500,
    "QUERY004": 406,
    "QUERY005": 504,
    "QUERY006": 413,
    "SERVICE001": 403,
    "SERVICE002": 403,
    "SERVICE003": 502,
    "SERVICE004": 502,
    "SERVICE005": 413,
    "SERVICE006": 504,
    "SERVICE007": 400,
    "SERVICE008": 400,
    "SERVICE009": 503,
    "WRITE001": 403,
    "WRITE002": 403,
    "WRITE003": 413,
    "WRITE004": 403,
    "WRITE005": 403,
    "WRITE006": 403,
    "WRITE011": 409,
    "WRITE020": 504,
    "WRITE021": 504,
    "EDITION001": 503,
    "EDITION002": 503,
    "EDITION004": 503,
    "EDITION006": 503,
    "SERVE002": 503,
    "DOSSIER001": 503,
    "REPORT005": 503,
    "REPORT006": 503,
}
_PREFIXES = {"GUARD": 400, "QUERY": 400, "PROTOCOL": 400, "BUDGET": 429, "WRITE": 400, "REPORT": 400}
_RETRY_AFTER_S = 5
_PLACE = re.compile(r"line (\d+) column (\d+)")
_SHOWN = 120
"""Characters of a line that a pointer shows, with the place in their middle where the line is longer."""


class HttpProblem(CodedError):
    """An error that knows its status and the headers that go with it."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        where: str = "",
        advice: str = "",
        headers: tuple[tuple[str, str], ...] = (),
        pointer: str = "",
    ) -> None:
        """pointer: the line that is meant and, below it, a mark at the place."""
        super().__init__(code, message, where=where, advice=advice)
        self.status = status
        self.headers = headers
        self.pointer = pointer


def pointed(error: CodedError, text: str) -> CodedError:
    """The same error with the line of the text that it is about, and a mark below the place."""
    place = _PLACE.fullmatch(error.where)
    lines = text.split("\n")
    if place is None or not 0 < int(place[1]) <= len(lines):
        return error
    line, column = lines[int(place[1]) - 1].rstrip("\r"), max(1, int(place[2]))
    start = max(0, column - 1 - _SHOWN // 2)
    shown = line[start : start + _SHOWN].replace("\t", " ")
    return HttpProblem(
        status_of(error),
        error.code,
        error.message,
        where=error.where,
        advice=error.advice,
        headers=headers_of(error),
        pointer=f"{shown}\n{' ' * (min(column - 1, len(line)) - start)}^",
    )


def status_of(error: CodedError) -> int:
    """400 where the query is to blame, 5xx where it is not, 500 for codes that are not known here."""
    if isinstance(error, HttpProblem):
        return error.status
    prefix = error.code.rstrip("0123456789")
    return _STATUS.get(error.code, _PREFIXES.get(prefix, 500))


def headers_of(error: CodedError) -> tuple[tuple[str, str], ...]:
    """Retry-After for what passes by itself, and those that the error brings."""
    own = error.headers if isinstance(error, HttpProblem) else ()
    if isinstance(error, OverBudget):
        return (("Retry-After", str(error.retry_after_s)),)
    retry = (("Retry-After", str(_RETRY_AFTER_S)),) if error.code in ("POOL002", "SERVICE009") else ()
    return own + retry


def document(error: CodedError) -> dict[str, Any]:
    """Members of the problem document; line and column where the place is one in the query."""
    body: dict[str, Any] = {
        "type": f"urn:sunqar:error:{error.code}",
        "title": error.message,
        "status": status_of(error),
        "code": error.code,
    }
    if error.advice:
        body["detail"] = error.advice
    place = _PLACE.fullmatch(error.where)
    if place:
        body |= {"line": int(place[1]), "column": int(place[2])}
        if isinstance(error, HttpProblem) and error.pointer:
            body["pointer"] = error.pointer
    elif error.where and status_of(error) < 500:
        body["where"] = error.where
    return body
