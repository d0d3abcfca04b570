"""What can go wrong between a researcher and a graph, told in a few lines and without a stack trace."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import TracebackType

from extractors.errors import CodedError

_PLACE = re.compile(r"line (\d+) column (\d+)")
_SHOWN = 120
"""Characters of a line that a pointer shows, with the place in their middle where the line is longer."""


class ClientError(CodedError):
    """Base of the client's errors. pointer: the line of the query that is meant, and a mark below the place."""

    def __init__(self, code: str, message: str, *, where: str = "", advice: str = "", pointer: str = "") -> None:
        super().__init__(code, message, where=where, advice=advice)
        self.pointer = pointer

    @property
    def line(self) -> int | None:
        """Of the query, from 1; None where the error is of no place in it."""
        return self._place(1)

    @property
    def column(self) -> int | None:
        """In code points, from 1; None likewise."""
        return self._place(2)

    def lines(self) -> list[str]:
        """What a notebook shows: code and sentence, the place with its pointer, what to do."""
        head = f"[{self.code}] {self.message}" + (f" ({self.where})" if self.where else "")
        return [head, *self.pointer.splitlines(), *([self.advice] if self.advice else [])]

    def _render_traceback_(
        self,
        kind: type[BaseException] | None = None,
        value: BaseException | None = None,
        trace: TracebackType | None = None,
        *rest: object,
    ) -> Sequence[str]:
        """IPython shows these lines in place of a stack trace."""
        return self.lines()

    def _place(self, group: int) -> int | None:
        found = _PLACE.search(self.where)
        return int(found[group]) if found else None

    def __reduce__(self) -> tuple[object, ...]:
        """Keep what is told when the error crosses a process boundary."""
        return (_rebuild, (type(self), self.code, self.message, self.where, self.advice, self.pointer))


class QueryRejected(ClientError):
    """The query is wrong, or not one that is answered: QUERY001 to 004, GUARD…, SERVICE001, 002, 007, 008."""


class QueryTooHeavy(ClientError):
    """It ran past a limit and was ended: POOL001 and CLIENT006 time, QUERY005 memory, QUERY006 size, BUDGET… rate."""


class GraphUnreachable(ClientError):
    """CLIENT001: nothing to open there, or it does not answer."""


class NotOffered(ClientError):
    """CLIENT002: this source cannot do that; the message says what is missing."""


class NotFound(ClientError):
    """CLIENT003: no thing, example or record is called so."""


class BadRequest(ClientError):
    """CLIENT004: an argument has a value that means nothing; CLIENT005: a package is missing."""


_HEAVY = (
    "CLIENT006", "POOL001", "QUERY005", "QUERY006", "GUARD001", "BUDGET", "SERVICE005", "SERVICE006", "HTTP413",
    "HTTP429",
)  # fmt: skip
_WRONG = ("QUERY", "GUARD", "SERVICE", "PROTOCOL")


def query_error(
    code: str, message: str, *, query: str, where: str = "", advice: str = "", pointer: str = ""
) -> ClientError:
    """The error for a query that has no answer, of the kind that its code belongs to.

    query: as it was asked, to point into it and to say which of its patterns are bound to nothing
    """
    if code.startswith(_HEAVY):
        from kg.client.patterns import unbounded

        loose = unbounded(query)
        told = f"Bound to nothing in particular: {'; '.join(loose)}." if loose else ""
        return QueryTooHeavy(code, message, where=where, advice=" ".join(filter(None, (told, advice))), pointer=pointer)
    kind = QueryRejected if code.startswith(_WRONG) else GraphUnreachable
    return kind(code, message, where=where, advice=advice, pointer=pointer or pointer_at(query, where))


def pointer_at(query: str, where: str) -> str:
    r"""The line that ``line L column C`` means, and below it a mark; empty for another place.

    >>> print(pointer_at("SELECT ?x {\n ?x }", "line 2 column 5"))
     ?x }
        ^
    """
    place = _PLACE.search(where)
    lines = query.split("\n")
    if place is None or not 0 < int(place[1]) <= len(lines):
        return ""
    line, column = lines[int(place[1]) - 1].rstrip("\r"), max(1, int(place[2]))
    start = max(0, column - 1 - _SHOWN // 2)
    return f"{line[start : start + _SHOWN].replace(chr(9), ' ')}\n{' ' * (column - 1 - start)}^"


def _rebuild(
    kind: type[ClientError], code: str, message: str, where: str, advice: str, pointer: str
) -> ClientError:
    return kind(code, message, where=where, advice=advice, pointer=pointer)
