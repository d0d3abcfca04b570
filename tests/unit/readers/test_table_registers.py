"""Registers of an opis in Russian and Kazakh, as archives type them."""

from __future__ import annotations

from datetime import date

from reader_helpers import read, spans
from table_files import xlsx

from extractors.document import Document
from extractors.registry import reader, reader_for
from extractors.source import Source

RUSSIAN = {
    "Опись 1": [
        ["УПРАВЛЕНИЕ ВНЕШНИХ СВЯЗЕЙ"],
        ["Фонд № 708"],
        ["Опись № 1-н дел постоянного хранения за 1992–1995 гг."],
        [],
        ["№ ед. хр.", "Индекс дела", "Заголовок единицы хранения", "Крайние даты", None, "Кол-во листов", "Примечание"],
        [None, None, None, "начало", "конец"],
        [1, 2, 3, 4, 5, 6, 7],
        ["Канцелярия"],
        ["001", "02-14", "Переписка с посольством  в Дохе", date(1993, 3, 12), date(1994, 11, 5), 45, "Подлинники"],
        [2, None, "Телеграммы\nи донесения", "1993", "1994", 12.5],
        ["Отдел печати"],
        ["2а", None, "Обзоры печати", "б/д", None, 3],
        [],
        ["В данную опись внесено 3 (три) дела"],
    ]
}
MERGES = {"Опись 1": ["A1:G1", "D5:E5", "A8:G8", "A11:G11", "A14:G14"]}
KAZAKH = """Мұрағат қоры № 812 Сыртқы байланыстар бөлімі;;;;;
1-тізімдеме;;;;;
Іс №;Істің тақырыбы;Шеткі мерзімдері;Парақ саны;Құжат тілі;Ескерту
1;Катар Мемлекетінің елшісімен кездесулер туралы хаттамалар;1993 жылғы 12 қаңтар;24;қазақ;
2;Ынтымақтастық туралы келісімнің жобалары;1994-1995 жж.;31;қазақ, орыс;көшірме
"""


def register(name: str, data: bytes) -> dict[str, Document]:
    documents = list(reader("table").read(Source(name, "x", data)))
    assert [fault for document in documents for fault in document.check()] == []
    return {document.id: document for document in documents}


def test_a_typed_register_becomes_fond_opis_and_files() -> None:
    found = register("reg.xlsx", xlsx(RUSSIAN, MERGES))
    assert list(found) == [
        "708", "708/1-н", "708/1-н/001", "708/1-н/2", "708/1-н/2а", "708/1-н/reg/finding-aid",
    ]  # fmt: skip
    assert [(d.level, d.parent, d.rank) for d in found.values()][:3] == [
        ("fond", None, None), ("opis", "708", None), ("delo", "708/1-н", 1),
    ]  # fmt: skip
    assert found["708/1-н"].title == "Опись № 1-н дел постоянного хранения за 1992–1995 гг."


def test_cells_stand_in_the_text_as_they_are() -> None:
    first = register("reg.xlsx", xlsx(RUSSIAN, MERGES))["708/1-н/001"]
    assert first.text.split("\n\n") == [
        "Канцелярия",
        "№ ед. хр.: 001",
        "Индекс дела: 02-14",
        "Заголовок единицы хранения: Переписка с посольством  в Дохе",
        "Крайние даты / начало: 1993-03-12",
        "Крайние даты / конец: 1994-11-05",
        "Кол-во листов: 45",
        "Примечание: Подлинники",
    ]
    assert (first.title, first.extent, first.identifiers) == ("Переписка с посольством в Дохе", "45 л.", ("02-14",))
    assert [(note.kind, note.text) for note in first.notes] == [("section", "Канцелярия"), ("general", "Подлинники")]
    assert (first.text_kind, first.title_lang, first.warnings) == ("description", "ru", ())


def test_a_period_of_two_cells_is_one_date_that_can_be_quoted() -> None:
    found = register("reg.xlsx", xlsx(RUSSIAN, MERGES))
    (period,) = found["708/1-н/001"].dates
    assert (period.edtf, period.earliest, period.latest) == ("1993-03-12/1994-11-05", "1993-03-12", "1994-11-05")
    assert (period.role, period.method) == ("accumulation", "catalogue")
    assert period.expressed == "1993-03-12\n\nКрайние даты / конец: 1994-11-05"
    assert spans(found["708/1-н/001"]) == [(period.expressed, "DATE", None, None)]
    assert [d.edtf for d in found["708/1-н/2"].dates] == ["1993/1994"]
    assert found["708/1-н/2"].extent == "12.5"
    assert found["708/1-н/2а"].dates == ()
    assert [note.text for note in found["708/1-н/2а"].notes] == ["Отдел печати", "б/д"]


def test_the_register_itself_keeps_every_line_that_is_no_file() -> None:
    aid = register("reg.xlsx", xlsx(RUSSIAN, MERGES))["708/1-н/reg/finding-aid"]
    assert (aid.form, aid.describes, aid.source_id) == ("finding-aid", ("record:708/1-н",), "708/1-н/reg")
    for line in ("УПРАВЛЕНИЕ ВНЕШНИХ СВЯЗЕЙ", "Канцелярия", "Отдел печати", "В данную опись внесено 3 (три) дела"):
        assert line in aid.text.split("\n")


def test_a_kazakh_register_with_the_number_before_the_word() -> None:
    found = register("tizim.csv", KAZAKH.encode())
    assert list(found)[:4] == ["812", "812/1", "812/1/1", "812/1/2"]
    first, second = found["812/1/1"], found["812/1/2"]
    assert (first.title_lang, first.language, first.dates[0].edtf) == ("kk", "kk", "1993-01-12")
    assert (second.language, second.dates[0].edtf) == (None, "1994/1995")
    assert ("language", "қазақ, орыс") in [(note.kind, note.text) for note in second.notes]


def test_shelf_marks_are_taken_apart_and_names_have_their_roles() -> None:
    text = (
        "Архивный шифр;Заголовок;Дата;Отправитель;Адресат;Персоналии\n"
        "Ф. Р-5. Оп. 2. Д. 17;Письмо о поставках;3 мая 1992 г.;Шейх Хамад;Токаев К. К.;Иванов И. И. (1930–2001)\n"
    )
    found = {d.id: d for d in read("table", text, "a.csv")}
    letter = found["Р-5/2/17"]
    assert [(word, label, role) for word, label, role, _ in spans(letter)] == [
        ("3 мая 1992 г.", "DATE", None),
        ("Шейх Хамад", "PERSON", "sender"),
        ("Токаев К. К.", "PERSON", "addressee"),
        ("Иванов И. И.", "PERSON", "subject"),
    ]
    assert letter.identifiers == ("Ф. Р-5. Оп. 2. Д. 17",)


def test_numbers_written_once_hold_for_the_rows_below() -> None:
    rows = "Фонд,Опись,Дело,Заголовок\n1,2,3,А\n,,4,Б\n2,,5,В\n,1,5,Г\n"
    found = [d for d in read("table", rows, "a.csv") if d.level == "delo"]
    assert [d.id for d in found] == ["1/2/3", "1/2/4", "2/1/5"]
    sets = [(d.id, d.title, d.text) for d in read("table", rows, "a.csv") if d.level in ("fond", "opis")]
    assert sets[0] == ("1", "1", "Фонд: 1")
    assert [key for key, _, _ in sets] == ["1", "1/2", "2", "2/1"]
    merged = xlsx(
        {"a": [["Фонд", "Опись", "Дело", "Заголовок"], [1, 2, 3, "А"], [None, None, 4, "Б"]]}, {"a": ["A2:A3"]}
    )
    assert "1/2/4" in register("a.xlsx", merged)


def test_rows_without_or_with_a_taken_number_are_warned_of_and_kept_in_the_register() -> None:
    rows = "Фонд,Опись,Дело,Заголовок,Дата\n1,2,3,А,когда-то\n1,2,,Без номера,1990\n1,2,3,Дважды,1991\n"
    *_, unit, aid = read("table", rows, "a.csv")
    assert unit.warnings == ("TAB024 line 2: no date can be read in 'когда-то'; it is kept as words",)
    assert (unit.dates[0].expressed, unit.dates[0].edtf) == ("когда-то", None)
    assert aid.warnings == (
        "TAB021 line 3: no call number; left out: Фонд: 1 | Опись: 2 | Заголовок: Без номера | Дата: 1990",
        "TAB022 line 4: 1/2/3 is used twice; left out: Фонд: 1 | Опись: 2 | Дело: 3 | Заголовок: Дважды | Дата: 1991",
    )
    assert "Заголовок: Без номера" in aid.text
    assert "Заголовок: Дважды" in aid.text


def test_several_sheets_are_one_register() -> None:
    head = ["Дело", "Заголовок", "Даты"]
    book = xlsx(
        {"Ф. 9 оп. 1": [head, [1, "А", "1990"]], "Ф. 9 оп. 2": [head, [1, "Б", "1991"]], "Справка": [["слово"]]}
    )
    found = register("ф9.xlsx", book)
    assert [key for key in found if "finding" not in key] == ["9", "9/1", "9/1/1", "9/2", "9/2/1"]
    assert found["9/ф9/finding-aid"].warnings == (
        "TAB027 line 1 of Справка: no profile fits this sheet; it is left out",
    )


def test_the_file_name_may_name_fond_and_opis() -> None:
    rows = "Дело;Заголовок;Примечание\n5;Отчет о поездке;нет\n"
    source = Source("Ф. 15 Оп. 3.csv", "x", rows.encode())
    assert reader_for(source).name == "table"
    assert [d.id for d in reader("table").read(source)][:3] == ["15", "15/3", "15/3/5"]
