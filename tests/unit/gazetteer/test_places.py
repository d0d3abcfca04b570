"""Which place a name means: forms, renamings, context, words that are no place, and the stream."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from extractors.gazetteer.forms import keys, loose
from extractors.gazetteer.historic import FILE, historic_places
from extractors.gazetteer.records import records
from extractors.gazetteer.traps import region_there
from extractors.languages.fold import fold
from extractors.naming import is_name
from extractors.ner import Found
from kg.resolve.places import SURE, decide, rank, setting_of

TABLE = Path(__file__).with_name("historic_names.tsv")
NAMES = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("name", "lang", "place"), NAMES)
def test_names_of_other_times(name: str, lang: str, place: str) -> None:
    assert rank(name, lang)[0].record.id.partition(":")[2] == place


@pytest.mark.parametrize(
    ("written", "lang", "place"),
    [
        ("Гурьеве", "ru", 610529),
        ("Алма-Атой", "ru", 1526384),
        ("Қызылордадан", "kk", 1519922),
        ("بالدوحة", "ar", 290030),
        ("والبصرة", "ar", 99532),
        ("للكويت", "ar", 285570),
        ("مدينة حلب", "ar", 170063),
        ("город Верный", "ru", 1526384),
        ("Kokčetav", "en", 1522203),
    ],
)
def test_forms_in_a_text(written: str, lang: str, place: int | None) -> None:
    found = rank(written, lang)
    assert (found[0].geonames if found else None) == place


def test_keys_are_distinct_folded_and_ordered() -> None:
    for record in records()[::97]:
        for lang, name, _ in record.names:
            found = keys(name, lang)
            assert found[0] == (fold(name), 1.0)
            assert len({key for key, _ in found}) == len(found)
            assert all(0 < fit <= 1 for _, fit in found)
            assert not loose(fold(name)) or len(loose(fold(name))) > 4


@pytest.mark.parametrize(
    ("name", "context", "is_place"),
    [
        ("قطر", "", True),
        ("قطر", "وصل الشيخ قاسم بن ثاني شيخ قطر", True),
        ("بقطر", "والبدع بقطر والبحرين", True),
        ("القطر", "", False),
        ("قُطر", "", False),
        ("بالقطر", "أحوال الزراعة بالقطر المصري", False),
        ("قطر", "في كل قطر من الأقطار", False),
        ("قطر", "أهل قطر مصر", False),
        ("المدينة", "", False),
        ("город", "", False),
    ],
)
def test_words_that_look_like_a_place(name: str, context: str, is_place: bool) -> None:
    assert bool(rank(name, "ar" if name != "город" else "ru", setting_of(name, context))) is is_place


@pytest.mark.parametrize(
    ("text", "name", "region"),
    [
        ("أحوال الزراعة في هذا القطر المصري اليوم", "القطر", True),
        ("وفي كل قطر من الأقطار علماء", "قطر", True),
        ("وصل الشيخ إلى قطر أمس", "قطر", False),
        ("سافر من البحرين إلى القطر", "القطر", False),
        ("نزل بالدوحة", "الدوحة", False),
    ],
)
def test_regions_in_running_text_are_no_mentions(text: str, name: str, region: bool) -> None:
    at = text.index(name)
    found = Found(at, at + len(name), "PLACE", 0.9)
    assert region_there(text, at, at + len(name)) is region
    assert is_name(text, found, "ar") is not region


def test_country_years_and_neighbours_decide() -> None:
    def first(name: str, context: str = "", country: str | None = None) -> str:
        return rank(name, "ar", setting_of(name, context, country, "ar"))[0].record.country

    assert first("طرابلس", country="LY") == first("طرابلس", country="ليبيا") == "LY"
    assert first("طرابلس", country="LB") == first("طرابلس", "بين بيروت وطرابلس وصيدا وجبل لبنان") == "LB"
    scores = [
        {one.geonames: one.score for one in rank("Pokrovsk", "en", setting_of("Pokrovsk", year))}[563464]
        for year in ("in 2020", "", "in 1920")
    ]
    assert scores[0] < scores[1] < scores[2]


def test_scores_are_shares_and_doubt_stays_open() -> None:
    for name in ("Doha", "Leninsk", "Alekseyevka", "طرابلس", "Abay"):
        scores = [one.score for one in rank(name)]
        assert scores == sorted(scores, reverse=True)
        assert 0 < sum(scores) <= 1.001
    assert decide("Doha") is not None
    assert decide("Alekseyevka") is None
    assert rank("Vienna", "en", setting_of("Vienna", country="KG"))[0].score < rank("Vienna", "en")[0].score


def test_the_file_of_historic_places() -> None:
    places = historic_places()
    features = json.loads(FILE.read_text("utf-8"))["features"]
    assert len(places) == len(features) >= 300
    assert len({place.key for place in places}) == len(places)
    numbers = [place.geonames for place in places if place.geonames]
    assert len(set(numbers)) == len(numbers)
    for feature in features:
        assert feature["citations"], feature["@id"]
        assert len({(name["lang"], name["toponym"]) for name in feature["names"]}) == len(feature["names"])
        assert all(name["lang"].partition("-")[2] in ("Latn", "Arab", "Cyrl") for name in feature["names"])
        assert feature["names"][0]["toponym"] == feature["properties"]["title"]
    assert sum({"en", "ar", "ru", "kk"} <= {lang for lang, *_ in place.names} for place in places) > 300


def test_curated_points_lie_where_geonames_has_them() -> None:
    """A wrong number shows by its distance; only towns are compared, for a country's point is a matter of taste."""
    towns = {row[0]: row for row in _rows()}
    compared = 0
    for place in historic_places():
        row = towns.get(str(place.geonames))
        if row and place.kind == "P" and place.latitude is not None and place.longitude is not None:
            assert abs(place.latitude - float(row[2])) < 0.2, place.key
            assert abs(place.longitude - float(row[3])) < 0.3, place.key
            assert place.country == row[1]
            compared += 1
    assert compared > 200


def _rows() -> list[list[str]]:
    return [line.split("\t") for line in FILE.with_name("places.tsv").read_text("utf-8").splitlines()]


def test_stream() -> None:
    lines = [
        {"id": 1, "name": "Перовск", "lang": "ru"},
        {"id": 2},
        {"id": 3, "name": "Xyzzy"},
        {"id": 4, "name": "Doha", "country": 5},
        {"id": 5, "name": "الزبارة", "lang": "ar", "country": "QA", "context": ["الدوحة", "البحرين"]},
    ]
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\nno json\n"
    done = subprocess.run(
        [sys.executable, "-c", "from kg.cli import main; main()", "places"],
        input=text.encode(),
        capture_output=True,
        check=False,
    )
    out = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert done.returncode == 4, done.stderr
    assert [line["id"] for line in out] == [1, 2, 3, 4, 5, None]
    best = out[0]["matches"][0]
    assert (best["geonames"], best["name"]) == (1519922, "Kyzylorda")
    assert 44 < best["lat"] < 46
    assert 65 < best["lon"] < 66
    assert best["score"] > SURE
    assert out[1]["error"]["code"] == "STREAM002"
    assert out[2]["matches"] == []
    assert out[3]["error"]["code"] == "STREAM006"
    assert "geonames" not in out[4]["matches"][0]
    assert out[4]["matches"][0]["id"] == "sunqar-place:zubarah"
