"""Whatever stands in a table: sound documents or a coded rejection, the same every time, and no cell lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import Document
from extractors.errors import InputRejected
from extractors.registry import reader
from extractors.source import Source

HEADINGS = st.sampled_from(
    ["Фонд", "Опись", "Дело", "Заголовок", "Крайние даты", "Начало", "Конец", "Шифр", "Язык", "Автор", "Уровень",
     "Reference code", "Title", "Date", "Level", "Parent", "Name of creator", "العنوان", "الرمز المرجعي", "Файл", "x",
     ""]
)  # fmt: skip
CELLS = st.one_of(
    st.sampled_from(
        ["", "1", "2а", "708", "1990", "12.03.1993 - 1994", "б/д", "Ф. 1. Оп. 2. Д. 3", "A/1", "A", "дело"]
    ),
    st.text(alphabet="аБ1/;,\"'\n\t|= .)(-{}ءب\u200f\u0301٣😀", max_size=12),
    st.text(max_size=8),
)
ROWS = st.lists(st.lists(CELLS, max_size=8), max_size=8)


def attempt(source: Source) -> tuple[list[Document], str]:
    try:
        return list(reader("table").read(source)), ""
    except InputRejected as error:
        return [], error.code


def written(rows: list[list[str]], sign: str) -> str:
    quoted = (sign.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    return "\n".join(quoted) + "\n"


@settings(max_examples=250, deadline=None)
@given(st.lists(HEADINGS, min_size=2, max_size=8), ROWS, st.sampled_from(";,\t|"))
def test_any_table_gives_sound_documents(head: list[str], rows: list[list[str]], sign: str) -> None:
    text = written([head, *rows], sign)
    source = Source("оп. 4 Ф. 7.csv", "x", text.encode("utf-8", "replace"))
    documents, code = attempt(source)
    assert code or documents
    assert [fault for document in documents for fault in document.check()] == []
    assert len({document.id for document in documents}) == len(documents)
    known = {document.id for document in documents}
    seen: set[str] = set()
    for document in documents:
        assert document.title
        if document.level != "item" and document.parent in known:
            assert document.parent in seen
        seen.add(document.id)
    assert repr(attempt(source)) == repr((documents, code))


@settings(max_examples=250, deadline=None)
@given(st.lists(st.lists(CELLS.map(lambda cell: " ".join(cell.split())), min_size=4, max_size=4), max_size=6))
def test_no_cell_is_lost(rows: list[list[str]]) -> None:
    text = written([["Фонд", "Опись", "Дело", "Заголовок"], ["1", "1", "1", "Первое"], *rows], ";")
    documents, code = attempt(Source("a.csv", "x", text.encode("utf-8", "replace")))
    if code:  # a NUL, or a row of headings that reads better
        assert code.startswith(("TXT", "TAB"))
        return
    everything = "\n".join(document.text for document in documents)
    for cell in (cell for row in rows for cell in row):
        assert " ".join(cell.split()) in everything


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["Фонд;Опись;Дело;Заголовок\n", "Title,Reference code,Date\n", ""]))
def test_any_text_is_read_or_rejected(body: str, head: str) -> None:
    source = Source("a.csv", "x", (head + body).encode("utf-8", "replace"))
    assert 0 <= reader("table").sniff(source) <= 1
    documents, code = attempt(source)
    assert code or documents
    assert [fault for document in documents for fault in document.check()] == []
