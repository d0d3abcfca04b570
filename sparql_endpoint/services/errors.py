"""What can go wrong with a SERVICE clause, as coded errors with a place in the query."""

from __future__ import annotations

from extractors.errors import CodedError


class ServiceError(CodedError):
    """SERVICE001 not allowed, 002 address refused, 003 not reached, 004 unusable answer, 005 too large, 006 too late,
    007 the clause is wrong, 008 a variable that is not bound, 009 busy.

    passing: whether SERVICE SILENT may pass over it; what is forbidden or wrong in the query never is
    """

    @property
    def passing(self) -> bool:
        """Whether the other endpoint is to blame, not the query."""
        return self.code in ("SERVICE003", "SERVICE004", "SERVICE005", "SERVICE006")


def place(text: str, offset: int) -> str:
    """``line L column C`` of an offset."""
    return f"line {text.count(chr(10), 0, offset) + 1} column {offset - text.rfind(chr(10), 0, offset)}"
