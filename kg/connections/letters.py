"""A letter in one archive, its answer in another."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kg.iri import Iris
from kg.store.base import Reader
from ontology.terms import RICO

WITHIN = timedelta(days=180)
"""A letter back counts as an answer for half a year."""


@dataclass(frozen=True, slots=True)
class _Letter:
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
    by_pair: defaultdict[tuple[str, str], list[_Letter]] = defaultdict(list)
    by_record: dict[str, _Letter] = {}
    for letter in _letters(store, iris):
        by_pair[letter.writer, letter.reader].append(letter)
        by_record.setdefault(letter.record, letter)
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for first, second in _stated(store):
        if first in by_record and second in by_record and by_record[first].archive != by_record[second].archive:
            found[first, second] = _pair(by_record[first], by_record[second], stated=True)
    for (writer, reader), sent in by_pair.items():
        answers = sorted(by_pair.get((reader, writer), ()), key=lambda letter: (letter.day, letter.record))
        for letter in sent:
            back = (one for one in answers if letter.day <= one.day <= letter.day + WITHIN)
            answer = next((one for one in back if one.record != letter.record), None)
            if answer is not None and answer.archive != letter.archive:
                found.setdefault((letter.record, answer.record), _pair(letter, answer, stated=False))
    return sorted(found.values(), key=lambda one: (not one["stated"], one["day"], one["record"], one["answer"]))


def _pair(first: _Letter, second: _Letter, *, stated: bool) -> dict[str, Any]:
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


def _letters(store: Reader, iris: Iris) -> list[_Letter]:
    own, space = iris.own, iris.archive("")
    query = f"""SELECT DISTINCT ?r ?h ?w ?t ?d {{
      ?r <{RICO.hasSender}> ?sender ; <{RICO.hasAddressee}> ?addressee ; <{RICO.hasOrHadHolder}> ?h ;
        <{RICO.hasCreationDate}>/<{RICO.beginningDate}> ?d .
      ?sender <{own("memberOf")}> ?w . ?addressee <{own("memberOf")}> ?t }}"""
    found = []
    for row in store.select(query):
        day = _day(row["d"])
        if row["h"].startswith(space) and day is not None and row["w"] != row["t"]:
            found.append(_Letter(row["r"], row["h"].removeprefix(space), row["w"], row["t"], day))
    return sorted(found, key=lambda one: (one.day, one.record, one.writer, one.reader, one.archive))


def _stated(store: Reader) -> list[tuple[str, str]]:
    return sorted((row["a"], row["b"]) for row in store.select(f"SELECT ?a ?b {{ ?a <{RICO.hasReply}> ?b }}"))


def _day(text: str) -> date | None:
    """The day; None for a year alone, or one that no calendar of Python has."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
