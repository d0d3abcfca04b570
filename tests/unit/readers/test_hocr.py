"""hOCR as tesseract and others write it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from reader_helpers import read

from extractors.document import Box, Document
from extractors.errors import InputRejected
from extractors.registry import reader, reader_for
from extractors.source import Source


def hocr(body: str, title: str = "bbox 0 0 100 200", attributes: str = "") -> Document:
    text = f"<!DOCTYPE html><html><body><div class='ocr_page' title='{title}' {attributes}>{body}</div></body></html>"
    (document,) = read("hocr", text, "leaf.html")
    return document


def word(text: str, title: str = "") -> str:
    return f"<span class='ocrx_word' title='{title}'>{text}</span>"


def test_boxes_baselines_and_confidence() -> None:
    body = (
        "<p class='ocr_par' lang='kaz' title='bbox 1 2 50 60'><span class='ocr_line' title=\"bbox 10 20 110 40; "
        f'baseline 0.1 -5; x_size 9">{word("Қазақ", "bbox 10 20 50 40; x_wconf 90")} '
        f"{word('елі', 'bbox 60 20 110 40;x_wconf 60')}</span></p>"
    )
    document = hocr(body, 'image "C:\\scans\\KZ 4.tif"; bbox 0 0 300 400; ppageno 6')
    page = document.pages[0]
    (line,) = page.lines
    assert (document.id, document.language, document.text) == ("KZ 4", "kk", "Қазақ елі")
    assert (page.number, page.width, page.height) == ("7", 300, 400)
    assert (line.box, line.baseline) == (Box(10, 20, 100, 20), ((10, 35), (110, 45)))
    assert [(w.box, w.confidence) for w in line.words] == [(Box(10, 20, 40, 20), 0.9), (Box(60, 20, 50, 20), 0.6)]
    assert line.confidence == pytest.approx((0.9 * 5 + 0.6 * 3) / 8, abs=1e-4)
    assert page.regions[0].box == Box(1, 2, 49, 58)


def test_lines_without_words_paragraphs_without_lines_and_kinds() -> None:
    body = (
        "<p class='ocr_par'><span class='ocr_header'>The <b>head</b></span></p>"
        "<div class='ocr_carea'><span class='ocr_caption'>A caption</span></div>"
        "<div class='ocr_textfloat'><span class='ocr_line'>float</span></div>"
    )
    document = hocr(body)
    assert document.text == "The head\nA caption\nfloat"
    assert [region.kind for region in document.pages[0].regions] == ["header", "caption", ""]
    assert hocr("<p class='ocr_par'>Only a\n paragraph</p><p class='ocr_par'>Two</p>").text == "Only a paragraph\nTwo"
    assert hocr("Only a page").text == "Only a page"


def test_words_without_spaces_between_them_and_marks_between_words() -> None:
    assert hocr(f"<span class='ocr_line'>{word('a')}{word('b')}</span>").text == "a b"
    document = hocr(f"<span class='ocr_line'>{word('Al')}-{word('Thani')} said</span>")
    assert document.text == "Al-Thani said"


def test_plain_html_with_entities_and_unclosed_tags() -> None:
    text = (
        "<HTML><meta charset=windows-1251><body><DIV CLASS=ocr_page title='bbox 0 0 9 9'>"
        "<p class=ocr_par dir=rtl><span class=ocr_line>&laquo;Дело&raquo;&nbsp;№&nbsp;5<br></div>"
    )
    source = Source("old.html", "x", text.encode("cp1251"))
    assert reader_for(source) is reader("hocr")
    (document,) = reader("hocr").read(source)
    assert document.text == "«Дело» № 5"


def test_directions_and_two_pages() -> None:
    page = "<div class='ocr_page' title='image x.tif; ppageno {}' dir='{}'><span class='ocr_line'>{}</span></div>"
    pages = page.format(0, "rtl", "abc") + page.format(1, "", "قطر")
    (document,) = read("hocr", f"<html><body>{pages}</body></html>", "vol.html")
    assert document.id == "x"
    assert [(found.number, found.direction) for found in document.pages] == [("1", "rtl"), ("2", "rtl")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<html><body><p>no page</p></body></html>", "HOCR001"),
        (b"", "HOCR002"),
        (b"<html><div class=ocr_page>" + b"<div>" * 100_000, "XML003"),
        (b"<html><div class=ocr_page title='" + b"x" * 11_000_000 + b"'>", "XML003"),
        (
            b"<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><html><div class=ocr_page>&x;</div></html>",
            "XML002",
        ),
        (b"<html><meta charset='x-klingon'><div class=ocr_page>a</div></html>", "XML005"),
        (b"<html><div class=ocr_page>\xff\xfe</div></html>", "XML005"),
    ],
)
def test_what_cannot_be_read_is_rejected(data: bytes, code: str) -> None:
    with pytest.raises(InputRejected) as caught:
        list(reader("hocr").read(Source("evil.html", "x", data)))
    assert caught.value.code == code
    assert caught.value.where.startswith("evil.html")


def test_what_tesseract_writes(tmp_path: Path) -> None:
    from shutil import which

    from PIL import Image, ImageDraw, ImageFont

    if which("tesseract") is None:
        pytest.skip("tesseract is not installed")
    image = Image.new("L", (900, 220), 255)
    words = ["The", "Amir", "of", "Qatar", "met", "the", "ambassador"]
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(40)
    draw.multiline_text((40, 40), "The Amir of Qatar\nmet the ambassador", font=font, fill=0, spacing=20)
    image.save(tmp_path / "QA-1.png", dpi=(200, 200))
    subprocess.run(
        ["tesseract", "QA-1.png", "QA-1", "-l", "eng", "hocr"], cwd=tmp_path, check=True, capture_output=True,
        env={"PATH": "/usr/bin:/bin", "OMP_THREAD_LIMIT": "1"},
    )  # fmt: skip
    source = Source.from_path(tmp_path / "QA-1.hocr", "x")
    assert reader_for(source) is reader("hocr")
    (document,) = reader("hocr").read(source)
    assert document.text == "The Amir of Qatar\nmet the ambassador"
    assert (document.pages[0].width, document.pages[0].image) == (900, "QA-1.png")
    found = [w for line in document.pages[0].lines for w in line.words]
    assert [document.text[w.span.start : w.span.end] for w in found] == words
    for w in found:  # each box has ink of its word on the image
        assert w.box is not None
        assert w.confidence is not None
        ink = image.crop((w.box.x, w.box.y, w.box.x + w.box.width, w.box.y + w.box.height))
        assert min(ink.tobytes()) == 0
