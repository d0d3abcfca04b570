"""A letter in one archive, its answer in another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kg.iri import Iris
from kg.store.base import Reader
from ontology.terms import RICO

WITHIN = timedelta(days=180)
"""A letter back counts as an answer for half a year."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A record by its sender and its addressee, known shared entities; one that has several is as many letters."""

    record: str
    archive: str
    writer: str
    reader: str
    day: date


def letters(store: Reader, iris: Iris) -> list[dict[str, Any]]:
    """Pairs of letters that two archives hold: ``from``, ``to``, ``record``, ``day``, ``archive`` of the first,
    ``answer``, ``answer_day``, ``answer_archive`` of the second, ``stated`` where a source calls it the reply.

    Else it is the first letter back between the same two, known shared entities, within half a year of a date. Those
    that a source states come first, then by day.
    """
    rows = store.select(f"SELECT DISTINCT ?a ?h ?w ?t ?d {{ {pattern(iris)} }}")
    stated = store.select(f"SELECT ?a ?b {{ ?a <{RICO.hasReply}> ?b }}")
    return answered(letters_of(rows, iris), [(row["a"], row["b"]) for row in stated])


def answered(sent_or_received: Iterable[Letter], replies: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """The pairs among some letters. replies: records and what a source calls their replies."""
    by_pair: defaultdict[tuple[str, str], list[Letter]] = defaultdict(list)
    by_record: dict[str, Letter] = {}
    for letter in sorted(sent_or_received, key=lambda one: (one.day, one.record, one.writer, one.reader, one.archive)):
        by_pair[letter.writer, letter.reader].append(letter)
        by_record.setdefault(letter.record, letter)
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for first, second in sorted(replies):
        if first in by_record and second in by_record and by_record[first].archive != by_record[second].archive:
            found[first, second] = _pair(by_record[first], by_record[second], stated=True)
    for (writer, reader), sent in by_pair.items():
        answers = sorted(by_pair.get((reader, writer), ()), key=lambda letter: (letter.day, letter.record))
        for letter in sent:
            back = (one for one in answers if letter.day <= one.day <= letter.day + WITHIN)
            answer = next((one for one in back if one.record != letter.record), None)
            if answer is not None and answer.archive != letter.archive:
                found.setdefault((letter.record, answer.record), _pair(letter, answer, stated=False))
    return sorted(found.values(), key=rank)


def rank(row: Mapping[str, Any]) -> tuple[bool, str, str, str]:
    """By what the rows are in order; no two of them alike."""
    return not row["stated"], row["day"], row["record"], row["answer"]


def _pair(first: Letter, second: Letter, *, stated: bool) -> dict[str, Any]:
    return {
        "from": first.writer,
        "to": first.reader,
        "record": first.record,
        "day": first.day.isoformat(),
        "archive": first.archive,
        "answer": second.record,
        "answer_day": second.day.isoformat(),
        "answer_archive": second.archive,
        "stated": stated,
    }


def pattern(iris: Iris) -> str:
    """Of the records ?a, what ``letters_of`` makes letters of."""
    return (
        f"?a <{RICO.hasSender}> ?sender ; <{RICO.hasAddressee}> ?addressee ; <{RICO.hasOrHadHolder}> ?h ; "
        f"<{RICO.hasCreationDate}>/<{RICO.beginningDate}> ?d . "
        f"?sender <{iris.own('memberOf')}> ?w . ?addressee <{iris.own('memberOf')}> ?t"
    )


def letters_of(rows: Iterable[Mapping[str, str]], iris: Iris) -> set[Letter]:
    """The letters among rows of ``pattern``."""
    space = iris.archive("")
    found = set()
    for row in rows:
        day = _day(row["d"])
        if row["h"].startswith(space) and day is not None and row["w"] != row["t"]:
            found.add(Letter(row["a"], row["h"].removeprefix(space), row["w"], row["t"], day))
    return found


def _day(text: str) -> date | None:
    """The day; None for a year alone, or one that no calendar of Python has."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
