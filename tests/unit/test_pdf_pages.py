"""PDF files: words, places, order; what is hostile in them is refused or left alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extractors.document import Document
from extractors.errors import InputRejected
from extractors.readers.pdf import PdfReader
from extractors.readers.pdf_bidi import logical
from extractors.readers.pdf_letters import Mark
from extractors.source import Source

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT / "tests" / "contract")]

from rendered_pages import FACES, file, page  # noqa: E402
from samples.pdf import SAMPLE, written  # noqa: E402

CHROMIUM = shutil.which("chromium")
LINE = "BT /F 20 Tf 36 160 Td (Doha) Tj ET"


def read(data: bytes) -> Document:
    document = next(iter(PdfReader().read(Source("a.pdf", "x", data))))
    assert list(document.check()) == []
    return document


def refused(data: bytes) -> str:
    with pytest.raises(InputRejected) as caught:
        read(data)
    assert caught.value.where == "a.pdf"
    return caught.value.code


def test_words_have_places_at_150_dpi_and_pages_their_labels() -> None:
    document = read(SAMPLE.data)
    assert [(p.number, p.width, p.height) for p in document.pages] == [("iv", 750, 450), ("v", 750, 450)]
    assert document.text == "The Emir received the envoy\nin Doha on 3 May 1998.\nThey spoke of trade."
    line = document.pages[0].lines[1]
    assert [document.text[w.span.start : w.span.end] for w in line.words] == ["in", "Doha", "on", "3", "May", "1998."]
    # the second line begins at 36 points from the left, its baseline 216 - 132 points from the top
    assert line.box is not None
    assert abs(line.box.x - 36 * 150 / 72) <= 3
    assert abs(line.baseline[0][1] - (216 - 132) * 150 / 72) <= 2
    assert line.confidence is None


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed: make setup-system")
@pytest.mark.skipif(not FACES["naskh"].exists(), reason="fonts-noto-core is not installed")
def test_arabic_comes_out_in_the_order_of_the_tongue(tmp_path: Path) -> None:
    arabic = "وصل الأمير إلى (الدوحة) مع Nazarbayev يوم 3 مايو 1998 والعلاقات جيدة."
    russian = "Президент Казахстана принял посла Катара."
    kazakh = "Қазақстан Республикасының Президенті Катар әмірін қабылдады."
    (tmp_path / "a.html").write_text(
        '<meta charset=utf-8><body style=\'font: 14px "Noto Serif", "Noto Naskh Arabic"\'>'
        f"<p dir=rtl lang=ar>{arabic}<p>{russian}<p>{kazakh}",
        "utf-8",
    )
    subprocess.run(
        [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
         f"--print-to-pdf={tmp_path / 'a.pdf'}", str(tmp_path / "a.html")],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    document = read((tmp_path / "a.pdf").read_bytes())
    assert document.text == f"{arabic}\n{russian}\n{kazakh}"
    lefts = [word.box.x for word in document.pages[0].lines[0].words if word.box]
    assert lefts[:3] == sorted(lefts[:3], reverse=True)


def test_letters_stored_as_they_look_are_turned_and_those_stored_as_spoken_stay() -> None:
    def marks(text: str, left: int) -> tuple[Mark, ...]:
        return tuple(Mark(letter, (left + 10 * n, 0, left + 10 * n + 10, 20)) for n, letter in enumerate(text))

    eye = [marks("ةحودلا", 100), marks("1998", 200), marks("ويام", 300)]
    assert ["".join(m.character for m in word) for word in logical(eye)] == ["مايو", "1998", "الدوحة"]
    spoken = [tuple(reversed(marks("ويام", 300))), marks("1998", 200), tuple(reversed(marks("ةحودلا", 100)))]
    assert logical(spoken) == spoken
    latin = [marks("one", 0), marks("two", 50)]
    assert logical(latin) == latin


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed: make setup-system")
def test_a_scan_is_rendered_and_read_beside_pages_with_text() -> None:
    scan = page([["Президент принял посла Катара", "в Алматы 3 мая 1998 года."]], paper=(1600, 800), skew=0)
    document = read(file([scan], "PDF"))
    assert document.text == "Президент принял посла Катара\nв Алматы 3 мая 1998 года."
    assert (document.pages[0].width, document.pages[0].height) == (800, 400)
    box = document.pages[0].lines[0].words[0].box
    assert box is not None
    assert abs(box.x - 1600 // 12 / 2) <= 6
    assert document.pages[0].lines[0].confidence is not None


def test_an_empty_page_stays_empty() -> None:
    document = read(written(" "))
    assert document.text == ""
    assert document.warnings == ("PDF012 line 1: there are no words on the pages",)


def test_scripts_actions_and_embedded_files_are_named_and_left_alone(tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    document = read(
        written(
            LINE,
            more=f"/OpenAction<</S/Launch/F(/bin/touch {canary})>>/AA<</WC<</S/JavaScript/JS(app.alert\\(1\\))>>>>"
            "/Names<</EmbeddedFiles<</Names[(evil.exe) <</Type/Filespec/F(evil.exe)>>]>>>>",
        )
    )
    assert document.text == "Doha"
    assert len([w for w in document.warnings if w.startswith("PDF011 line 1: it holds")]) == 3
    assert not canary.exists()


def test_malformed_files_are_refused_or_mended_but_never_hang() -> None:
    loop = written(LINE).replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev 9")
    circle = written(LINE).replace(b"/Kids[4 0 R]", b"/Kids[2 0 R]")
    start = time.monotonic()
    assert read(loop).text == "Doha"
    for data in (circle, b"%PDF-1.7\n" + b"1 0 obj<<" * 50_000, b"%PDF-1.4\n%%EOF"):
        assert refused(data) == "PDF001"
    assert time.monotonic() - start < 60


def test_a_huge_page_and_too_many_pages_are_refused() -> None:
    assert refused(written(LINE).replace(b"360 216]", b"99999 9]")) == "PDF004"
    many = written(LINE).replace(b"/Kids[4 0 R]", b"/Kids[" + b"4 0 R " * 10_001 + b"]")
    assert refused(many.replace(b"/Count 1", b"/Count 10001")) == "PDF003"


def test_an_encrypted_file_is_refused() -> None:
    trailer = (
        b"/Encrypt<</Filter/Standard/V 1/R 2/P -1/O("
        + b"o" * 32
        + b")/U("
        + b"u" * 32
        + b")>>/ID[(0123456789abcdef)()]"
    )
    assert refused(written(LINE).replace(b"/Root 1 0 R", b"/Root 1 0 R" + trailer)) == "PDF002"
