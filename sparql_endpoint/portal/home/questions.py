"""The questions that connect the archives, as tables: answers kept in the edition, names in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.connections.writing import read_connections
from sparql_endpoint.portal.catalogues import N_
from sparql_endpoint.portal.labels import labels
from sparql_endpoint.results import Term
from sparql_endpoint.service import View


@dataclass(frozen=True)
class Question:
    """A question in words, what its answer counts in words, and the key of the example query that asks for the same."""

    key: str
    words: str
    about: str
    example: str


QUESTIONS = (
    Question(
        "persons",
        N_("Which persons do records of more than one archive name?"),
        N_("First those whom both sides name most often. The numbers are records."),
        "persons-in-both-archives",
    ),
    Question(
        "places",
        N_("Which places do they have in common?"),
        N_("First those that both sides name most often. The numbers are records."),
        "places-in-both-archives",
    ),
    Question(
        "bodies",
        N_("Which ministries, embassies, companies and other bodies?"),
        N_("First those that both sides name most often. The numbers are records."),
        "bodies-in-both-archives",
    ),
    Question(
        "letters",
        N_("Which letter in one archive has its answer in another?"),
        N_("Replies that a source calls so, and the first letter back between the same two within half a year."),
        "letter-here-answer-there",
    ),
    Question(
        "days",
        N_("What does each archive hold of one and the same day?"),
        N_("Days of which more than one archive has a dated record."),
        "same-day-in-both-archives",
    ),
    Question(
        "visits",
        N_("Who met whom, and who travelled where?"),
        N_("Meetings and visits of persons whom more than one archive names, by day."),
        "state-visits",
    ),
)


@dataclass(frozen=True)
class Cell:
    """Things with their names, a number, or plain text that is shown as it is."""

    things: tuple[tuple[str, Term], ...] = ()
    number: int | None = None
    text: str = ""

    @property
    def plain(self) -> str:
        """For a table that is downloaded."""
        named = " · ".join(name.value for _, name in self.things)
        return named or (str(self.number) if self.number is not None else self.text)


@dataclass(frozen=True)
class Table:
    """total: answers there are, of which rows are the first. columns: headings; a Term is the name of an archive."""

    total: int
    columns: tuple[str | Term, ...]
    rows: tuple[tuple[Cell, ...], ...]


Named = Mapping[str, Term]


def totals(view: View) -> dict[str, int]:
    """Question to the number of its answers, of those that have any."""
    told = read_connections(view.edition.path)
    return {key: int(answer["total"]) for key, answer in told.items() if answer["total"]}


def table(view: View, key: str, wanted: tuple[str, ...], interface: tuple[str, ...]) -> Table | None:
    """The answer to a question; None where the edition has none kept."""
    answer = read_connections(view.edition.path).get(key)
    if answer is None:
        return None
    base, rows = view.edition.base, answer["rows"]
    named = {
        **labels(view, (iri for iri in _iris(rows) if iri.startswith(f"{base}/id/")), wanted),
        **labels(view, {row["kind"] for row in rows if "kind" in row}, interface),
    }
    codes = sorted({code for row in rows for code in row.get("records", {})} | _archives(rows))
    archives = labels(view, (f"{base}/id/archive/{code}" for code in codes), wanted)
    columns, cells = _SHAPES[key](codes, {code: archives[f"{base}/id/archive/{code}"] for code in codes}, named)
    return Table(int(answer["total"]), columns, tuple(tuple(cells(row)) for row in rows))


_Shape = tuple[tuple[str | Term, ...], Callable[[dict[str, Any]], Iterator[Cell]]]


def _things(iris: list[str], named: Named) -> Cell:
    return Cell(tuple((iri, named[iri]) for iri in iris))


def _shared(codes: list[str], archives: Named, named: Named) -> _Shape:
    def cells(row: dict[str, Any]) -> Iterator[Cell]:
        yield _things([row["thing"]], named)
        yield from (Cell(number=row["records"].get(code, 0)) for code in codes)

    return (N_("Name"), *(archives[code] for code in codes)), cells


def _days(codes: list[str], archives: Named, named: Named) -> _Shape:
    def cells(row: dict[str, Any]) -> Iterator[Cell]:
        yield Cell(text=row["day"])
        yield from (_things(row["records"].get(code, []), named) for code in codes)

    return (N_("Day"), *(archives[code] for code in codes)), cells


def _letters(codes: list[str], archives: Named, named: Named) -> _Shape:
    def cells(row: dict[str, Any]) -> Iterator[Cell]:
        yield _things([row["from"]], named)
        yield _things([row["to"]], named)
        for record, day, archive in (("record", "day", "archive"), ("answer", "answer_day", "answer_archive")):
            yield Cell(text=row[day])
            yield _things([row[record]], named)
            yield Cell((("", archives[row[archive]]),))
        yield Cell(text=N_("a source says so") if row["stated"] else N_("first letter back between the two"))

    first = (N_("Sender"), N_("Addressee"), N_("Sent"), N_("Letter"), N_("Archive"))
    return (*first, N_("Answered"), N_("Answer"), N_("Archive"), N_("How it is known")), cells


def _visits(_codes: list[str], _archives: Named, named: Named) -> _Shape:
    def cells(row: dict[str, Any]) -> Iterator[Cell]:
        yield Cell(text=" – ".join(row["days"][:1] + row["days"][1:][-1:]))
        yield _things([row["event"]], named)
        yield Cell((("", named[row["kind"]]),))
        yield _things(row["places"], named)
        yield _things(row["participants"], named)

    return (N_("Day"), N_("Event"), N_("Kind"), N_("Places"), N_("Persons")), cells


_SHAPES: dict[str, Callable[[list[str], Named, Named], _Shape]] = {
    "persons": _shared,
    "places": _shared,
    "bodies": _shared,
    "letters": _letters,
    "days": _days,
    "visits": _visits,
}


def _archives(rows: list[dict[str, Any]]) -> set[str]:
    return {row[key] for row in rows for key in ("archive", "answer_archive") if key in row}


def _iris(value: Any) -> Iterator[str]:
    """All strings in nested lists and objects, but for the keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _iris(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _iris(each)
