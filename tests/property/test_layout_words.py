"""Words of a page: inside their line, in order, their text the file's; whatever the letters."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from hypothesis import given
from hypothesis import strategies as st

from extractors.document import Document
from extractors.readers.page_text import PrintedLine, PrintedPage, PrintedRegion, PrintedWord, assemble, line_of_words
from extractors.readers.page_words import line_with_words
from extractors.registry import reader
from extractors.source import Source

LETTERS = st.text(st.sampled_from("abЖқіңقطر١٢ـ.,-—’\u064e\u200f𐤀é"), min_size=1, max_size=8)
LINE = st.tuples(st.lists(LETTERS, min_size=1, max_size=6), st.sampled_from(["", "-", "\u00ad", "⸗"]))
PAGES = st.lists(st.lists(st.lists(LINE, max_size=4), max_size=3), min_size=1, max_size=3)


def alto(pages: list[list[list[tuple[list[str], str]]]]) -> Document:
    """The Document of an ALTO file with those words; every word's box has its place in the file."""
    number = 0
    parts = []
    for page in pages:
        blocks = []
        for block in page:
            lines = []
            for words, hyphen in block:
                strings = []
                for word in words:
                    strings.append(f'<String CONTENT={quoteattr(word)} HPOS="{number}" VPOS="0" WIDTH="1" HEIGHT="1"/>')
                    number += 1
                tail = f"<HYP CONTENT={quoteattr(hyphen)}/>" if hyphen else ""
                lines.append(f"<TextLine>{'<SP/>'.join(strings)}{tail}</TextLine>")
            blocks.append(f"<TextBlock>{''.join(lines)}</TextBlock>")
        parts.append(f"<Page><PrintSpace>{''.join(blocks)}</PrintSpace></Page>")
    (document,) = reader("alto").read(Source("a.xml", "x", f"<alto><Layout>{''.join(parts)}</Layout></alto>".encode()))
    return document


@given(PAGES)
def test_words_of_alto_stand_where_they_are_said_to(pages: list[list[list[tuple[list[str], str]]]]) -> None:
    document = alto(pages)
    assert list(document.check()) == []
    told = [line for page in pages for block in page for line in block]
    lines = [line for page in document.pages for line in page.lines]
    assert len(lines) == len(told)
    place = 0
    for line, (words, hyphen) in zip(lines, told, strict=True):
        assert document.text[line.span.start : line.span.end] == " ".join(words) + hyphen
        assert [document.text[word.span.start : word.span.end] for word in line.words] == words
        assert [word.box.x for word in line.words if word.box] == list(range(place, place + len(words)))
        place += len(words)
    assert document.text == "\n".join(" ".join(words) + hyphen for words, hyphen in told)


@given(st.lists(LETTERS, max_size=8), st.lists(LETTERS, max_size=8))
def test_words_found_again_in_a_corrected_line(corrected: list[str], words: list[str]) -> None:
    line = line_with_words(" ".join(corrected), [PrintedWord(word) for word in words], None, (), None)
    ends = [0] + [place for word in line.words for place in (word.span.start, word.span.end)]
    assert ends == sorted(ends)
    found = [line.text[word.span.start : word.span.end].replace(" ", "") for word in line.words]
    rest = iter(words)
    assert all(word in rest for word in found)  # in their order, none made up
    if corrected and "".join(corrected) == "".join(words):
        assert found == words


@given(st.lists(st.lists(LETTERS, max_size=3), max_size=6), st.integers(1, 3))
def test_pages_and_regions_lie_end_to_end(lines: list[list[str]], size: int) -> None:
    printed = [line_of_words(map(PrintedWord, words)) for words in lines]
    pages = [
        PrintedPage("1", (PrintedRegion(tuple(printed[at : at + size])), PrintedRegion((PrintedLine("  "),))))
        for at in range(0, len(printed), size)
    ]
    text, made = assemble(pages)
    assert text == "\n".join(" ".join(words) for words in lines if words)
    assert len({page.number for page in made}) == len(made)
    for page in made:
        assert [line.span.start for line in page.lines[:1]] == ([page.span.start] if page.lines else [])
        assert len(page.regions) == (1 if page.lines else 0)
