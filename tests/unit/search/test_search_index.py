"""The search index on a few made-up passages: every way in which a word may be written, filters, order, sameness."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.errors import RunAborted
from kg.search import Hit, Wanted, search
from kg.search.build import write_index
from kg.search.distance import distance
from kg.search.gather import Words
from kg.search.texts import passages

BASE = "https://graph.example"


def _iri(kind: str, name: str) -> str:
    return f"{BASE}/id/{kind}/{name}"


KUNAEV, DOHA, QATAR, KAZAKHSTAN = (
    _iri("person", "kunaev"), _iri("place", "doha"), _iri("place", "qatar"), _iri("place", "kz"),
)  # fmt: skip
LETTER, OLD, KISSINGER = _iri("record", "letter"), _iri("record", "old"), _iri("person", "kissinger")
PASSAGES = [
    (0, Words(KUNAEV, "Динмухамед Кунаев", "ru")),
    (0, Words(DOHA, "الدوحة", "ar")),
    (0, Words(DOHA, "Doha", "en")),
    (0, Words(QATAR, "قطر", "ar")),
    (0, Words(QATAR, "Qatar", "en")),
    (0, Words(KAZAKHSTAN, "قازاقستان", "kk")),
    (0, Words(KAZAKHSTAN, "Қазақстан", "kk")),
    (0, Words(KISSINGER, "Kissinger, Henry A.", "en")),
    (1, Words(LETTER, "Letter on the oil concession", "en")),
    (1, Words(OLD, "О поездкѣ въ Россію графа Ѳеодора", "ru")),
    (2, Words(LETTER, "A letter of two pages about pearls", "en")),
    (3, Words(LETTER, "The agreement was signed\nin the presence of the ruler", "en", _iri("page", "1"), "1")),
    (3, Words(LETTER, "وصل الوفد إلى المدينة وبقطر كلها", "ar", _iri("page", "2"), "2")),
]
HELD = {KUNAEV: (("kazakhstan-ca",), 9), LETTER: (("qatar-gulf",), 1), OLD: (("kazakhstan-ca",), 1)}
YEARS = {LETTER: (1935, 1935), OLD: (1890, 1892)}


def write(path: Path, times: int = 1) -> Path:
    write_index(path, BASE, PASSAGES * times, {}, HELD, YEARS, [(DOHA, 25.28, 51.52)])
    return path


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("index") / "search.sqlite")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Кунаев", KUNAEV), ("кунаева", KUNAEV), ("Кунаевтың", KUNAEV), ("Kunaev", KUNAEV), ("Qunaev", KUNAEV),
        ("динмухамед кун", KUNAEV), ("Кунеав", KUNAEV), ("Kunayev", KUNAEV),
        ("الدوحه", DOHA), ("والدوحة", DOHA), ("Dohha", DOHA),
        ("قطر", QATAR), ("القطر", QATAR), ("Катар", QATAR), ("قَطَر", QATAR), ("Quatar", QATAR),
        ("Қазақстанда", KAZAKHSTAN), ("Qazaqstan", KAZAKHSTAN), ("казахстан", KAZAKHSTAN),
        ("Киссинджер", KISSINGER), ("كيسنجر", KISSINGER), ("Kisinger", KISSINGER),
        ("concession oil", LETTER), ("concessions", LETTER), ("pearl", LETTER),
        ("Россию", OLD), ("Феодора", OLD), ("поездке", OLD), ('"of the ruler"', LETTER),
    ],
)  # fmt: skip
def test_a_word_is_found_however_it_is_written(index: Path, query: str, found: str) -> None:
    hits = search(index, query)
    assert hits, query
    assert hits[0].iri == found


@pytest.mark.parametrize("query", ["", "  ", '"', '""', "zzzzq", "*", "NOT", '"ruler of the"', "(", "facet:zz"])
def test_what_is_no_word_there_finds_nothing(index: Path, query: str) -> None:
    assert search(index, query) == []


def test_a_hit_says_where_and_in_which_words(index: Path) -> None:
    (hit,) = search(index, "presence agreement", Wanted(pages=True))
    assert (hit.field, hit.page, hit.page_number, hit.kind) == ("text", _iri("page", "1"), "1", "record")
    assert (hit.matched, hit.matched_lang) == ("agreement presence", "en")
    assert hit.words == "The agreement was signed in the presence of the ruler"
    assert [text for text, found in hit.snippet if found] == ["agreement", "presence"]


def test_a_better_match_comes_first_and_scores_are_a_share(index: Path) -> None:
    exact, other = search(index, "Кунаев")[0], search(index, "Kunaev")[0]
    assert 1.0 >= search(index, "Динмухамед Кунаев")[0].score > exact.score > other.score > 0


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(kind="record"), {LETTER}), (Wanted(kind="place"), {QATAR}), (Wanted(lang="kk", kind="place"), set()),
        (Wanted(archive="qatar-gulf"), {LETTER}), (Wanted(archive="kazakhstan-ca"), set()),
        (Wanted(fields=("text",)), {LETTER}), (Wanted(fields=("name", "title")), {QATAR}),
        (Wanted(since=1930), {LETTER}), (Wanted(since=1936), set()), (Wanted(until=1930), set()),
    ],
)  # fmt: skip
def test_filters_narrow(index: Path, wanted: Wanted, found: set[str]) -> None:
    assert {hit.iri for hit in search(index, "قطر", wanted)} == found


def test_the_same_passages_give_the_same_bytes(index: Path, tmp_path: Path) -> None:
    assert write(tmp_path / "again.sqlite").read_bytes() == index.read_bytes()


def test_an_index_of_another_make_is_refused_with_advice(tmp_path: Path) -> None:
    (tmp_path / "old.sqlite").write_bytes(b"")
    with pytest.raises(RunAborted, match="SEARCH001"):
        search(tmp_path / "old.sqlite", "x")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_a_query_and_every_hit_holds_what_it_says(index: Path, query: str) -> None:
    for hit in search(index, query, limit=3):
        assert isinstance(hit, Hit)
        assert 0 < hit.score <= 1
        assert hit.words.replace("… ", "").replace(" …", "") in " ".join(
            text for _, words in PASSAGES for text in [words.text.replace("\n", " ")] if words.iri == hit.iri
        )


@given(st.text("ab", max_size=7), st.text("ab", max_size=7))
def test_the_distance_is_symmetric_and_small_for_small_changes(one: str, other: str) -> None:
    assert distance(one, other, 9) == distance(other, one, 9)
    assert (distance(one, other, 9) == 0) == (one == other)
    assert distance(one, one[:1] + "x" + one[1:], 2) == 1


@given(st.text("ab -\n", max_size=3000))
def test_passages_hold_all_words_of_a_page(text: str) -> None:
    held = "".join(passages(text))
    assert held.translate({ord(c): None for c in " \n-"}) == text.translate({ord(c): None for c in " \n-"})
