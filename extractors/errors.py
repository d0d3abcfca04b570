"""Errors that a person can act on. Every one has a stable code, a sentence, a place and an advice."""

from __future__ import annotations


class CodedError(Exception):
    """Base of all errors we raise on purpose.

    code    stable, never re-used: ``TEI001``, ``LEDGER002``
    message one sentence: what is wrong
    where   file, ``file:line:column`` or IRI; empty where there is no place to name
    advice  what to do about it
    """

    exit_code = 1

    def __init__(self, code: str, message: str, *, where: str = "", advice: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.where = where
        self.advice = advice

    def __str__(self) -> str:
        place = f" ({self.where})" if self.where else ""
        advice = f" {self.advice}" if self.advice else ""
        return f"[{self.code}] {self.message}{place}{advice}"

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the keyword arguments when the error crosses a process boundary."""
        return (_rebuild, (type(self), self.code, self.message, self.where, self.advice))

    def at(self, where: str) -> CodedError:
        """The same error with its place filled in, unless it already names one."""
        return self if self.where else type(self)(self.code, self.message, where=where, advice=self.advice)

    def as_dict(self) -> dict[str, str]:
        """For JSON output and the ledger."""
        return {"code": self.code, "message": self.message, "where": self.where, "advice": self.advice}


class InputRejected(CodedError):
    """This one item cannot be used; the run goes on without it and says so."""


class RunAborted(CodedError):
    """Nothing sensible can follow; the run stops and nothing stored is harmed."""


class UsageError(RunAborted):
    """The command was called in a way that has no meaning."""

    exit_code = 2


def _rebuild(kind: type[CodedError], code: str, message: str, where: str, advice: str) -> CodedError:
    return kind(code, message, where=where, advice=advice)
