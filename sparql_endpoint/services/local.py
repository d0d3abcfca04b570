"""What a service over the edition is: arguments in, rows out. A newcomer adds a file and a line of pyproject.toml."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Any, Protocol

from extractors.registry import load, names
from kg.edition import Edition
from sparql_endpoint.results import Row, Table, Term
from sparql_endpoint.services.terms import XSD

GROUP = "sunqar.services"
THING = ""
"""Key, in a row of an answer, of what stands as the subject of the patterns."""


class Kept:
    """What services make of an edition once and keep for the next request; of one edition at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._hash = ""
        self._made: dict[str, Any] = {}

    def get(self, edition: Edition, name: str, make: Callable[[], Any]) -> Any:
        """What make gave for that edition. One thread makes, the others wait for it."""
        with self._lock:
            if self._hash != edition.hash:
                self._hash, self._made = edition.hash, {}
            if name not in self._made:
                self._made[name] = make()
            return self._made[name]


@dataclass(frozen=True)
class Context:
    """What a service works with. ask: rows of a SELECT over the edition, in which standard prefixes are known."""

    edition: Edition
    ask: Callable[[str], Table]
    kept: Kept


class LocalService(Protocol):
    """One service.

    inputs   local names of the properties of our vocabulary that are its arguments; required: those that must be given
    outputs  those that it answers with; a pattern may ask for any of them
    """

    inputs: frozenset[str]
    required: frozenset[str]
    outputs: frozenset[str]

    def answer(self, context: Context, given: Mapping[str, Term]) -> Iterable[Row]:
        """Rows, the best first, by property and THING; same edition, same arguments, same rows.

        given: the arguments, and under THING the subject where it is known. ServiceError for a wrong argument.
        """


def local_names() -> tuple[str, ...]:
    """Names of all services, as they stand behind ``/service/``."""
    return names(GROUP)


@cache
def local_service(name: str) -> LocalService:
    """The service of that name, made once."""
    made: LocalService = load(GROUP, name)()  # type: ignore[operator]
    return made


def iri(value: str) -> Term:
    """An IRI."""
    return Term("uri", value)


def text(value: str, lang: str = "") -> Term:
    """A string, of a language where that is known."""
    return Term("literal", value, lang)


def decimal(value: float) -> Term:
    """A number with up to six digits behind the point."""
    written = f"{value:.6f}".rstrip("0")
    return Term("literal", written + "0" * written.endswith("."), "", XSD + "decimal")


def integer(value: int) -> Term:
    """A whole number."""
    return Term("literal", str(value), "", XSD + "integer")
