"""Both calendars within their range; what contradicts is said to, what may both hold is not; citations are escaped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask, g
from hypothesis import given
from hypothesis import strategies as st

from kg.dossier.model import Day, Fact, Thing
from kg.publication.citing_things import Cited, cite_thing
from sparql_endpoint.portal.compare.sides import rows
from sparql_endpoint.portal.entity.calendars import both
from sparql_endpoint.portal.entity.shown import Named, Sentence, sentence
from sparql_endpoint.portal.i18n import Language
from sparql_endpoint.portal.sentences import SENTENCES
from sparql_endpoint.results import Term

RICO = "https://www.ica.org/standards/RiC/ontology#"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with Flask(__name__).test_request_context("/"):
        g.language = Language("en")
        yield


def _day(first: str, last: str, calendar: str = "gregorian") -> Day:
    return Day(f"urn:{first}/{last}", first, "en", f"{first}/{last}", calendar, "", first, last)


def test_calendars() -> None:
    shown = both(_day("1948-08-02", "1948-08-02"))
    assert (shown.ce, shown.ah, shown.about) == ("2 August 1948 CE", "26 Ramadan 1367 AH", True)
    shown = both(_day("1873-03-01", "1874-02-17", "hijri"))
    assert (shown.ce, shown.ah, shown.about) == ("1873–1874 CE", "1290 AH", False)
    assert both(_day("0622-07-18", "0622-07-18")).ah == ""  # the day before the first
    assert both(_day("0622-07-19", "0622-07-19")).ah == "1 Muharram 1 AH"
    assert both(_day("2090-01-01", "2090-12-31")).ah == ""
    assert both(_day("1500-01-01", "1500-12-31")).backward
    assert both(_day("", "")).ce == both(_day("-0044-03-15", "-0044-03-15")).ce == ""


def _said(property_: str, archive: str, *, day: Day | None = None, other: str = "", forward: bool = True) -> Sentence:
    thing = Thing(other or (day.iri if day else ""))
    fact = Fact(archive, Thing(RICO + property_), forward, thing, day, "", "", None, 1, ())
    return sentence(fact, Named("urn:me", Term("literal", "Me", "en")), ("en",), ("en",))


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ([_day("1890-01-01", "1890-12-31"), _day("1890-05-05", "1890-05-05")], "apart"),  # one is more exact
        ([_day("1890-01-01", "1890-12-31"), _day("1891-05-05", "1891-05-05")], "conflict"),
        ([_day("1890-05-05", "1890-05-05"), _day("1890-05-05", "1890-05-05")], "agree"),
    ],
)
def test_dates_of_which_no_day_is_common_contradict(said: list[Day], state: str) -> None:
    found = [_said("hasBirthDate", archive, day=day) for archive, day in zip("ab", said, strict=True)]
    (row,) = rows(found, ["a", "b"])
    assert row.state == state
    assert [len(cell) for cell in row.cells] == [1, 1]  # both are shown


def test_offices_may_be_many_and_birth_places_not() -> None:
    offices = [_said("occupiesOrOccupied", archive, other=f"urn:{archive}") for archive in "ab"]
    assert [row.state for row in rows(offices, ["a", "b"])] == ["apart"]
    births = [_said("hasBirthPlace", archive, other=f"urn:{archive}") for archive in "ab"]
    assert [row.state for row in rows(births, ["a", "b"])] == ["conflict"]
    assert [row.state for row in rows(births[:1], ["a", "b"])] == ["one"]
    # Told from the other side, it is another statement: many were born in one place.
    turned = [_said("hasBirthPlace", "a", other=f"urn:{n}", forward=False) for n in range(2)]
    (row,) = rows(turned, ["a"])
    assert row.state != "conflict"


def test_a_sentence_names_its_ends_in_their_places() -> None:
    turned = _said("hasOrHadParticipant", "a", other="urn:x#visit", forward=False)
    assert turned.words == "Me took part in: visit"
    assert _said("unheardOf", "a", other="urn:x#thing").words == "Me – unheard of: thing"
    assert all(message.count("%(one)s") == message.count("%(other)s") == 1 for message in SENTENCES.values())


@given(st.text(max_size=60), st.text(max_size=30), st.text(max_size=30))
def test_no_text_breaks_out_of_a_citation(title: str, archive: str, number: str) -> None:
    work = Cited(title, "ar", (archive, "B"), number, "https://g.example/id/record/12", 3, date(2026, 1, 2))
    bibtex, ris = cite_thing(work, "bib"), cite_thing(work, "ris")
    level = lowest = 0
    bare = bibtex.replace("\\{", "").replace("\\}", "")
    for sign in bare:
        level += (sign == "{") - (sign == "}")
        lowest = min(lowest, level)
    assert (level, lowest) == (0, 0)
    assert all(line.startswith(("  ", "@", "}")) for line in bibtex.splitlines() if line)
    lines = ris.split("\r\n")
    assert lines[-2:] == ["ER  - ", ""]
    assert all(line[2:6] == "  - " for line in lines[:-1])
    assert [line[:2] for line in lines].count("ER") == 1
    (item,) = json.loads(cite_thing(work, "json"))
    assert item["URL"] == work.address
