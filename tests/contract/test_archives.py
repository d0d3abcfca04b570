"""What archives of documents give: the documents as they would be from a folder, and a word on what is left out."""

from __future__ import annotations

import tarfile
from pathlib import Path

import hostile_archives as made
import pytest
from reader_samples import SAMPLES

from extractors.errors import InputRejected
from extractors.readers.archive import archive_stem, is_container
from extractors.readers.archive_kind import is_archive_file
from extractors.readers.safe_archive import unpack
from extractors.registry import reader, reader_for
from extractors.source import Source

ITEMS = (("f/letter.txt", "Хат\n".encode()), ("fond.xml", SAMPLES["ead"].data), ("f/0002.txt", b"Second\n"))
LONG = "қалта/" * 12 + "ұзын ат " * 14 + ".txt"


@pytest.mark.parametrize("format_", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
@pytest.mark.parametrize("mode", ["", "gz", "bz2", "xz"])
def test_tars_of_all_kinds_come_out_whole(mode: str, format_: int, tmp_path: Path) -> None:
    long = "p" * 90 + "/" + "q" * 90 if format_ == tarfile.USTAR_FORMAT else LONG
    items = (*ITEMS, (long, bytes(range(256)) * 1000), ("./empty", b""))
    path = tmp_path / "a.tar"
    with tarfile.open(path, f"w:{mode}", format=format_) as archive:  # type: ignore[call-overload]
        for name, data in items:
            (tmp_path / "one").write_bytes(data)
            archive.add(tmp_path / "one", name)
    assert is_container(path.read_bytes()[:4096])
    assert is_archive_file(path)
    members = unpack(path, tmp_path / "out")
    expected = {name.removeprefix("./"): data for name, data in items}
    assert {member.name: member.path.read_bytes() for member in members} == expected
    assert [member.name for member in members] == sorted(expected)


def test_archives_in_archives_come_out_under_their_names(tmp_path: Path) -> None:
    inner = made.tarred(("page.txt", b"words"), mode="gz")
    members = unpack(made.zipped(("in/scans.tar.gz", inner), ("b.txt", b"1")), tmp_path)
    assert [member.name for member in members] == ["b.txt", "in/scans.tar.gz!/scans/page.txt"]
    assert (tmp_path / "in/scans.tar.gz!/scans/page.txt").read_bytes() == b"words"


def test_a_broken_archive_in_an_archive_stays_a_file(tmp_path: Path) -> None:
    members = unpack(made.zipped(("bad.zip", made.zipped(("a", b"abc"))[:-9]), ("b.txt", b"1")), tmp_path)
    assert [member.name for member in members] == ["b.txt", "bad.zip"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.txt", "bad.zip"]


def test_what_operating_systems_leave_is_passed_over(tmp_path: Path) -> None:
    left = [(name, b"x") for name in ("__MACOSX/._a.txt", ".DS_Store", "f/Thumbs.db", ".git/config", "desktop.ini")]
    assert [member.name for member in unpack(made.zipped(*left, ("f/a.txt", b"1")), tmp_path)] == ["f/a.txt"]


@pytest.mark.parametrize(
    ("encoding", "name"), [("cp866", "Опись 1.txt"), ("utf-8", "Қор тізімі.txt"), ("cp437", "Müller.txt")]
)
def test_names_in_old_code_pages(encoding: str, name: str, tmp_path: Path) -> None:
    raw = name.encode(encoding)
    assert [member.name for member in unpack(made.zip_named(raw), tmp_path)] == [name]


def test_office_documents_are_no_containers() -> None:
    for first in ("[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "mimetype", "xl/workbook.xml"):
        data = made.zipped((first, b"x"), ("[Content_Types].xml2", b"x"))
        assert not is_container(data[:4096])
    late = made.zipped(("custom/a.xml", b"x"), ("[Content_Types].xml", b"x"))
    assert reader("archive").sniff(Source("a.xlsx", "x", late)) == 0
    for other in (b"", b"PK", b"\x1f\x8b\x08 no", b"BZh9 no", bytes(1024)):
        assert not is_container(other)


def test_stems_name_the_folder_that_an_archive_stands_for() -> None:
    names = ("delo-12.zip", "a.b.tar.gz", "x.TGZ", "y.tar.xz", "page.xml.gz", ".zip", "z")
    assert [archive_stem(name) for name in names] == ["delo-12", "a.b", "x", "y", "page.xml", ".zip", "z"]


def test_the_documents_are_those_of_the_folder(tmp_path: Path) -> None:
    data = made.zipped(*ITEMS)
    folder = tmp_path / "fond-5"
    unpack(data, folder)
    alone = []
    for path in sorted(folder.rglob("*"), key=lambda path: str(path.relative_to(folder))):
        if path.is_file():
            source = Source.from_path(path, "x")
            alone += list(reader_for(source).read(source))
    assert list(reader("archive").read(Source("fond-5.zip", "x", data))) == alone


def test_nothing_is_lost_without_a_word() -> None:
    data = made.zipped(*ITEMS, ("data.bin", b"\0\1\2"), ("broken.xml", b"<TEI xmlns='http://www.tei-c.org/ns/1.0'>\n<"))
    documents = list(reader("archive").read(Source("a.zip", "x", data)))
    told = [warning for document in documents for warning in document.warnings]
    assert any(warning.startswith("READ001 line 0: data.bin:") for warning in told)
    assert any(warning.startswith("XML001 line 2: broken.xml:") for warning in told)


def test_an_archive_of_which_nothing_can_be_read_is_rejected() -> None:
    with pytest.raises(InputRejected) as caught:
        list(reader("archive").read(Source("a.zip", "x", made.zipped(("data.bin", b"\0\1\2")))))
    assert caught.value.code == "ARC010"
    assert "data.bin" in caught.value.message
    for empty in (made.zipped(), made.tarred()):
        with pytest.raises(InputRejected):
            list(reader("archive").read(Source("a.zip", "x", empty)))
