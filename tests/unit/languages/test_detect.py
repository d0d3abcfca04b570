"""Language detection on sentences of every language."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from extractors.languages.detect import detect, normal_code, segments

NER = Path(__file__).parents[3].parent / "shared" / "ner"

SENTENCES = [
    ("en", "The Ambassador said that he had not been informed of the decision."),
    ("en", "Washington, January 24, 1958"),
    ("fr", "Le ministre des Affaires étrangères est arrivé dans la ville avec les membres de la commission."),
    ("und", "Der Botschafter hat dem Minister die Note über die Verhandlungen nicht übergeben und ist abgereist."),
    ("und", "Büyükelçi bu mektubu bir gün önce almış ve bakanlığa için göndermişti ile birlikte olarak."),
    ("ar", "وصل السفير إلى الدوحة يوم الأحد"),
    ("und", "وزیر خارجه ایران گفت که این پیمان چاپ شده است و پس از آن گزارش"),
    ("ru", "Посол прибыл в столицу и вручил верительные грамоты."),
    ("kk", "Елші астанаға келіп, сенім грамоталарын тапсырды."),
    ("und", "Посол прибув до столиці і вручив їм вірчі грамоти, які є чинними."),
    ("und", "1234 —"),
    ("und", ""),
]


@pytest.mark.parametrize(("lang", "text"), SENTENCES)
def test_sentences(lang: str, text: str) -> None:
    assert detect(text) == lang


@pytest.mark.parametrize(
    ("source", "least"),
    [
        ("en/crossner_politics", 0.98),
        ("en/gum_propn", 0.98),
        ("ru/nerel", 0.98),
        ("kk/kaznerd", 0.96),
        ("ar/anercorp", 0.98),
    ],
)
def test_development_sentences(source: str, least: float) -> None:
    path = NER / source / "dev.jsonl.gz"
    if not path.exists():
        pytest.skip("development sets not at hand")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        answers = [detect(json.loads(line)["text"]) for line in lines]
    assert answers.count(source[:2]) / len(answers) >= least


def test_segments_cover_the_text() -> None:
    text = "Hello to the world of the living\nقال الأمير في الدوحة\nПосол прибыл в столицу\n"
    found = list(segments(text, "en"))
    assert [lang for _, _, lang in found] == ["en", "ar", "ru"]
    assert "".join(text[start:end] for start, end, _ in found) == text


def test_tags_of_languages() -> None:
    assert [normal_code(tag) for tag in ("eng", "kk-Cyrl", "ar-Latn-x-ijmes", "fre", None)] == [
        "en",
        "kk",
        None,
        "fr",
        None,
    ]
