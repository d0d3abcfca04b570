"""A page in two languages, and the marks of the classifier on text that was held out."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.languages.blocks import detect_blocks
from extractors.languages.detect import detect, segments
from extractors.training.language_score import score

CORPUS = Path(__file__).parents[3].parent / "shared" / "corpus"
RUSSIAN = (
    "Президент Республики принял посла Государства Катар и вручил ему ноту Министерства иностранных дел. Встреча "
    "прошла в здании Верховного Совета.\n"
)
KAZAKH = (
    "Республика Президенті Қатар Мемлекетінің елшісін қабылдап, оған Сыртқы істер министрлігінің нотасын тапсырды. "
    "Кездесу Жоғарғы Кеңес ғимаратында өтті.\n"
)
LOST = KAZAKH.translate(str.maketrans("әғқңөұүһіҚ", "агкноууниК"))


@pytest.mark.parametrize("kazakh", [KAZAKH, LOST])
@pytest.mark.parametrize("told", [None, "ru", "kk"])
def test_russian_and_kazakh_paragraphs(kazakh: str, told: str | None) -> None:
    text = RUSSIAN + kazakh + RUSSIAN * 2
    found = [(text[start:end], code) for start, end, code in segments(text, told)]
    assert found == [(RUSSIAN, "ru"), (kazakh, "kk"), (RUSSIAN * 2, "ru")]


def test_blocks_cover_the_text() -> None:
    text = "A line of English words\n\n" * 20 + RUSSIAN + "\n" + "Ends without a line break"
    blocks = list(detect_blocks(text, None))
    assert "".join(text[start:end] for start, end, _ in blocks) == text
    assert {code for *_, code in blocks} == {"en", "ru"}


def test_a_line_that_quotes_is_the_whole_texts() -> None:
    text = RUSSIAN + "Альбом «It is my life and that is what you make of it» вышел в Москве.\n"
    assert {code for *_, code in segments(text, "ru")} == {"ru"}


def test_names_in_english_text_are_not_kazakh() -> None:
    text = (
        "The talks went on for two days in the capital and were then resumed.\n" * 3
        + "Aqtobe Almaty Aqsu Qyzylorda\n" * 9
    )
    assert {code for *_, code in segments(text, "en")} == {"en"}


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("СОВЕТ НАРОДНЫХ КОМИССАРОВ КАЗАХСКОЙ ССР", "ru"),
        ("ҚАЗАҚ КСР ХАЛЫҚ КОМИССАРЛАР КЕҢЕСІ", "kk"),
        ("Кыргыз Республикасынын Президенти жана анын элчиси өз ишин бүгүн баштады", "und"),
        ("Ўзбекистон Республикаси Президенти ва вазирлар маҳкамаси қарори", "und"),
        ("ئۇيغۇر ئاپتونوم رايونىنىڭ پايتەختى ئۈرۈمچى شەھىرى", "und"),
        ("وزارت خارجہ کے ترجمان نے کہا ہے کہ یہ بات چیت جاری رہے گی", "und"),
        ("Министръ иностранныхъ дѣлъ прибылъ въ столицу", "ru"),
        ("Al-Attiyah, Abdullah bin Hamad", "en"),
    ],
)
def test_neighbours_and_capitals(text: str, lang: str) -> None:
    assert detect(text) == lang


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not at hand")
def test_marks_on_held_out_blocks() -> None:
    """At least 99 % of blocks of 200 code points, 96 % of 40, for each language; Kazakh also in its other letters."""
    right: dict[tuple[str, int], list[tuple[int, float]]] = {}
    for mark in score(CORPUS):
        group = mark.name[:2] if mark.name[:2] != "kk" else mark.name
        right.setdefault((group, mark.size), []).append((mark.blocks, mark.right))
    for (group, size), marks in right.items():
        share = sum(blocks * good for blocks, good in marks) / sum(blocks for blocks, _ in marks)
        assert share >= (0.99 if size == 200 else 0.94 if group == "fr" else 0.96), (group, size, share)
