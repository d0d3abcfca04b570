"""Scans and units of a finding aid: what joins them, and what must not."""

from __future__ import annotations

import pytest

from extractors.document import Document
from extractors.readers.ead import EadReader
from extractors.source import Source
from kg.call_numbers import key, tells
from kg.pairing import Candidate, Pair, Unit, joined, pair, units

AID = """<ead><eadheader><eadid>KZ-5</eadid></eadheader><archdesc level="otherlevel" otherlevel="fond">
<did><unitid>5</unitid><unittitle>Embassy papers</unittitle></did><dsc>
<c level="otherlevel" otherlevel="opis"><did><unitid>1</unitid><unittitle>Reports</unittitle></did>
<c level="otherlevel" otherlevel="delo"><did><unitid>2</unitid><unittitle>Visits</unittitle></did></c>
<c level="otherlevel" otherlevel="delo"><did><unitid>3</unitid><unittitle>Telegrams</unittitle>
<dao href="images/Telegram%20A/"/></did></c>
<c level="item"><did><unitid>4</unitid><unittitle>Letter</unittitle><dao href="images/letter.tif"/></did></c>
<c level="item"><did><unitid>5</unitid><unittitle>Reply</unittitle></did></c></c></dsc></archdesc></ead>"""


@pytest.fixture(scope="module")
def known() -> tuple[Unit, ...]:
    return units(list(EadReader().read(Source("fond5.xml", "kz", AID.encode()))))


@pytest.mark.parametrize(
    ("path", "unit", "by"),
    [
        ("/in/letter.jpg", "KZ-5/4", "digital object"),
        ("/in/images/letter.TIF", "KZ-5/4", "digital object"),
        ("/in/images/telegram a/0007.png", "KZ-5/3", "digital object"),
        ("/in/5/1/2/0001.tif", "KZ-5/2", "folder"),
        ("/in/Фонд 5/Опись 1/Дело 2/Лист 3.tif", "KZ-5/2", "folder"),
        ("/in/f005_op01_d0002_0003r.jpg", "KZ-5/2", "file name"),
        ("/in/f005_op01_d0002_0003.jpg", "KZ-5/2", "file name"),
        ("/in/5-1-5.pdf", "KZ-5/5", "file name"),
        ("/in/fond 5/opis 1/delo 2.pdf", "KZ-5/2", "file name"),
        ("/in/Part 5/vol. 01/No 2/0001.tif", "KZ-5/2", "folder"),
        ("/in/2023-11/vol 1/No 2/0001.tif", None, None),
        ("/in/0002.tif", None, None),
        ("/in/2/0001.tif", None, None),
        ("/in/holiday.png", None, None),
    ],
)
def test_names(known: tuple[Unit, ...], path: str, unit: str | None, by: str | None) -> None:
    made = pair(known, [Candidate(path)])
    assert [(one.unit, one.by) for one in made.pairs] == ([(unit, by)] if unit else [])
    assert made.idle_files == (() if unit else (path,))


def test_what_a_file_says_goes_before_its_name(known: tuple[Unit, ...]) -> None:
    made = pair(known, [Candidate("/in/5-1-5.xml", ("5/1/2",))])
    assert [(one.unit, one.by) for one in made.pairs] == [("KZ-5/2", "call number")]


def test_units_without_a_file_are_listed(known: tuple[Unit, ...]) -> None:
    made = pair(known, [Candidate("/in/letter.jpg"), Candidate("/in/x.jpg")])
    assert made.idle_units == ("KZ-5/2", "KZ-5/3", "KZ-5/5")
    assert made.idle_files == ("/in/x.jpg",)


def test_a_sign_that_points_to_two_units_joins_nothing() -> None:
    two = [Unit(f"a/{n}", "item", frozenset({("ab", "1")}), ("scan.tif",), True) for n in "12"]
    assert pair(two, [Candidate("/in/scan.tif"), Candidate("/in/ab-1.tif")]).pairs == ()


def test_order_does_not_matter(known: tuple[Unit, ...]) -> None:
    paths = [Candidate(f"/in/5/1/{n}/{page:04}.tif") for n in (2, 3) for page in range(5)]
    assert pair(known, paths) == pair(known, reversed(paths))


def test_keys() -> None:
    assert key("KZ-5/1/2") == key("kz 005_01.0002")
    assert key("Қор 5, тізімдеме 1, іс 2") == ("5", "1", "2")
    assert [tells(key(name)) for name in ("0002", "p. 3", "m0198", "5-1")] == [False, False, True, True]


def test_a_page_belongs_to_its_unit_and_a_letter_to_its_file() -> None:
    page = Document("scan-1", "scan-1", "scan-1", "words", form="page-transcription")
    letter = Document("letter-9", "letter-9", "Letter", "words", form="letter")
    in_set, in_item = Pair("p", "KZ-5/2", "delo", "folder"), Pair("p", "KZ-5/4", "item", "folder")
    assert (joined(page, in_set).instantiates, joined(page, in_set).level) == ("KZ-5/2", "delo")
    assert (joined(letter, in_set).instantiates, joined(letter, in_set).parent) == (None, "KZ-5/2")
    assert joined(letter, in_item).instantiates == "KZ-5/4"
    assert joined(page, None) is page
