"""Places by their names, present and past."""

from __future__ import annotations

import subprocess
import sys

import pytest

from extractors.gazetteer import lookup
from extractors.gazetteer.records import records
from extractors.gazetteer.spot import spot
from extractors.languages.tokens import spans

ALMATY, ASTANA, ATYRAU, DOHA, KYZYLORDA = 1526384, 1526273, 610529, 290030, 1519922

NAMES = [
    ("Verny", "en", ALMATY),
    ("Alma-Ata", "en", ALMATY),
    ("Верный", "ru", ALMATY),
    ("Алма-Ата", "ru", ALMATY),
    ("Алматы", "kk", ALMATY),
    ("ألماتي", "ar", ALMATY),
    ("Целиноград", "ru", ASTANA),
    ("Akmolinsk", "en", ASTANA),
    ("Нұр-Сұлтан", "kk", ASTANA),
    ("نور سلطان", "ar", ASTANA),
    ("Гурьев", "ru", ATYRAU),
    ("Guryev", "en", ATYRAU),
    ("Ак-Мечеть", "ru", KYZYLORDA),
    ("Perovsk", "en", KYZYLORDA),
    ("Bidda", "en", DOHA),
    ("الدوحة", "ar", DOHA),
    ("Doha", "en", DOHA),
    ("Доха", "ru", DOHA),
    ("Qatar", "en", 289688),
    ("قطر", "ar", 289688),
    ("Қазақстан", "kk", 1522867),
    ("London", "en", 2643743),
    ("الكويت", "ar", 285570),
]


@pytest.mark.parametrize(("name", "lang", "geonames"), NAMES)
def test_first_answer(name: str, lang: str, geonames: int) -> None:
    assert lookup(name, lang)[0].geonames == geonames


def test_zubarah_has_an_id_of_its_own() -> None:
    (place,) = lookup("Al-Zubara", "en")
    assert (place.id, place.geonames, place.country) == ("sunqar-place:zubarah", None, "QA")


def test_years_of_a_name_are_told() -> None:
    assert lookup("Nur-Sultan", "en")[0].used == "2019/2022"
    assert lookup("Almaty", "en")[0].name == "Almaty"


def test_country_hint_decides() -> None:
    assert lookup("London", "en", country_hint="CA")[0].country == "CA"
    assert lookup("London", "en")[0].country == "GB"


def test_unknown_names_give_nothing() -> None:
    assert lookup("Xyzzy") == ()
    assert lookup("") == ()


def test_records_are_sound() -> None:
    for record in records():
        assert record.names
        assert record.latitude is None or -90 <= record.latitude <= 90
        assert record.longitude is None or -180 <= record.longitude <= 180
    assert len({record.id for record in records()}) == len(records())


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "He flew from Qatar to the Soviet Union.", ["Qatar", "Soviet Union"]),
        ("en", "Governor Hamilton Jordan spoke of oral history.", []),
        ("ru", "Он прибыл из Катара в Казахстан.", ["Катара", "Казахстан"]),
        ("kk", "Ол Қазақстаннан ұшып, Катарға келді.", ["Қазақстаннан", "Катарға"]),
        ("ar", "وصل من قطر إلى كازاخستان", ["كازاخستان"]),
    ],
)
def test_spotting(lang: str, text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in spot(text, spans(text), [], lang)] == expected


def test_covered_ranges_stay_clear() -> None:
    text = "He flew from Qatar to the Soviet Union."
    at = text.index("Qatar")
    assert [text[a:b] for a, b in spot(text, spans(text), [(at, at + 5)], "en")] == ["Soviet Union"]


def test_loads_fast_and_small() -> None:
    code = (
        "import time,pathlib;began=time.process_time();from extractors.gazetteer import lookup;lookup('Doha');"
        "status=pathlib.Path('/proc/self/status').read_text();"
        "print(time.process_time()-began, int(status.split('VmRSS:')[1].split()[0])/1024)"
    )
    seconds, mebibytes = map(float, subprocess.check_output([sys.executable, "-c", code], text=True).split())
    assert seconds < 1.0
    assert mebibytes < 100
