"""Kazakh words of dates, folded: Cyrillic with the endings that dates take, and the Latin letters of 2018-2021."""

from __future__ import annotations

from extractors.languages.base import HIJRI, alike, date_words, numbered

_STEMS = (
    ("қаңтар", "qantar"), ("ақпан", "aqpan"), ("наурыз", "nauryz"), ("сәуір", "sauir"), ("мамыр", "mamyr"),
    ("маусым", "mausym"), ("шілде", "shilde"), ("тамыз", "tamyz"), ("қыркүйек", "qyrkuiek"), ("қазан", "qazan"),
    ("қараша", "qarasha"), ("желтоқсан", "zheltoqsan|jeltoqsan"),
)  # fmt: skip
_ENDINGS = [
    "",
    "ы",
    "і",
    "сы",
    "сі",
    "да",
    "де",
    "та",
    "те",
    "дың",
    "дің",
    "тың",
    "тің",
    "ның",
    "нің",
    "дан",
    "ден",
    "тан",
    "тен",
    "нан",
    "нен",
    "ға",
    "ге",
    "қа",
    "ке",
    "дағы",
    "дегі",
    "тағы",
    "тегі",
    "ында",
    "інде",
    "сында",
    "сінде",
    "ына",
    "іне",
    "сына",
    "сіне",
    "ынан",
    "інен",
    "сынан",
    "сінен",
    "ының",
    "інің",
    "сының",
    "сінің",
    "ындағы",
    "індегі",
    "сындағы",
    "сіндегі",
]
_LATIN_ENDINGS = ["", "y", "i", "sy", "da", "de", "ta", "te", "dyn", "ga", "dagy", "nan"]


def _inflected(*stems: str) -> str:
    forms = []
    for stem in stems:
        forms += [stem + ending for ending in (_LATIN_ENDINGS if stem.isascii() else _ENDINGS)]
        if stem.endswith("к"):
            forms += [stem[:-1] + "г" + ending for ending in ("і", "інде", "іне", "інің", "інен", "індегі")]
    return "|".join(forms)


DATE_WORDS = date_words(
    numbered("month", *(_inflected(*f"{a}|{b}".split("|")) for a, b in _STEMS)),
    numbered(
        "month", _inflected("мұхаррам"), _inflected("сафар"), "рабиғ әл әууәл|рабиул әууәл",
        "рабиғ әс сәни|рабиул ахир", "жұмада әл ула|жұмадәл әууәл", "жұмада әс сәни|жұмадәл ахир",
        _inflected("раджаб", "ражаб", "режеп"), _inflected("шағбан"), _inflected("рамазан"), _inflected("шәууал"),
        _inflected("зулқағда"), _inflected("зулхижжа"), first=HIJRI + 1,
    ),
    numbered("season", _inflected("көктем"), _inflected("жаз"), _inflected("күз"), _inflected("қыс"), first=21),
    alike("year", "жыл|жылы|жылғы|жылдың|жылда|жылдағы|ж|жылдары|zhyl|jyl|jyly|jylgy|jyldyn|zhylgy|zhyly"),
    alike("years", "жылдар|жж|жылдарда|жылдарғы|жылдардың|жылдарында|жылдарындағы|жылдары"),
    alike("year", "жылға|жылдан"),
    alike("suffix", "і|ы|інші|ыншы|ші|шы|нші|ншы"),
    alike("filler", "күні"),
    alike("circa", "шамамен|жуық|жобамен"),
    alike("until", "дейін|бұрын|шейін"),
    alike("since", "кейін|бастап|соң"),
    alike("and", "және|мен|пен|бен"),
    alike("century", "ғасыр|ғасырдың|ғасырда|ғасырдағы|ғ"),
    alike("hijri", "һижри|хижра|һижра|хиджра|хижраның|һижраның"),
    alike("old", "ескі стиль|ескі стильмен|ескіше|е с"),
    alike("new", "жаңа стиль|жаңа стильмен|жаңаша"),
    alike("weekday", "дүйсенбі|сейсенбі|сәрсенбі|бейсенбі|жұма|сенбі|жексенбі"),
)  # fmt: skip
