"""Pages printed by us, read by tesseract: what is on them comes out, where it stands."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from extractors.document import Document
from extractors.readers.image import ImageReader
from extractors.source import Source

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

from bench_ocr import error_rate, running_text  # noqa: E402
from rendered_pages import FACES, file, page, wrapped  # noqa: E402

SHARED = ROOT.parent / "shared"
pytestmark = [
    pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed: make setup-system"),
    pytest.mark.skipif(not all(face.exists() for face in FACES.values()), reason="fonts-noto-core is not installed"),
]
needs_corpus = pytest.mark.skipif(not SHARED.is_dir(), reason="the stand-ins are not beside the repository")

KAZAKH = wrapped(
    "Қазақстан Республикасының Президенті Нұрсұлтан Назарбаев 1998 жылғы 3 мамырда Катар мемлекетінің әмірін "
    "қабылдады. "
    "Келіссөздер барысында екі ел арасындағы достық қарым-қатынастар мен ынтымақтастық мәселелері талқыланды."
)
ENGLISH = wrapped(
    "The two Governments, desiring to strengthen the friendly relations between the State of Qatar and the Republic of "
    "Kazakhstan, have agreed as follows.",
    44,
)
ARABIC = [
    "إن حكومة دولة قطر وحكومة جمهورية كازاخستان",
    "رغبة منهما في تعزيز العلاقات الودية بين البلدين",
    "قد اتفقتا على ما يأتي",
]
SMALL = (2480, 1000)


def read(data: bytes, name: str = "p.png") -> Document:
    document = next(iter(ImageReader().read(Source(name, "x", data))))
    assert list(document.check()) == []
    return document


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("JPEG", {"skew": 2.0, "noise": 20.0}),
        ("TIFF", {"shade": 0.5}),
        ("JPEG2000", {"size": 24, "paper": (1300, 520), "blur": 0.4}),
    ],
)
def test_kazakh_is_read_in_every_format(kind: str, change: dict[str, Any]) -> None:
    document = read(file([page([KAZAKH], **{"paper": SMALL, **change})], kind))
    assert error_rate(" ".join(KAZAKH), document.text) <= 0.03


def test_boxes_are_where_the_ink_is() -> None:
    """Each word's box on the straight page holds dark pixels, and nearly all dark pixels lie in boxes."""
    import numpy as np

    image = page([KAZAKH], paper=SMALL, skew=0, noise=0, blur=0)
    document = read(file([image]))
    dark = np.asarray(image) < 128
    covered = np.zeros_like(dark)
    for line in document.pages[0].lines:
        assert len(line.baseline) == 2
        assert 0 < (line.confidence or 0) <= 1
        for word in line.words:
            assert word.box is not None
            part = slice(word.box.y, word.box.y + word.box.height), slice(word.box.x, word.box.x + word.box.width)
            assert dark[part].any()
            covered[part] = True
    assert (document.pages[0].width, document.pages[0].height) == image.size
    assert (dark & covered).sum() > 0.98 * dark.sum()


@pytest.mark.parametrize("turn", [2, 3, 4])  # Pillow's ROTATE_90, ROTATE_180, ROTATE_270
def test_a_page_that_lies_on_its_side_is_read_and_its_boxes_stay_on_the_file(turn: int) -> None:
    import numpy as np
    from PIL import Image

    image = page([KAZAKH], paper=(2000, 1100), skew=0, noise=0, size=40).transpose(Image.Transpose(turn))
    document = read(file([image]))
    assert error_rate(" ".join(KAZAKH), document.text) <= 0.03
    dark = np.asarray(image) < 128
    for word in (word for line in document.pages[0].lines for word in line.words):
        assert word.box is not None
        assert dark[word.box.y : word.box.y + word.box.height, word.box.x : word.box.x + word.box.width].mean() > 0.03


def test_two_columns_in_two_scripts_are_read_each_with_its_own_models() -> None:
    document = read(file([page([ENGLISH * 3, ARABIC * 4], paper=(2480, 1100), size=40)]))
    english = " ".join(ENGLISH * 3)
    assert error_rate(english, document.text[: len(english)]) <= 0.02
    assert "حكومة جمهورية كازاخستان" in document.text


def test_arabic_reads_from_the_right() -> None:
    document = read(file([page([ARABIC], paper=SMALL, size=60)]))
    assert document.pages[0].direction == "rtl"
    assert error_rate(" ".join(ARABIC), document.text) <= 0.05
    for line in document.pages[0].lines:
        lefts = [word.box.x for word in line.words if word.box]
        assert lefts == sorted(lefts, reverse=True)


def test_a_negative_and_a_dark_surround_do_no_harm() -> None:
    from PIL import Image

    plain = page([KAZAKH], paper=SMALL, noise=4)
    negative = plain.point(lambda value: 255 - value)
    framed = Image.new("L", (plain.width + 200, plain.height + 160), 10)
    framed.paste(plain, (90, 70))
    for image in (negative, framed):
        assert error_rate(" ".join(KAZAKH), read(file([image])).text) <= 0.03


def test_each_image_of_a_tiff_is_a_page_and_a_blank_one_stays_blank() -> None:
    blank = page([[]], paper=(600, 400), noise=3)
    document = read(file([page([KAZAKH[:1]], paper=(2480, 400)), blank], "TIFF"), "delo.tif")
    assert [p.number for p in document.pages] == ["1", "2"]
    assert document.pages[1].lines == ()
    assert document.pages[1].width == 600
    assert document.id == "delo"


@needs_corpus
@pytest.mark.parametrize(("model", "face"), [("rus", "serif"), ("kaz", "sans")])
def test_rendered_pages_of_the_stand_ins(model: str, face: str) -> None:
    lines = running_text(SHARED / "corpus", model)[:12]
    document = read(file([page([lines], face=face, paper=(2480, 1300))]))
    assert error_rate(" ".join(lines), document.text) <= 0.03


@needs_corpus
def test_arabic_print_of_1906() -> None:
    """Two of the 35 pages; the benchmark reads all."""
    folder = SHARED / "corpus" / "page_images_ar_print" / "al-muqtabas_1906"
    rates = []
    for path in sorted(folder.glob("*.tif"))[6:35:16]:
        truth = path.with_suffix(".gt.txt").read_text("utf-8")
        rates.append(error_rate(truth, read(path.read_bytes(), path.name).text))
    assert sum(rates) / len(rates) <= 0.20


@pytest.mark.skipif("EUROTEXT" not in os.environ, reason="EUROTEXT does not name tesseract's test image eurotext.png")
def test_english_scan() -> None:
    from bench_ocr import EUROTEXT

    assert error_rate(EUROTEXT, read(Path(os.environ["EUROTEXT"]).read_bytes()).text) <= 0.02
