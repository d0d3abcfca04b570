"""Which places the local entities of a document mean, and which stay open."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from extractors.languages.fold import fold
from kg.iri import Iris
from kg.rdf.facts import Facts
from kg.resolve.candidates import Candidate
from kg.resolve.gazetteer import named_places, place_candidates
from kg.resolve.linkers.gazetteer import GazetteerLinker
from kg.resolve.meant_places import meant_places
from kg.resolve.places import rank

IRIS = Iris("https://example.org", "https://example.org/def#")


def place(iri: str, name: str, lang: str = "en", document: str = "d") -> Candidate:
    return Candidate(iri, "PLACE", "qa", ((lang, name),), (fold(name),), (), (), (document,), False)


def told(*names: str, lang: str = "en") -> dict[str, str]:
    """Name -> the id of the place that it means, of one document with all these names."""
    found = meant_places(place(name, name, lang) for name in names)
    return {name: one.place.partition(":")[2] for name, one in found.items()}


@pytest.mark.parametrize(
    ("beside", "lang", "name", "meant"),
    [
        ((), "ar", "طرابلس", None),
        (("بيروت", "دمشق", "صيدا"), "ar", "طرابلس", "266826"),
        ((), "ar", "عمان", None),
        (("دمشق", "القدس"), "ar", "عمان", "250441"),
        (("مسقط", "ظفار"), "ar", "عمان", "286963"),
        ((), "en", "Georgia", None),
        (("Tbilisi", "Armenia"), "en", "Georgia", "614540"),
        (("Virginia", "United States"), "en", "Georgia", "georgia-us"),
        ((), "ar", "قطر", "289688"),
        (("الدوحة", "البحرين"), "ar", "قطر", "289688"),
        (("مصر", "الإسكندرية"), "ar", "قطر", None),
        (("كازاخستان", "أستانا"), "ar", "قطر", "289688"),
        ((), "en", "Florida", "florida"),
        ((), "en", "Castro", None),
        ((), "en", "Jordan River", None),
        ((), "ar", "قضاء حلب", None),
        ((), "en", "Kuwait City", "285787"),
        ((), "ar", "بروسيا", "prussia"),
        ((), "ar", "بالروم", None),
        ((), "ar", "نور", None),
        ((), "ru", "Республике Казахстан", "1522867"),
        ((), "ru", "Гурьеве", "610529"),
    ],
)
def test_what_a_name_means_beside_others(beside: tuple[str, ...], lang: str, name: str, meant: str | None) -> None:
    assert told(name, *beside, lang=lang).get(name) == meant


def test_qatar_is_a_region_only_before_the_state() -> None:
    for year, meant in ((1908, False), (1993, True)):
        found = [replace(place(name, name, "ar"), facts=Facts(active=(year, year))) for name in ("قطر", "مصر", "إيران")]
        assert ("قطر" in meant_places(found)) is meant


def test_other_documents_and_the_order_say_nothing() -> None:
    found = [place("a", "طرابلس", "ar", "x"), place("b", "بيروت", "ar", "y"), place("c", "دمشق", "ar", "y")]
    assert "a" not in meant_places(found)
    many = [place(f"{n}", name, "ar", f"d{n % 3}") for n, name in enumerate(("طرابلس", "بيروت", "دمشق", "صيدا") * 4)]
    shuffled = random.Random(3).sample(many, len(many))
    assert meant_places(many) == meant_places(shuffled)


def test_the_linker_tells_why() -> None:
    names = [place("a", "طرابلس", "ar"), place("b", "بيروت", "ar"), place("c", "دمشق", "ar")]
    both = (*names, *place_candidates(named_places(names), IRIS))
    found = {j.left if j.left in "abc" else j.right: j for j in GazetteerLinker().propose(both)}
    assert [kind for kind, _ in found["a"].evidence] == ["name", "place"]
    assert "beside" in found["a"].evidence[1][1]
    assert "beside" not in found["b"].evidence[1][1]


def test_every_name_of_a_curated_place_reads_the_same_whatever_the_date() -> None:
    """A renaming is another name of one place: which one is meant never hangs on the year."""
    for former, now in (("Верный", "Алматы"), ("Акмола", "Астана"), ("Перовск", "Қызылорда"), ("البدع", "الدوحة")):
        assert rank(former)[0].record.id == rank(now)[0].record.id
        assert len(rank(former)[0].record.names) > 4
