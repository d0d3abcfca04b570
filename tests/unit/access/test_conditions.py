"""What archives say of access, in five languages, as status and first open day."""

from __future__ import annotations

import pytest

from extractors.access import read_conditions, strictest, warning
from extractors.document import Access

SAID = [
    ("This collection is open for research.", "open", None),
    ("No restrictions on access.", "open", None),
    ("None.", "open", None),
    ("Unrestricted", "open", None),
    ("L'ensemble du fonds est librement communicable", "open", None),
    ("Доступ свободный", "open", None),
    ("Ограничений доступа нет.", "open", None),
    ("Рассекречено в 1992 г.", "open", None),
    ("Шектеусіз", "open", None),
    ("Еркін қолжетімді", "open", None),
    ("متاح للباحثين", "open", None),
    ("لا توجد قيود", "open", None),
    ("Closed", "closed", None),
    ("Restricted: personal data", "closed", None),
    ("Open for research. Box 5 is restricted.", "closed", None),
    ("Not open to the public", "closed", None),
    ("Written permission of the family is required.", "closed", None),
    ("Закрыт", "closed", None),
    ("Доступ ограничен", "closed", None),
    ("Секретно", "closed", None),
    ("Жабық", "closed", None),
    ("مغلق", "closed", None),
    ("غير متاح", "closed", None),
    ("Consultation in the reading room only", "reading-room", None),
    ("Open by appointment.", "reading-room", None),
    ("Выдаётся только в читальном зале", "reading-room", None),
    ("Тек оқу залында", "reading-room", None),
    ("في قاعة الاطلاع فقط", "reading-room", None),
    ("Restricted until 2018.", "embargoed", "2019-01-01"),
    ("Closed until 1 January 2031", "embargoed", "2031-01-01"),
    ("Closed through 2029-12-31", "embargoed", "2030-01-01"),
    ("Opens on 15 March 2030.", "embargoed", "2030-03-15"),
    ("Закрыто до 1 марта 2032 г.", "embargoed", "2032-03-01"),
    ("2035 жылға дейін жабық", "embargoed", "2036-01-01"),
    ("مغلق حتى ٢٠٣٠", "embargoed", "2031-01-01"),
    ("Communicable au terme d'un délai de 50 ans à compter du 31 décembre 1986.", "embargoed", "2037-01-01"),
    ("Closed for 75 years", "embargoed", "2066-01-01"),
    ("Срок закрытого хранения 75 лет", "embargoed", "2066-01-01"),
]


@pytest.mark.parametrize(("words", "status", "until"), SAID)
def test_words_as_archives_write_them(words: str, status: str, until: str | None) -> None:
    read = read_conditions(words, last_day="1990-12-31")
    assert read is not None
    assert (read.status, read.until, read.understood) == (status, until, True)


def test_what_cannot_be_read_is_closed_and_told() -> None:
    read = read_conditions("Selon les règles fixées par le Code du Patrimoine.")
    assert read is not None
    assert read.status == "closed"
    assert not read.understood
    assert "held closed" in warning("F/1", read)[0]


def test_a_code_decides_and_the_stricter_of_code_and_words_holds() -> None:
    assert read_conditions("", code="closed") == Access("closed")
    closed = read_conditions("Open to all", code="closed")
    assert closed is not None
    assert closed.status == "closed"
    unknown = read_conditions("", code="level 7")
    assert unknown is not None
    assert not unknown.understood
    assert read_conditions("  ") is None


def test_a_period_without_beginning_or_end_stays_closed() -> None:
    read = read_conditions("Closed for 30 years")
    assert read == Access("embargoed", None, "Closed for 30 years")


def test_the_strictest_opens_last() -> None:
    soon, late, never = Access("embargoed", "2030-01-01"), Access("embargoed", "2040-01-01"), Access("embargoed")
    assert strictest([soon, Access("open"), late]) == late
    assert strictest([soon, never, late]) == never
    assert strictest([never, Access("closed")]) == Access("closed")


def test_a_dump_gives_back_what_was_coded() -> None:
    from extractors.registry import reader
    from extractors.source import Source

    base = "https://x.example/"
    rico = "https://www.ica.org/standards/RiC/ontology#"
    turtle = f"""@prefix rico: <{rico}> . @prefix kg: <{base}def#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<{base}id/record/1> a rico:Record ; rico:identifier "A" ; rico:title "A" ; kg:accessStatus kg:access-embargoed ;
  kg:accessUntil "2029-12-31"^^xsd:date . <{base}id/i/1> kg:textOf <{base}id/record/1> ; kg:text "words" .
<{base}id/record/2> a rico:Record ; rico:identifier "B" ; rico:title "B" ; kg:accessStatus kg:access-withdrawn .
<{base}id/record/3> a rico:Record ; rico:identifier "C" ; rico:title "C" .
"""
    found = {one.id: one.access for one in reader("rdf").read(Source("a.ttl", "x", turtle.encode()))}
    assert found["A"] == Access("embargoed", "2030-01-01")
    assert found["B"] is not None
    assert found["B"].status == "closed"
    assert found["C"] is None
