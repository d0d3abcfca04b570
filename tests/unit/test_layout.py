"""Where a range of the text stands on the images of its pages."""

from __future__ import annotations

from extractors.document import Box
from extractors.layout import boxes
from extractors.readers.page_text import PrintedLine, PrintedPage, PrintedRegion, PrintedWord, assemble, line_of_words


def line(y: int, *words: str) -> PrintedLine:
    made = [PrintedWord(word, Box(100 * at, y, 90, 40)) for at, word in enumerate(words)]
    return line_of_words(made, Box(0, y, 900, 40), ())


def printed(number: str, *lines: PrintedLine) -> PrintedPage:
    return PrintedPage(number, (PrintedRegion(tuple(lines)),), 900, 1200)


BARE = PrintedLine("Астана и", Box(0, 300, 500, 40))
TEXT, PAGES = assemble(
    [printed("1", line(100, "прибыл", "в", "Ал-"), line(200, "маты", "вчера")), printed("2"),
     printed("3", BARE, line(400, "Доха"))]
)  # fmt: skip


def found(words: str) -> list[tuple[str, Box]]:
    start = TEXT.index(words)
    return [(page.number, box) for page, box in boxes(PAGES, start, start + len(words))]


def test_one_box_for_each_line_of_a_broken_word() -> None:
    assert found("Ал-\nматы") == [("1", Box(200, 100, 90, 40)), ("1", Box(0, 200, 90, 40))]


def test_words_are_joined_within_a_line() -> None:
    assert found("прибыл в") == [("1", Box(0, 100, 190, 40))]


def test_a_line_without_words_gives_its_own_box() -> None:
    assert found("Астана") == [("3", Box(0, 300, 500, 40))]


def test_a_range_runs_over_pages() -> None:
    assert [page for page, _ in found("вчера\nАстана и\nДоха")] == ["1", "3", "3"]


def test_a_line_end_belongs_to_no_line() -> None:
    at = TEXT.index("\n")
    assert boxes(PAGES, at, at + 1) == ()
