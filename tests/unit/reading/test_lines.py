"""Printed lines: what is joined, what stays."""

from __future__ import annotations

import pytest

from extractors.document import Box, Line, Page, Region, Span
from extractors.reading.build import read


def page(text: str, widths: tuple[int, ...] = ()) -> Page:
    """A page of the lines of a text, with boxes of those widths."""
    lines, at = [], 0
    for number, row in enumerate(text.split("\n")):
        box = Box(0, 50 * number, widths[number], 40) if widths else None
        lines.append(Line(Span(at, at + len(row)), box))
        at += len(row) + 1
    return Page("1", Span(0, len(text)), lines=tuple(lines))


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("встре-", "тился с эмиром", "встретился"),
        ("встре‐", "тился с эмиром", "встретился"),
        ("встре¬", "тился с эмиром", "встретился"),
        ("встре\u00ad", "тился с эмиром", "встретился"),
        ("из Нью-", "Йорка пришли", "Нью-Йорка"),
        ("Sheikh Al-", "Thani left", "Al-Thani"),
        ("кто-", "то пришёл", "кто-то"),
        ("мес-", "то встречи", "место"),
        ("северо-", "западный край", "северо-западный"),
        ("the so-", "called plan", "so-called"),
        ("the gov-", "ernment", "government"),
        ("жергілік-", "ті кеңес", "жергілікті"),
        ("1914-", "1918 годов", "1914-1918"),
        ("слово -", "другое", "слово -\nдругое"),
        ("الدوحة-", "قطر", "الدوحة-قطر"),
    ],
)
def test_cut_words(above: str, below: str, joined: str) -> None:
    text = f"{above}\n{below}"
    reading = read(text, [page(text)])
    assert joined in reading.text
    start = reading.text.index(joined)
    span = reading.original(start, start + len(joined))
    assert text[span.start : span.end].replace("\n", "").startswith(joined[:2])
    assert text[span.start : span.end].replace("\n", "").endswith(joined[-2:])


def test_the_document_itself_tells_how_a_word_is_written() -> None:
    text = "Совет по-\nлитический и по-русски: изба-читальня\nизба-\nчитальня, военно-\nвоздушный, политический"
    joined = read(text, [page(text)]).text
    assert "политический" in joined.split("русски")[0]
    assert joined.count("изба-читальня") == 2


def test_full_lines_go_on_and_short_ones_end() -> None:
    text = (
        "НАЧАЛО\nпервая строка до края\nвторая строка до края\nконец абзаца.\nтретья строка у края\nещё одна у края стр"
    )
    reading = read(text, [page(text, (300, 1000, 990, 500, 980, 960))])
    assert reading.text == (
        "НАЧАЛО\nпервая строка до края вторая строка до края конец абзаца.\nтретья строка у края ещё одна у края стр"
    )
    assert len(reading.text) == len(text)


def test_lines_of_two_columns_are_not_joined() -> None:
    text = "aaaa aaaa\naaaa aaaa\naaaa aaaa\nbbbb bbbb\nbbbb bbbb\nbbbb bbbb"
    whole = page(text)
    columns = (Region(Span(0, 29)), Region(Span(30, 59)))
    divided = Page("1", whole.span, lines=whole.lines, regions=columns)
    assert read(text, [divided]).text.count("\n") == 1
    assert read(text, [whole]).text.count("\n") == 0


def test_without_lines_nothing_is_joined() -> None:
    assert read("встре-\nтился").text == "встре-\nтился"
