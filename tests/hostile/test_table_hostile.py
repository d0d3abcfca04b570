"""Tables made to harm: bombs, loops, formulas, lying sizes."""

from __future__ import annotations

import struct
import sys
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from extractors.errors import InputRejected
from extractors.registry import reader
from extractors.source import Source

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "readers"))
from table_files import packed, xls, xlsx

HEAD = ["Фонд", "Опись", "Дело", "Заголовок"]
BOOK = xlsx({"s": [HEAD, [1, 2, 3, "А"]]})


def files(book: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(BytesIO(book)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rejected(name: str, data: bytes) -> InputRejected:
    with pytest.raises(InputRejected) as caught:
        list(reader("table").read(Source(name, "x", data)))
    assert caught.value.where.startswith(name)
    assert caught.value.advice
    return caught.value


def test_a_spreadsheet_that_unpacks_to_gigabytes_is_rejected() -> None:
    parts = files(BOOK)
    sheet = str(parts["xl/worksheets/sheet1.xml"], "utf-8")
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("</row>", "</row>" + " " * 60_000_000, 1)
    start = time.monotonic()
    assert rejected("bomb.xlsx", packed(parts)).code == "ARC006"
    assert time.monotonic() - start < 10


def test_a_part_whose_size_is_a_lie_is_rejected() -> None:
    data = bytearray(BOOK)
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"xl/worksheets/sheet1.xml"))
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    assert rejected("lie.xlsx", bytes(data)).code.startswith("ARC")


def test_one_cell_at_the_far_end_of_a_sheet_costs_no_memory_here() -> None:
    parts = files(BOOK)
    sheet = str(parts["xl/worksheets/sheet1.xml"], "utf-8")
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("</sheetData>", far)
    assert rejected("far.xlsx", packed(parts)).code in ("ISO001", "ISO002", "ISO003", "ISO004", "TAB005")


def test_entities_in_a_sheet_are_not_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("geheim")
    parts = files(BOOK)
    sheet = str(parts["xl/worksheets/sheet1.xml"], "utf-8")
    dtd = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file://{secret}"><!ENTITY b "bbb">]>'
    parts["xl/worksheets/sheet1.xml"] = dtd + sheet.replace("А</t>", "А&a;&b;</t>")
    try:
        found = repr(list(reader("table").read(Source("xxe.xlsx", "x", packed(parts)))))
    except InputRejected:
        return
    assert "geheim" not in found
    assert "bbb" not in found


@pytest.mark.parametrize("book", [BOOK, xls("s", [HEAD, [1, 2, 3, "А"]])], ids=["xlsx", "xls"])
def test_broken_spreadsheets_end_in_a_coded_rejection(book: bytes) -> None:
    for at in range(len(book) // 7, len(book), len(book) // 7):
        broken = book[:at] + bytes(byte ^ 0x5A for byte in book[at : at + 40]) + book[at + 40 :]
        try:
            documents = list(reader("table").read(Source("b.bin", "x", broken)))
        except InputRejected as error:
            assert error.code  # noqa: PT017
        else:
            assert [fault for document in documents for fault in document.check()] == []


def test_a_cell_in_the_manner_of_a_formula_is_words() -> None:
    head, link = "Фонд,Опись,Дело,Заголовок\n", '1,2,3,"=HYPERLINK(""http://x"",""y"")"\n'
    rows = f"{head}{link}1,2,4,@SUM(A1)\n1,2,5,+cmd|' /C calc'!A0\n"
    found = [d.title for d in reader("table").read(Source("a.csv", "x", rows.encode()))][2:5]
    assert found == ['=HYPERLINK("http://x","y")', "@SUM(A1)", "+cmd|' /C calc'!A0"]


def test_a_profile_beside_a_table_cannot_lead_out_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "a.toml").write_text('call_number = "{x}"')
    (tmp_path / "in" / "a.csv").write_text("Фонд,Опись,Дело,Заголовок\n1,2,3,А\n")
    (tmp_path / "in" / "a.csv.profile.toml").symlink_to(tmp_path / "a.toml")
    with pytest.raises(InputRejected) as caught:
        list(reader("table").read(Source.from_path(tmp_path / "in" / "a.csv", "x")))
    assert caught.value.code == "SRC001"


def test_many_columns_rows_and_long_cells_take_linear_time() -> None:
    wide = ";".join(["Фонд;Опись;Дело;Заголовок", *(f"k{n}" for n in range(2000))]) + "\n"
    long = "".join(f"1;2;{n};{'слово ' * 2000}\n" for n in range(200))
    start = time.monotonic()
    documents = list(reader("table").read(Source("a.csv", "x", (wide + long + ";" * 500_000).encode())))
    assert len(documents) == 203
    assert time.monotonic() - start < 20


def test_hostile_words_in_dates_names_and_shelf_marks_end_soon() -> None:
    start = time.monotonic()
    for column in ("Крайние даты", "Автор", "Шифр", "Язык", "Файл"):
        for words in ("1" * 60_000, "(" * 60_000, "1-" * 30_000, "а; " * 20_000, "Ф." * 30_000, "a" * 100_000):
            rows = f"Фонд|Опись|Дело|Заголовок|{column}\n1|2|3|А|{words}\n"
            list(reader("table").read(Source("a.csv", "x", rows.encode())))
    assert time.monotonic() - start < 20
