"""Names across scripts: what must not change a match, and what must not break it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractors.languages.ar import names as ar
from extractors.languages.kk import names as kk
from extractors.languages.ru import names as ru
from kg.resolve.names.explain import explain
from kg.resolve.names.index import NameIndex
from kg.resolve.names.parts import parse
from kg.resolve.names.skeleton import skeleton

PERSONS = (
    "Qasim bin Muhammad Al Thani", "Jassim Al-Kuwari", "Qasym Amanzholov", "Mukhtar Auezov", "Alikhan Bukeikhanov",
    "Taha Husain", "Smith, John", "Dmitri Konaev", "Ahmad Shawqi", "Khalil Gibran", "George Curzon", "Percy Cox",
    "Abd al-Aziz ibn Saud", "Victor Hugo", "Mustafa Shokay", "Akhmet Baitursynuly", "Saken Seifullin", "Rudaki",
)  # fmt: skip


@pytest.fixture(scope="module")
def persons() -> NameIndex:
    return NameIndex((name, "en") for name in PERSONS)


@pytest.mark.parametrize(
    ("asked", "lang", "expected"),
    [
        ("قاسم بن محمد آل ثاني", "ar", "Qasim bin Muhammad Al Thani"),
        ("الشيخ قاسم بن محمد", "ar", "Qasim bin Muhammad Al Thani"),
        ("شوقي، أحمد، 1868-1932", "ar", "Ahmad Shawqi"),
        ("هوجو، فيكتور", "ar", "Victor Hugo"),
        ("عبد العزيز بن سعود", "ar", "Abd al-Aziz ibn Saud"),
        ("Мұхтар Әуезов", "kk", "Mukhtar Auezov"),
        ("Ауэзов, Мухтар Омарханович", "ru", "Mukhtar Auezov"),
        ("Сейфуллин С.", "ru", "Saken Seifullin"),
        ("генерал Перси Кокс", "ru", "Percy Cox"),
        ("Curzon of Kedleston, George Nathaniel", "en", "George Curzon"),
    ],
)
def test_the_person_is_first(persons: NameIndex, asked: str, lang: str, expected: str) -> None:
    assert PERSONS[persons.match(asked, lang)[0].number] == expected


def test_each_script_of_a_kazakh_name_is_one_name(persons: NameIndex) -> None:
    spellings = {
        "Cyrl": "Қасым Аманжолов",
        "1929": "Qasьm Amanƶolov",
        "2021": "Qasym Amanjolov",
        "Arab": "قاسىم امانجولوۆ",
    }
    for written in spellings.values():
        best = persons.match(written, "kk")[0]
        assert PERSONS[best.number] == "Qasym Amanzholov", written
    assert {part.roman for part in parse(spellings["1929"], "kk").parts} == {"qasym", "amanzholov"}


def test_order_of_words_and_titles_change_little(persons: NameIndex) -> None:
    plain, turned = persons.match("Мухтар Ауэзов", "ru")[0], persons.match("Ауэзов Мухтар", "ru")[0]
    titled = persons.match("господин Мухтар Ауэзов", "ru")[0]
    assert plain.number == turned.number == titled.number
    assert abs(plain.score - turned.score) < 0.2
    assert titled.score > 0.5


def test_what_is_not_there_scores_low(persons: NameIndex) -> None:
    for name, lang in (("Фридрих Ницше", "ru"), ("نابليون بونابرت", "ar"), ("Wolfgang Mozart", "en")):
        assert all(match.score < 0.5 for match in persons.match(name, lang)), name


def test_candidates_in_every_script_are_found_by_every_script() -> None:
    forms = [("Мұхтар Әуезов", "kk"), ("Мухтар Ауэзов", "ru"), ("Mukhtar Auezov", "en"), ("مختار عوزوف", "ar")]
    others = [("Сәкен Сейфуллин", "kk"), ("Ахмет Байтурсынов", "ru"), ("Alikhan Bukeikhanov", "en"), ("طه حسين", "ar")]
    for candidate in forms:
        index = NameIndex([*others, candidate])
        for asked in forms:
            assert index.match(*asked)[0].number == len(others), (asked, candidate)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("صلاح الدين الأيوبي", "name laqab nisba"),
        ("Ṣalāḥaddīn al-Aiyūbī", "name laqab name"),
        ("Noureddine", "name laqab"),
        ("Aladdin", "name"),
        ("قاسم بن محمد آل ثاني", "name nasab name"),
        ("Ibn Saud", "name"),
        ("Abu 'l-Faraj al-Isfahani", "kunya nasab name"),
    ],
)
def test_parts_of_arabic_names_in_either_script(name: str, kinds: str) -> None:
    assert " ".join(part.kind for part in parse(name).parts) == kinds


def test_a_part_too_far_for_the_index_still_decides_among_equals() -> None:
    """ "Omar" and "ғүмәр" share no skeleton; the candidates share the other part."""
    index = NameIndex(
        [*((f"Aysulu {other}", None) for other in ("Kozhamzharov", "Smith", "Bolat", "Omar")), ("X", None)]
    )
    assert index.names[index.match("Айсұлу Ғұмар", "kk")[0].number].text == "Aysulu Omar"


def test_a_renamed_place_is_found_as_a_place_only() -> None:
    names = ["Vernal", "Almaty", "Verona"]
    index = NameIndex((name, "en") for name in names)
    assert names[index.match("Верный", "ru", "place")[0].number] == "Almaty"
    assert names[index.match("Верный", "ru", "person")[0].number] != "Almaty"


def test_the_same_pairs_teach_the_same_table() -> None:
    from kg.resolve.training.em import learn

    pairs = [("قاسم", "qasim"), ("قاسم", "kasem"), ("سالم", "salim"), ("سليم", "selim"), ("كامل", "kamil")] * 3
    first, again = (learn(pairs, {"ق": ("q",)}, {"ق": ("k",)}) for _ in range(2))
    assert first[:2] == again[:2]
    assert all((one == other).all() for one, other in zip(first[2:], again[2:], strict=True))


def test_translated_places_are_found_by_the_lexicon() -> None:
    names = ["Georgia", "Germany", "Egypt", "Hungary", "Cairo", "Germia"]
    index = NameIndex((name, "en") for name in names)
    asked = {
        ("Германия", "ru"): "Germany",
        ("مصر", "ar"): "Egypt",
        ("Венгрия", "kk"): "Hungary",
        ("القاهرة", "ar"): "Cairo",
    }
    for (name, lang), expected in asked.items():
        assert names[index.match(name, lang, "place")[0].number] == expected


@pytest.mark.parametrize(
    "name",
    ["", " ", "…", "\x00\x01\x02", "1885-1931", "а" * 10_000, "م " * 5_000, ",,,،", "\ud800", "漢字", "Al", "ـ", "‏‎"],
)
def test_hostile_names_are_answered(persons: NameIndex, name: str) -> None:
    assert all(0.0 <= match.score <= 1.0 for match in persons.match(name, None))
    index = NameIndex([(name, None), ("Taha Husain", "en")])
    assert index.match("طه حسين", "ar")[0].number == 1


def test_nothing_among_no_candidates() -> None:
    assert NameIndex([]).match("Taha Husain", "en") == []


def test_the_same_answers_again_and_in_another_order(persons: NameIndex) -> None:
    turned = NameIndex((name, "en") for name in reversed(PERSONS))
    for name in ("قاسم أمانجولوف", "طه حسين", "أحمد شوقي"):
        first, again, other = persons.match(name, "ar"), persons.match(name, "ar"), turned.match(name, "ar")
        assert first == again
        assert first[0].number == len(PERSONS) - 1 - other[0].number
        assert first[0].logit == pytest.approx(other[0].logit)


def test_every_letter_of_the_tables_is_romanised_in_a_to_z() -> None:
    for table in (ar.ROMAN, ru.ROMAN, kk.ROMAN):
        for letter, ways in table.items():
            assert len(letter) == 1
            assert all(way == "" or (way.isascii() and way.isalpha()) for way in ways)


def test_spellings_of_one_name_have_one_skeleton() -> None:
    assert {skeleton(name) for name in ("qasim", "gasym", "kaseem")} == {"KSM"}
    assert skeleton("shawqi") == skeleton("chaouki") == "SK"


def test_an_explanation_adds_up_and_shows_letters() -> None:
    shown = explain(("شوقي، أحمد", "ar"), ("Ahmad Bey Shawqi", "en"))
    assert shown is not None
    assert {(pair.left.text, pair.right.text) for pair in shown.pairs} == {("شوقي", "shawqi"), ("احمد", "ahmad")}
    assert [part.text for part in shown.right_over] == ["bey"]
    for pair in shown.pairs:
        assert "".join(each.left for each in pair.letters) == pair.left.text
        assert "".join(each.right for each in pair.letters) == pair.right.text
    odds = shown.constant + sum(each.added for each in shown.contributions)
    assert (odds > 0) == (shown.score > 0.5)


def test_the_stream_answers_in_order_and_bad_lines_in_place(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from kg.cli import application

    file = tmp_path / "candidates.jsonl"
    file.write_text(
        "".join(json.dumps({"id": f"c{at}", "name": name}) + "\n" for at, name in enumerate(PERSONS)), "utf-8"
    )
    asked = '{"id": 1, "name": "طه حسين", "lang": "ar"}\n{"id": 2}\n{"id": 3, "name": "Перси Кокс"}\n'
    result = CliRunner().invoke(application(), ["match", "--candidates", str(file)], input=asked)
    first, bad, last = map(json.loads, result.stdout.splitlines())
    assert result.exit_code == 4
    assert (first["id"], first["matches"][0]["id"]) == (1, f"c{PERSONS.index('Taha Husain')}")
    assert bad["error"]["code"] == "STREAM002"
    assert last["matches"][0]["id"] == f"c{PERSONS.index('Percy Cox')}"
    assert all(len(line["matches"]) <= 10 for line in (first, last))


def test_a_bad_file_of_candidates_is_named(tmp_path: Path) -> None:
    from extractors.errors import RunAborted
    from kg.resolve.names.stream import answerer

    file = tmp_path / "candidates.jsonl"
    file.write_text('{"id": 1, "name": "Taha"}\n{"id": 2}\n', "utf-8")
    with pytest.raises(RunAborted, match="MATCH002") as caught:
        answerer(file)
    assert caught.value.where.endswith("candidates.jsonl:2")
    with pytest.raises(RunAborted, match="MATCH001"):
        answerer(tmp_path / "absent.jsonl")
