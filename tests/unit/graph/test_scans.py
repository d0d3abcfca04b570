"""A scan whose text lies beside it is not read again."""

from __future__ import annotations

from pathlib import Path

from kg.inputs import InputFile
from kg.planning import plan
from kg.scans import texts_of_scans

ALTO = b'<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout><Page/></Layout></alto>'
PNG = b"\x89PNG\r\n\x1a\n"


def make(folder: Path, *names: str) -> list[Path]:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(ALTO if path.suffix == ".xml" else PNG + name.encode())
    return [folder / name for name in names]


def test_beside_it_or_in_a_folder_of_its_kind(tmp_path: Path) -> None:
    one, text, scan, other, page, image = make(
        tmp_path, "d/0001.png", "d/0001.xml", "m/images/2.tif", "n/alto/2.xml", "m/alto/2.page.xml", "d/0002.png"
    )
    found = texts_of_scans((path, "a") for path in (one, text, scan, other, page, image))
    assert found == {text: one, page: scan}


def test_two_archives_share_nothing(tmp_path: Path) -> None:
    scan, text = make(tmp_path, "1.png", "1.xml")
    assert texts_of_scans([(scan, "a"), (text, "b")]) == {}


def test_what_is_no_layout_covers_nothing(tmp_path: Path) -> None:
    scan, text = make(tmp_path, "1.png", "1.xml")
    text.write_bytes(b"<TEI xmlns='http://www.tei-c.org/ns/1.0'/>")
    assert texts_of_scans([(scan, "a"), (text, "a")]) == {}


def test_the_plan_leaves_the_scan_to_its_text(tmp_path: Path) -> None:
    scan, text = make(tmp_path, "in/1.png", "in/1.xml")
    made = plan([InputFile(path, "a", None, False) for path in (scan, text)], tmp_path / "scratch")
    assert [(file.path, file.image) for file in made.files] == [(text, "1.png")]
    assert made.parts == 1
    asked = plan([InputFile(scan, "a", "image", False), InputFile(text, "a", None, False)], tmp_path / "scratch")
    assert [file.path for file in asked.files] == [scan, text]


def test_a_file_past_the_limit_is_told_and_not_read(tmp_path: Path) -> None:
    huge, small = tmp_path / "huge.txt", tmp_path / "small.txt"
    with huge.open("wb") as handle:
        handle.truncate(3 * 2**30)  # a hole on the disk: no byte of it is written
    small.write_text("Doha")
    made = plan([InputFile(path, "a", None, True) for path in (huge, small)], tmp_path / "scratch")
    assert [file.path for file in made.files] == [small]
    assert [(one.shown, one.error.code) for one in made.unreadable] == [(str(huge), "READ009")]
