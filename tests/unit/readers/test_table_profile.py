"""Profiles: those shipped, those of users, and what is said of a faulty one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractors.errors import InputRejected
from extractors.readers.table_header import _plain, best_header
from extractors.readers.table_profiles import profiles
from extractors.readers.table_sheet import Sheet
from extractors.registry import reader, reader_for
from extractors.source import Source

HOW_TO = Path(__file__).parents[3] / "docs" / "how-to" / "catalogue-profile.md"
TABLE = "Nr,Was,Wann\n1,Brief,1990\n"
PROFILE = """call_number = "{box}/{nr}"
required = ["nr", "was"]
[constants]
box = "X"
[columns.box]
is = "part"
level = "file"
names = ["Box"]
[columns.nr]
is = "part"
level = "item"
names = ["Nr"]
[columns.was]
is = "title"
names = ["Was"]
[columns.wann]
is = "date"
names = ["Wann"]
"""


def block(language: str) -> str:
    """The first block of that language in the page."""
    found = re.search(rf"^```{language}\n(.*?)^```", HOW_TO.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert found
    return found.group(1)


def table(folder: Path, profile: str, name: str = "a.csv", text: str = TABLE) -> Source:
    (folder / name).write_text(text, "utf-8")
    (folder / f"{name}.profile.toml").write_text(profile, "utf-8")
    return Source.from_path(folder / name, "x")


def test_the_example_of_the_page_works(tmp_path: Path) -> None:
    source = table(tmp_path, block("toml"), "letters.csv", block("csv"))
    assert reader_for(source).name == "table"
    found = {d.id: d for d in reader("table").read(source)}
    assert list(found) == ["QA-EMB", "QA-EMB/3", "QA-EMB/3/1", "QA-EMB/3/2", "QA-EMB/3/letters/finding-aid"]
    assert [d.level for d in found.values()] == ["fonds", "series", "item", "item", "item"]
    thanks = found["QA-EMB/3/2"]
    assert (thanks.title, thanks.dates[0].edtf, thanks.dates[0].role) == (
        "Thanks for the horses",
        "1994-06",
        "creation",
    )
    assert [(thanks.text[m.start : m.end], m.label, m.role) for m in thanks.mentions[1:]] == [
        ("Ministry of Agriculture", "ORG", "addressee"),
        ("Sheikh Hamad", "PERSON", "addressee"),
    ]


def test_the_page_names_every_setting_and_every_shipped_profile() -> None:
    from extractors.readers.table_profile_file import _COLUMN, _TOP, LEVELS, MEANS

    page = HOW_TO.read_text("utf-8")
    for word in (*_TOP - {"columns", "levels", "languages", "constants"}, *_COLUMN, *MEANS):
        assert f"`{word}`" in page, word
    for profile in profiles():
        assert f"`{profile.name}`" in page
    assert all(level in page for level in LEVELS)


@pytest.mark.parametrize("profile", profiles(), ids=lambda profile: profile.name)
def test_no_heading_of_a_shipped_profile_means_two_things(profile: object) -> None:
    seen: dict[str, str] = {}
    for column in profile.columns:  # type: ignore[attr-defined]
        for name in column.names:
            assert seen.setdefault(_plain(name), column.key) == column.key, name


@pytest.mark.parametrize(
    ("before", "after", "words", "line"),
    [
        ('is = "title"', 'is = "titel"', "'titel' is none of", 14),
        ('level = "item"', 'level = "letter"', "'letter' is none of", 11),
        ('"{box}/{nr}"', '"{box}/{no}"', "{no} is not a column that is a part", 1),
        ('"{box}/{nr}"', '"{box/{nr}"', "the template is broken", 1),
        ('"{box}/{nr}"', '"{box}/{nr:>9999999999}"', "the template is broken", 1),
        ('"{box}/{nr}"', '"letters"', "needs columns in braces", 1),
        ('call_number = "{box}/{nr}"', "", "neither a template nor a column", 0),
        ('required = ["nr", "was"]', 'required = ["nr", "wer"]', "'wer' is no column", 2),
        ('required = ["nr", "was"]', "", "needs the columns without which", 0),
        ('names = ["Wann"]', "names = []", "no heading is given", 18),
        ('names = ["Wann"]', 'names = "Wann"', "is not a list of texts", 18),
        ('names = ["Wann"]', 'names = ["Wann"]\nname = "x"', "no such setting as 'name'", 19),
        ('is = "title"', 'is = "note"', "no column is the title", 0),
        ('box = "X"', 'bax = "X"', "'bax' is no part of the call number", 4),
        ('is = "date"', 'is = "title"\nof = "was"', "'was' is no part of the call number", 18),
        ('is = "date"', 'is = "name"\nlabel = "MAN"', "'MAN' is none of", 18),
        ("[columns.box]", 'columns.box = "x"\n[columns.bex]', "", None),
        ('call_number = "', 'extends = "none"\ncall_number = "', "there is no profile named 'none'", 1),
        ('call_number = "', 'kind = "none"\ncall_number = "', "there is no such setting as 'kind'", 1),
    ],
)
def test_a_faulty_profile_is_told_with_its_line(
    tmp_path: Path, before: str, after: str, words: str, line: int | None
) -> None:
    assert before in PROFILE
    source = table(tmp_path, PROFILE.replace(before, after, 1))
    assert reader_for(source).name == "table"
    with pytest.raises(InputRejected) as caught:
        list(reader("table").read(source))
    assert caught.value.code in ("TAB010", "TAB011")
    assert words in caught.value.message
    if line is not None:
        assert caught.value.where == "a.csv.profile.toml" + (f":{line}" if line else "")


@pytest.mark.parametrize("data", [b"\xff\xfe", b"a = [", b"a = 1\nb = {", b"[" * 100_000, b"# " + b"x" * 300_000])
def test_what_is_no_profile_at_all(tmp_path: Path, data: bytes) -> None:
    source = table(tmp_path, "")
    (tmp_path / "a.csv.profile.toml").write_bytes(data)
    with pytest.raises(InputRejected) as caught:
        list(reader("table").read(source))
    assert caught.value.code == "TAB010"
    assert caught.value.where.startswith("a.csv.profile.toml")


def test_the_profile_beside_a_table_is_part_of_it(tmp_path: Path) -> None:
    source = table(tmp_path, PROFILE)
    assert reader("table").parts(source) == ("a.csv.profile.toml",)  # type: ignore[attr-defined]
    assert [d.id for d in reader("table").read(source)][:2] == ["X", "X/1"]
    assert reader("table").parts(Source("a.csv", "x", TABLE.encode())) == ()  # type: ignore[attr-defined]


def test_a_folder_of_profiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source("a.csv", "x", TABLE.encode())
    assert reader("table").sniff(source) == 0.0
    monkeypatch.setenv("SUNQAR_PROFILES", f":{tmp_path}")
    (tmp_path / "briefe.toml").write_text(PROFILE)
    assert reader_for(source).name == "table"
    assert [d.id for d in reader("table").read(source)][:2] == ["X", "X/1"]
    (tmp_path / "briefe.toml").write_text(PROFILE.replace('"X"', '"Y-2"'))
    assert [d.id for d in reader("table").read(source)][:2] == ["Y-2", "Y-2/1"]
    (tmp_path / "briefe.toml").write_text("is = broken")
    assert reader_for(source).name == "table"
    with pytest.raises(InputRejected, match="no TOML"):
        list(reader("table").read(source))
    monkeypatch.setenv("SUNQAR_PROFILES", f"{tmp_path}/none:{tmp_path}")
    with pytest.raises(InputRejected) as caught:
        list(reader("table").read(source))
    assert (caught.value.code, caught.value.where) == ("TAB012", f"{tmp_path}/none")


def test_extending_a_shipped_profile(tmp_path: Path) -> None:
    profile = 'extends = "fond-opis-delo"\n[constants]\nfond = "5"\nopis = "6"\n[columns.delo]\nnames = ["Nr"]\n'
    profile += '[columns.title]\nnames = ["Was"]\n[columns.dates]\nnames = ["Wann"]\n'
    units = list(reader("table").read(table(tmp_path, profile)))
    assert [(d.id, d.level) for d in units[:3]] == [("5", "fond"), ("5/6", "opis"), ("5/6/1", "delo")]
    assert units[2].dates[0].edtf == "1990"


def test_without_the_fond_the_message_says_where_to_write_it() -> None:
    with pytest.raises(InputRejected) as caught:
        list(reader("table").read(Source("a.csv", "x", "Дело,Заголовок,Даты\n1,А,1990\n".encode())))
    assert caught.value.code == "TAB003"
    assert 'a.csv.profile.toml, under [constants]: fond = "708"' in caught.value.advice


@pytest.mark.parametrize(
    ("headings", "keys"),
    [
        ("№№ п/п|Фонд №|ОПИСЬ|№ ед.хр.|Заголовок ед. хр.|Кол-во\nлистов", "rank fond opis delo title leaves"),
        ("Р/с №|Қор нөмірі|Тізімдеме №|Іс №|Тақырыбы|Мерзімі|Парақ саны", "rank fond opis delo title dates leaves"),
        ("№ дела / Іс №|Заголовок (тақырыбы)|Примечание\nЕскерту|Аннотация", "delo title remarks scope"),
        ("Fond No.|Opis no|File no.|Title|Covering dates|Number of leaves", "fond opis delo title dates leaves"),
        ("Reference code(s)|TITLE|Date(s)|Level of description|Extent & medium", "reference title dates level _"),
        ("الرَّمز المرجعيّ|العُنوان|التاريخ|مستوى الوصف|المنشئ|اللغة", "reference title dates level creator language"),
        ("Reference code / الرمز المرجعي|Title / العنوان|Scope and content / النطاق والمحتوى", "reference title scope"),
        ("Код ссылки|Заголовок|Уровень описания|Условия доступа", "reference title level access"),
    ],
)  # fmt: skip
def test_headings_in_four_languages(headings: str, keys: str) -> None:
    sheet = Sheet("", (tuple(headings.split("|")),), (1,))
    header = best_header(sheet, profiles())
    assert header is not None
    assert header.fits
    assert " ".join(column.key if column else "_" for column in header.columns) == keys
