"""Cells out of text files and spreadsheets."""

from __future__ import annotations

from datetime import date

import pytest
from reader_helpers import read
from table_files import ods, packed, xls, xlsx

from extractors.errors import InputRejected
from extractors.readers.table_csv import candidates, cells
from extractors.readers.table_workbook import kind, sheets
from extractors.registry import reader, reader_for
from extractors.source import Source

ROWS = [["Фонд", "Опись", "Дело", "Заголовок"], ["708", "1", "007", "Переписка"], ["708", "1", "12", "Отчеты"]]


@pytest.mark.parametrize("sign", ["\t", ";", ",", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_delimiter_and_line_end(sign: str, end: str) -> None:
    text = end.join(sign.join(row) for row in ROWS)
    assert [d.id for d in read("table", text, "a.txt")][2:4] == ["708/1/007", "708/1/12"]


def test_the_delimiter_is_the_one_by_which_a_profile_fits() -> None:
    rows = "Дело;Заголовок;Примечание\n1;Нефть, газ, уголь;а, б\n2;Хлеб, соль;в, г\n"
    assert [d.title for d in read("table", rows, "Ф.1 оп.2.csv")][2:4] == ["Нефть, газ, уголь", "Хлеб, соль"]


def test_a_first_line_may_tell_the_delimiter() -> None:
    rows = "sep=;\nФонд;Опись;Дело;Заголовок\n1;2;;\n"
    with pytest.raises(InputRejected) as caught:
        read("table", rows, "a.csv")
    assert caught.value.code == "TAB003"
    assert candidates(rows) == (";",)
    assert cells(rows, ";", "a.csv").lines == (2, 3)


def test_lines_are_those_of_the_file_even_with_line_breaks_in_cells() -> None:
    sheet = cells('a,b\n"x\ny",2\n\nc,d\n', ",", "a.csv")
    assert (sheet.rows, sheet.lines) == ((("a", "b"), ("x\ny", "2"), (), ("c", "d")), (1, 2, 4, 5))


def test_quotes_in_the_middle_of_words_are_letters() -> None:
    rows = '1\t2\t3\t"Жалын" баспасы\n'
    found = read("table", "Фонд\tОпись\tДело\tЗаголовок\n" + rows, "a.tsv")
    assert found[2].title == '"Жалын" баспасы'


def test_quotes_that_leave_no_reading_are_told_with_their_line() -> None:
    with pytest.raises(InputRejected) as caught:
        read("table", 'Фонд,Опись,Дело,Заголовок\n1,2,3,А\n1,2,4,"Б, не закрыто\n1,2,5\n', "a.csv")
    assert (caught.value.code, caught.value.where) == ("TAB004", "a.csv:3")


def test_utf_16_as_spreadsheets_write_it() -> None:
    text = "\n".join("\t".join(row) for row in ROWS)
    source = Source("a.txt", "x", text.encode("utf-16"))
    assert reader_for(source).name == "table"
    assert [d.id for d in reader("table").read(source)][2] == "708/1/007"


def test_cells_of_a_spreadsheet_as_words() -> None:
    row = ["007", 12, 1.5, date(1936, 3, 12), "=A1*2", " два  слова\nи строка "]
    (sheet,) = sheets(Source("a.xlsx", "x", xlsx({"Лист": [[], row]}, {"Лист": ["A2:B2"]})))
    assert sheet.rows == ((), ("007", "12", "1.5", "1936-03-12", "42", " два  слова\nи строка "))
    assert (sheet.name, sheet.lines, sheet.merges) == ("Лист", (1, 2), ((1, 0, 1, 1),))


@pytest.mark.parametrize("data", [xlsx({"s": ROWS}), ods("s", ROWS), xls("s", ROWS)], ids=["xlsx", "ods", "xls"])
def test_every_kind_of_spreadsheet_gives_the_same_units(data: bytes) -> None:
    source = Source("a.bin", "x", data)
    assert reader_for(source).name == "table"
    assert [d.id for d in reader("table").read(source)][2:4] == ["708/1/007", "708/1/12"]


def test_other_archives_and_office_files_are_no_tables() -> None:
    assert kind(packed({"word/document.xml": "<a/>", "note.txt": "xl/workbook.xml"})) is None
    assert kind(packed({"inner.xlsx": xlsx({"s": ROWS})})) is None
    assert kind(xls("s", ROWS).replace("Workbook".encode("utf-16-le"), "WordDocm".encode("utf-16-le"))) is None


def test_a_drawn_table_and_prose_are_no_tables() -> None:
    drawn = "| Фонд | Опись | Дело | Заголовок |\n|---|---|---|---|\n| 1 | 2 | 3 | А |\n"
    prose = "Фонд, опись, дело, заголовок дела: так описывают.\n\nИ так, и этак, далее.\n"
    code = 'BLOCKS = [\n    "unitid", "title", "date", "level",\n    "a", "b", "c", "d",\n]\n'
    for name, text in (("a.md", drawn), ("a.txt", drawn), ("b.txt", prose * 30), ("a.py", code)):
        assert reader("table").sniff(Source(name, "x", text.encode())) == 0.0, text


def test_a_table_that_no_profile_fits_is_rejected_with_the_closest() -> None:
    source = Source("books.csv", "x", b"Title,Shelf,Date,Language\nA,1,1990,en\n")
    assert reader_for(source).name == "table"
    with pytest.raises(InputRejected) as caught:
        list(reader("table").read(source))
    assert caught.value.code == "TAB001"
    assert "closest to the profile" in caught.value.message
    assert "lacks the columns" in caught.value.message
    assert "catalogue-profile.md" in caught.value.advice


@pytest.mark.parametrize("encoding", ["utf-16-le", "cp1251", "utf-8-sig"])
def test_encodings_of_old_spreadsheets(encoding: str) -> None:
    titles = ["Переписка с посольством о визите делегации", "Отчеты о командировках сотрудников", "Протоколы заседаний"]
    rows = [ROWS[0], *(["708", "1", str(number), title] for number, title in enumerate(titles * 10))]
    source = Source("a.csv", "x", "\r\n".join(";".join(row) for row in rows).encode(encoding))
    assert reader_for(source).name == "table"
    *_, last, aid = reader("table").read(source)
    assert last.title == "Протоколы заседаний"
    assert [warning[:6] for warning in aid.warnings] == ([] if "8" in encoding else ["TXT006"])
