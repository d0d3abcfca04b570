"""``sunqar resolve``: whom of a list a text means, nobody where it is nobody, lists and lines that cannot be used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.errors import InputRejected, RunAborted
from kg.resolve.authority.entries import Entry, read_entries
from kg.resolve.authority.resolver import Answer, Resolver, Span
from kg.resolve.authority.stream import answerer

LIST = (
    {"id": "allen", "kind": "person", "names": ["Dulles, Allen W."], "description": "Director of Central Intelligence"},
    {
        "id": 7,
        "kind": "person",
        "names": ["Dulles, John Foster"],
        "birth": 1888,
        "death": "1959-05-24",
        "description": "Secretary of State from January 1953 to April 1959",
    },
    {"id": "smith", "names": ["Smith, Gerard C."], "description": "Assistant Secretary of State until 1961"},
    {"id": "qasim", "names": [{"name": "قاسم بن محمد آل ثاني", "lang": "ar"}], "description": "حاكم قطر"},
    {"id": "cia", "kind": "corporateBody", "names": ["Central Intelligence Agency", "CIA"]},
)
GOLD = Path("../shared/gold")


def _file(folder: Path, *records: object) -> Path:
    path = folder / "list.jsonl"
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in records), "utf-8")
    return path


def _answers(folder: Path, text: str, *names: tuple[str, str], **more: str) -> list[Any]:
    spans, done = [], 0
    for name, label in names:
        done = text.index(name, done)
        spans.append({"start": done, "end": done + len(name), "label": label})
        done += len(name)
    found = answerer(_file(folder, *LIST), bare=True)({"id": 1, "text": text, "mentions": spans, **more})
    return [mention["entity"] for mention in found["mentions"]]


def test_titles_dates_and_fuller_names_tell_namesakes_apart(tmp_path: Path) -> None:
    text = "Secretary of State Dulles spoke in Washington. The Director of Central Intelligence, Allen Dulles, agreed."
    assert _answers(tmp_path, text, ("Dulles", "PERSON"), ("Allen Dulles", "PERSON"), date="1955-03-01") == [7, "allen"]


def test_other_scripts_bodies_and_nobody(tmp_path: Path) -> None:
    text = "Sheikh Qasim bin Muhammad Al Thani, ruler of Qatar, met Jones and the CIA."
    asked = (("Qasim bin Muhammad Al Thani", "PERSON"), ("Jones", "PERSON"), ("CIA", "ORG"))
    assert _answers(tmp_path, text, *asked, lang="en") == ["qasim", None, "cia"]


def test_a_first_name_that_contradicts_is_nobody(tmp_path: Path) -> None:
    assert _answers(tmp_path, "Harold Smith came.", ("Harold Smith", "PERSON")) == [None]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{", "RESOLVE002"),
        ('{"id": 1}', "RESOLVE002"),
        ('{"id": 1, "names": [3]}', "RESOLVE002"),
        ('{"id": 1, "kind": "ship", "names": ["A"]}', "RESOLVE002"),
        ('{"id": "smith", "names": ["B"]}', "RESOLVE003"),
    ],
)
def test_a_line_of_the_list_that_cannot_be_used_stops_the_run(tmp_path: Path, line: str, code: str) -> None:
    with pytest.raises(RunAborted) as stopped:
        read_entries(_file(tmp_path, LIST[2], line))
    assert stopped.value.code == code
    assert stopped.value.where.endswith(":2")
    with pytest.raises(RunAborted, match="cannot be read"):
        read_entries(tmp_path / "none.jsonl")


@pytest.mark.parametrize(
    ("record", "code"),
    [
        ({"text": "Smith"}, "RESOLVE005"),
        ({"text": "Smith", "mentions": [{"start": 0, "end": 9, "label": "PERSON"}]}, "RESOLVE006"),
        ({"text": "Smith", "mentions": [{"start": True, "end": 2, "label": "PERSON"}]}, "RESOLVE006"),
        ({"text": "Smith", "mentions": [], "date": 1955}, "RESOLVE004"),
    ],
)
def test_a_line_that_cannot_be_answered_says_why(tmp_path: Path, record: dict[str, Any], code: str) -> None:
    answer = answerer(_file(tmp_path, *LIST), bare=True)
    with pytest.raises(InputRejected) as rejected:
        answer({"id": 1, **record})
    assert rejected.value.code == code


WORDS = st.sampled_from(("Dulles", "Allen", "قاسم", "Mr.", "Secretary", "\n", "Smith's", "Қасым", "1955", "،"))


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=8), st.sampled_from(("PERSON", "ORG", "DATE")), st.integers(0, 99))
def test_every_mention_has_one_answer_whatever_the_order(words: list[str], label: str, turn: int) -> None:
    text, spans = "", []
    for word in words:
        spans.append(Span(len(text), len(text) + len(word), label))
        text += word + " "
    resolver = Resolver([Entry(r["id"], "PERSON", tuple((n, None) for n in r["names"])) for r in LIST[:3]])  # type: ignore[arg-type, attr-defined]
    found = resolver.resolve(text, spans)
    assert all(0.0 <= each.score <= 1.0 for each in found)
    assert len(found) == len(spans)
    if label != "PERSON":
        assert set(found) == {Answer(None, 1.0)}
    turned = spans[turn % len(spans) :] + spans[: turn % len(spans)]
    assert dict(zip(spans, found, strict=True)) == dict(zip(turned, resolver.resolve(text, turned), strict=True))


@pytest.mark.skipif(not GOLD.exists(), reason="needs the shared gold")
def test_the_stored_weights_answer_documents() -> None:
    """These documents are among those fitted to: a guard of the code. ``benchmarks/bench_resolve.py`` measures."""
    from kg.resolve.authority.decide import models
    from kg.resolve.training.documents import ask, outcomes

    by = models(informed=False)
    found = outcomes(ask(GOLD, most=60), by)
    assert sum(each.right and each.score >= by.least for each in found) / len(found) > 0.83
    assert sum(not each.right and each.score >= by.least for each in found) / len(found) < 0.04
