"""One clause of a service of ours: its patterns as a call for each row of arguments, its answers as solutions."""

from __future__ import annotations

from time import monotonic

from sparql_endpoint.results import Row, Table, Term
from sparql_endpoint.services.errors import ServiceError
from sparql_endpoint.services.local import THING, Context, LocalService
from sparql_endpoint.services.pattern import Pattern, Variable


def complaint(name: str, service: LocalService, pattern: Pattern) -> str:
    """What is wrong with the patterns for that service; empty where nothing is."""
    asked = {each for each, _ in pattern.pairs}
    if unknown := sorted(asked - service.inputs - service.outputs):
        known = ", ".join(f"kg:{each}" for each in sorted(service.inputs | service.outputs))
        return f"The service {name} knows no kg:{unknown[0]}, only {known}."
    if missing := sorted(service.required - asked):
        return f"The service {name} needs kg:{missing[0]}."
    return ""


def arguments(service: LocalService, pattern: Pattern) -> list[str]:
    """Variables that must be bound before the service can be asked."""
    terms = (term for each, term in pattern.pairs if each in service.inputs)
    return sorted({term.name for term in terms if isinstance(term, Variable)})


def solutions(
    service: LocalService, pattern: Pattern, known: Table | None, context: Context, deadline: float
) -> tuple[list[str], list[Row]]:
    """Variables and rows of the clause; one call for each row of arguments. ServiceError from the service."""
    rows: list[Row] = []
    for given in known.rows if known is not None else ({},):
        if monotonic() > deadline:
            raise ServiceError("SERVICE006", "The service ran past the time that SERVICE has.", advice="Ask it less.")
        call = {
            each: given[term.name] if isinstance(term, Variable) else term
            for each, term in pattern.pairs
            if each in service.inputs
        }
        if isinstance(pattern.subject, Term):
            call[THING] = pattern.subject
        found = (_solution(answer, service, pattern, given) for answer in service.answer(context, call))
        rows += [row for row in found if row is not None]
    terms = [pattern.subject, *(term for _, term in pattern.pairs)]
    named = dict.fromkeys(term.name for term in terms if isinstance(term, Variable))
    return [name for name in named if not name.startswith(("_:", "["))], rows


def _solution(answer: Row, service: LocalService, pattern: Pattern, given: Row) -> Row | None:
    """Constants must be what was found, and a variable that stands twice must be one thing."""
    row: Row = dict(given)
    for name, term in ((THING, pattern.subject), *pattern.pairs):
        if name in service.inputs:
            continue
        value = answer.get(name)
        if isinstance(term, Term):
            if value is None or not _same(value, term):
                return None
        elif value is not None and row.setdefault(term.name, value) != value:
            return None
    return row


def _same(value: Term, wanted: Term) -> bool:
    """Whether they are one term; a plain string also fits one of a language, for patterns are written by people."""
    return value == wanted or ((value.kind, value.value) == (wanted.kind, wanted.value) and not wanted.lang)
