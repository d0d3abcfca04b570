"""Layout files made to be slow or to lead astray: an end within seconds, and nothing read that was not named beside."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from extractors.document import Document
from extractors.errors import InputRejected
from extractors.registry import reader
from extractors.source import Source

PAGE = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"
LONG = 400_000
METS = '<mets xmlns="http://www.loc.gov/METS/" xmlns:x="http://www.w3.org/1999/xlink"><fileSec><fileGrp USE="ALTO">'


def attempt(name: str, source: Source) -> tuple[list[Document], InputRejected | None]:
    """What is read, and why no more is."""
    try:
        return list(reader(name).read(source)), None
    except InputRejected as error:
        return [], error


def hocr(title: str) -> str:
    return f"<html><div class=ocr_page title='{title}'><span class=ocr_line title='{title}'>a</span></div></html>"


def page(custom: str) -> str:
    line = f'<TextLine custom="{custom}"><TextEquiv><Unicode>a</Unicode></TextEquiv></TextLine>'
    return f'<PcGts xmlns="{PAGE}"><Page><TextRegion custom="{custom}">{line}</TextRegion></Page></PcGts>'


def lines_of(word: str, many: int) -> str:
    words = "".join(f"<Word><TextEquiv><Unicode>{word}{n % 3}</Unicode></TextEquiv></Word>" for n in range(many))
    text = " ".join(f"{word}{n % 2}" for n in range(many))
    line = f"<TextLine>{words}<TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine>"
    return f'<PcGts xmlns="{PAGE}"><Page><TextRegion>{line}</TextRegion></Page></PcGts>'


def boxes(many: int) -> str:
    def item(level: str) -> dict[str, object]:
        body = {"type": "TextualBody", "value": "a"}
        target = "c#xywh=0,0,9,9"
        return {"motivation": "supplementing", "body": body, "target": target, "textGranularity": level}

    items = [item("line")] * many + [item("word")] * many
    canvas = {"id": "c", "type": "Canvas", "annotations": [{"type": "AnnotationPage", "items": items}]}
    return json.dumps({"type": "Manifest", "items": [canvas]})


SLOW = {
    "a long property": ("hocr", hocr("a" * LONG)),
    "quotes": ("hocr", hocr('"' * LONG + '" b ' * 999)),
    "classes": ("hocr", "<html>" + "class=" * LONG),
    "structures": ("page", page("structure{" * (LONG // 10))),
    "reading orders": ("page", page("readingOrder {" * (LONG // 14))),
    "words that nearly agree": ("page", lines_of("w", 5_000)),
    "few words that nearly agree": ("page", lines_of("w", 450)),
    "boxes in boxes": ("iiif", boxes(3_000)),
    "comments": ("iiif", json.dumps({"type": "Manifest", "label": "<" + "<!--" * LONG + ">", "items": [{}]})),
    "settings": (
        "alto",
        "<alto><Description><MeasurementUnit>mm10</MeasurementUnit><processingStepSettings>"
        + "width dpi: " * (LONG // 11)
        + "</processingStepSettings></Description><Layout><Page/></Layout></alto>",
    ),
    "pages of one file": (
        "mets",
        METS
        + '<file ID="a" MIMETYPE="text/xml"><FLocat x:href="a.xml"/></file></fileGrp></fileSec><structMap><div>'
        + '<div TYPE="page"><fptr FILEID="a"/></div>' * 20_000
        + "</div></structMap></mets>",
    ),
}


@pytest.mark.parametrize("case", SLOW)
def test_no_pattern_takes_long(case: str) -> None:
    name, text = SLOW[case]
    began = time.process_time()
    documents, _ = attempt(name, Source("slow.xml", "x", text.encode()))
    assert [fault for document in documents for fault in document.check()] == []
    assert time.process_time() - began < 5


@pytest.mark.parametrize("name", ["mets", "iiif"])
@pytest.mark.parametrize("kind", ["above", "absolute", "file address", "encoded", "link", "folder link"])
def test_references_do_not_lead_out(name: str, kind: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words")
    home = tmp_path / "home"
    home.mkdir()
    (home / "link.txt").symlink_to(secret)
    (home / "up").symlink_to(tmp_path)
    href = {
        "above": "../secret.txt", "absolute": str(secret), "file address": secret.as_uri(),
        "encoded": "%2e%2e/secret.txt",
        "link": "link.txt", "folder link": "up/secret.txt",
    }[kind]  # fmt: skip
    text = (
        f'{METS}<file ID="a" MIMETYPE="text/xml"><FLocat x:href="{href}"/></file></fileGrp></fileSec><structMap><div>'
        '<div><fptr FILEID="a"/></div></div></structMap></mets>'
        if name == "mets"
        else json.dumps({"type": "Manifest", "items": [{"seeAlso": {"id": href, "format": "text/plain"}}]})
    )
    (home / "object").write_text(text)
    documents, error = attempt(name, Source.from_path(home / "object", "x"))
    assert "secret words" not in f"{documents} {error}"
    assert error.code == "METS003" if error else documents[0].warnings
