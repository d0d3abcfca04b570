"""C4: no archive writes outside its folder, fills the disk or the memory, or leaves anything behind when refused."""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import hostile_archives as made
import pytest
from hostile_input import EVERY, attempt, attempt_any, warm, within

from extractors.errors import InputRejected
from extractors.readers.archive import is_container
from extractors.readers.safe_archive import Limits, unpack
from extractors.source import Source

MB = 1_000_000
NAMES = (
    b"../../evil",
    b"/etc/evil",
    b"a/../../evil",
    b"C:\\evil",
    b"C:/evil",
    b"..\\..\\evil",
    b"a\0b",
    b"a\nb",
    b"~" * 300,
)
SPECIAL = {
    "symlink": made.special("a", tarfile.SYMTYPE, "/etc"),
    "hard link": made.special("a", tarfile.LNKTYPE, "/etc/passwd"),
    "device": made.special("a", tarfile.CHRTYPE),
    "block device": made.special("a", tarfile.BLKTYPE),
    "pipe": made.special("a", tarfile.FIFOTYPE),
    "sparse": made.special("a", tarfile.GNUTYPE_SPARSE),
}
ATTACKS: dict[str, tuple[str, Callable[[], bytes]]] = {
    **{f"zip name {name[:12]!r}": ("ARC003", partial(made.zip_named, name)) for name in NAMES},
    **{
        f"tar name {name[:12]!r}": ("ARC003", partial(made.tarred, (name.decode(), b"x")))
        for name in NAMES
        if b"\0" not in name
    },
    **{f"tar {kind}": ("ARC004", partial(made.tarred, info)) for kind, info in SPECIAL.items()},
    "zip symlink": ("ARC004", lambda: made.zip_link("a", b"/etc/passwd")),
    "zip encrypted": ("ARC005", lambda: made.encrypted()),
    "zip by bzip2": ("ARC005", lambda: made.zipped(("a", bytes(10 * MB)), method=zipfile.ZIP_BZIP2)),
    "zip by lzma": ("ARC005", lambda: made.zipped(("a", bytes(10 * MB)), method=zipfile.ZIP_LZMA)),
    "zip 195 kB to 200 MB": ("ARC006", lambda: made.zipped(("a", bytes(200 * MB)))),
    "zip of a zip of 200 MB": ("ARC006", lambda: made.nested(2, bytes(200 * MB))),
    "tar.gz to 200 MB": ("ARC006", lambda: made.tarred(("a", bytes(200 * MB)), mode="gz")),
    "tar.bz2 to 60 MB": ("ARC006", lambda: made.tarred(("a", bytes(60 * MB)), mode="bz2")),
    "tar.xz to 60 MB": ("ARC006", lambda: made.tarred(("a", bytes(60 * MB)), mode="xz")),
    "tar with a header of 64 MB": ("ARC006", lambda: made.long_header(64 * MB)),
    "zip twice the same": ("ARC007", lambda: made.twice("a.txt", "A.TXT")),
    "zip twice but for composition": ("ARC007", lambda: made.twice("\u0439.txt", "\u0438\u0306.txt")),
    "zip a file that is a folder": ("ARC007", lambda: made.twice("a", "a/b")),
    "zip overlapping": ("ARC007", lambda: made.overlapping()),
    "zip that claims more": ("ARC007", lambda: made.lying(1000, b"abc")),
    "zip that claims too much": ("ARC006", lambda: made.lying(0xFFFFFFF0, b"abc")),
    "zip that claims less": ("ARC008", lambda: made.lying(1, b"abc" * 1000)),
    "zip64 that claims 2^63": ("ARC006", lambda: made.lying_zip64()),
    "zip of 10^6 entries": ("ARC006", lambda: made.empty_entries(MB)),
    "zip of 10^5 entries": ("ARC002", lambda: made.empty_entries(MB // 10)),
    "tar of 10^5 entries": ("ARC002", lambda: made.empty_headers(MB // 10)),
    "zip nested four deep": ("ARC009", lambda: made.nested(3)),
    "tar cut off": ("ARC008", lambda: made.tarred(("a", bytes(5000)))[:3000]),
    "tar.gz cut off": ("ARC008", lambda: made.tarred(("a", bytes(range(256)) * 400), ("b", b"1"), mode="gz")[:-40]),
    "zip cut off": ("ARC008", lambda: made.zipped(("a", b"abc"))[:-10]),
}


@cache
def built(attack: str) -> bytes:
    return ATTACKS[attack][1]()


@pytest.mark.parametrize("attack", sorted(ATTACKS))
def test_c04_refused_with_nothing_left_behind(attack: str, tmp_path: Path) -> None:
    code, make = ATTACKS[attack]
    data = make()
    target = tmp_path / "in" / "to"
    with within(5, 100), pytest.raises(InputRejected) as caught:
        unpack(data, target, Limits(entries=5_000) if "10^5" in attack else Limits(), name="evil.zip")
    assert caught.value.code == code
    assert caught.value.where.startswith("evil.zip")
    assert sorted(tmp_path.rglob("*")) in ([], [tmp_path / "in"])


@pytest.mark.parametrize("attack", ["zip 195 kB to 200 MB", "zip overlapping", "zip nested four deep", "zip encrypted"])
@pytest.mark.parametrize("name", EVERY)
def test_c04_no_reader_is_brought_down_by_an_archive(name: str, attack: str) -> None:
    warm(name)
    source = Source("evil.zip", "x", built(attack))
    with within(5, 200):
        attempt(name, source)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "content.xml"])
def test_c04_a_spreadsheet_that_unpacks_to_200_mb_is_refused(part: str) -> None:
    first: made.Item = (
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")
        if part == "content.xml"
        else ("[Content_Types].xml", b"<Types/>")
    )
    data = made.zipped(first, (part, b"<sst>" + b"<si><t>a</t></si>" * (200 * MB // 17)))
    assert not is_container(data[:4096])
    with within(20, 300):
        documents, error = attempt_any(Source("evil.xlsx", "x", data))
    assert documents == []
    assert error is not None


def test_c04_members_before_a_bad_one_are_removed_and_others_are_not_touched(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    data = made.zipped(("a/b.txt", b"good"), ("mine2.txt", b"good"), ("../evil", b"bad"))
    with pytest.raises(InputRejected):
        unpack(data, tmp_path)
    assert [path.name for path in tmp_path.rglob("*")] == ["mine.txt"]


def test_c04_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("mine")
    with pytest.raises(FileExistsError):
        unpack(made.zipped(("a.txt", b"theirs")), tmp_path)
    assert (tmp_path / "a.txt").read_text() == "mine"


def test_c04_a_link_that_lies_in_the_folder_already_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").symlink_to(outside / "a.txt")
    with pytest.raises(FileExistsError):
        unpack(made.zipped(("a.txt", b"x")), folder)
    assert list(outside.iterdir()) == []
