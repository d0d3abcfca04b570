"""The judge is judged: counts, intervals, calibration, noise that carries its marks, sets, kinds of disagreement."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import LABELS
from extractors.errors import InputRejected
from extractors.evaluation import sets
from extractors.evaluation.bootstrap import interval
from extractors.evaluation.calibration import expected_error, reliability
from extractors.evaluation.counts import Score, Span, count
from extractors.evaluation.disagreements import disagreements
from extractors.evaluation.editors import overlapping, papers
from extractors.evaluation.evaluate import evaluate
from extractors.evaluation.finders import Finder
from extractors.evaluation.noise import spoilt
from extractors.evaluation.report import losses, rows
from extractors.evaluation.sets import Marked, MarkedSet
from extractors.ner import Found

TEXT = "Шейх Хамад прибыл в Доху 3 мая 1998 года. President Nixon met الشيخ خليفة in Washington."
WORDS = st.sampled_from(["Доха ", "Назарбаев ", "qala ", "Washington", "الدوحة ", "محمد ", "1998 ", "\n", ", ", "Ұлы"])


def marked(*texts: Marked, only: bool = False) -> MarkedSet:
    return MarkedSet("a set", "ru", ("PERSON", "PLACE"), only, texts)


def test_only_the_same_span_and_label_is_right() -> None:
    gold: list[Span] = [(0, 4, "PERSON"), (5, 9, "PLACE"), (10, 12, "DATE")]
    found: list[Span] = [(0, 4, "PLACE"), (5, 8, "PLACE"), (10, 12, "DATE"), (13, 15, "EVENT")]
    score = count(found, gold, LABELS)
    assert (score.right.total(), score.given.total(), score.wanted.total()) == (1, 4, 3)
    assert (score.precision(), score.recall(), score.f1()) == (25, pytest.approx(100 / 3), pytest.approx(200 / 7))
    assert score.f1("DATE") == 100
    assert score.f1("PERSON") == 0


def test_a_label_that_a_set_does_not_mark_is_left_out() -> None:
    score = count([(0, 4, "DATE"), (5, 9, "PLACE")], [(5, 9, "PLACE"), (0, 4, "DATE")], ["PLACE"])
    assert (score.f1(), score.given.total(), score.wanted.total()) == (100, 1, 1)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=30))
@settings(max_examples=25, deadline=None)
def test_the_interval_holds_the_score(parts: list[tuple[int, int, int]]) -> None:
    units = {}
    for at, (right, wrong, missed) in enumerate(parts):
        gold = [(n, n + 1, "PERSON") for n in range(right + missed)]
        found = [*gold[:right], *((n, n + 1, "PERSON") for n in range(100, 100 + wrong))]
        units[f"{at}"] = count(found, gold, LABELS)
    low, high = interval(units)
    assert low <= sum(units.values(), Score()).f1() + 0.1
    assert high >= sum(units.values(), Score()).f1() - 0.1
    assert interval(units) == (low, high)


def test_one_document_leaves_no_doubt_and_many_leave_less() -> None:
    good, bad = count([(0, 1, "ORG")], [(0, 1, "ORG")], LABELS), count([], [(0, 1, "ORG")], LABELS)
    few = interval({"a": good, "b": bad, "c": good, "d": bad})
    many = interval({f"{n}": (good, bad)[n % 2] for n in range(400)})
    assert many[1] - many[0] < 12 < few[1] - few[0]


def test_calibration_error() -> None:
    honest = [(0.8, at % 5 != 0) for at in range(100)]
    assert expected_error(honest) == pytest.approx(0)
    assert expected_error([(0.95, False)] * 10) == pytest.approx(0.95)
    assert [(b.low, b.mentions, b.right) for b in reliability([*honest, (1.0, True)])] == [(0.8, 100, 0.8), (0.9, 1, 1)]


@given(st.lists(WORDS, max_size=25).map("".join), st.sampled_from([0.02, 0.1, 0.5, 1.0]), st.data())
@settings(max_examples=150, deadline=None)
def test_marks_move_with_their_letters(text: str, rate: float, data: st.DataObject) -> None:
    words = [(m, m + len(w)) for w in set(text.split()) if (m := text.find(w)) >= 0]
    chosen = sorted(data.draw(st.sets(st.sampled_from(words)))) if words else []
    entities = tuple((start, end, "PLACE") for start, end in chosen)
    done, moved = spoilt(text, entities, rate)
    assert (done, moved) == spoilt(text, entities, rate)
    assert len(moved) == len(entities)
    assert all(done[start:end].strip() == done[start:end] != "" for start, end, _ in moved)
    assert done.count("\n") == text.count("\n")
    for (start, _, _), (first, _, _) in zip(entities, moved, strict=True):
        assert done[:first].count("\n") == text[:start].count("\n")


def test_noise_spoils_as_much_as_it_says() -> None:
    assert spoilt(TEXT, (), 0.0) == (TEXT, ())
    texts = [f"{TEXT} {number}" for number in range(120)]
    for rate in (0.02, 0.05, 0.1):
        kept = sum(_common(text, spoilt(text, (), rate)[0]) for text in texts)
        assert 0.5 * rate < 1 - kept / sum(map(len, texts)) < 1.1 * rate


def _common(left: str, right: str) -> int:
    return sum(block.size for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks())


def test_kinds_of_disagreement() -> None:
    found: list[Span] = [(0, 14, "PERSON"), (27, 30, "ORG")]
    gold: list[Span] = [(4, 14, "PERSON"), (18, 22, "PLACE"), (27, 30, "PERSON")]
    ranked = disagreements([("Mr. John Smith of Doha met Ann.", found, gold)])
    kinds = {kind: (times, shown) for kind, times, shown in ranked}
    assert {kind: times for kind, (times, _) in kinds.items()} == {
        "starts early PERSON": 1, "missing PLACE": 1, "other label PERSON as ORG": 1,
    }  # fmt: skip
    assert kinds["starts early PERSON"][1] == ["{Mr. [John Smith]} of Doha met Ann."]


def test_a_finder_is_scored_on_what_it_and_the_set_know() -> None:
    def find(text: str, lang: str) -> list[Found]:
        return [Found(0, 4, "PERSON", 0.9), Found(5, 9, "DATE", 0.7), Found(10, 14, "PLACE", 0.6)]

    texts = marked(Marked("x" * 20, ((0, 4, "PERSON"), (15, 17, "PLACE")), "1"))
    result = evaluate(Finder("one", find, ("ru",), ("PERSON", "DATE")), texts)
    assert result.labels == ("PERSON",)
    assert (result.score.f1(), result.judged) == (100, ((0.9, True),))
    (row,) = rows([result])
    assert (row["value"], row["unit"], row["marked"]) == (100.0, "F1, %", 1)
    both = evaluate(Finder("both", find), marked(Marked("x" * 20, ((0, 4, "PERSON"),), "1"), only=True))
    assert both.judged == ()
    assert next(iter(rows([both])))["unit"] == "recall, %"


def test_what_errors_cost() -> None:
    def find(text: str, lang: str) -> list[Found]:
        return [Found(0, 4, "PERSON", 0.9)] if text == "Хамад" else []

    texts = marked(Marked("Хамад", ((0, 4, "PERSON"),), "1"))
    results = [evaluate(Finder("exact", find), texts, band) for band in (0.0, 1.0)]
    assert [(row["errors, %"], row["value"], row["lost"]) for row in losses(results)] == [(0, 100, 0), (100, 0, 100)]
    assert not list(losses(results[1:]))


def test_recall_of_marked_persons() -> None:
    recall = overlapping([("", [(0, 8, "PERSON"), (20, 24, "PLACE")], [(4, 8, "PERSON"), (20, 24, "PERSON")]),
                          ("", [(3, 5, "PERSON")], [(3, 5, "PERSON")])])  # fmt: skip
    assert (recall.wanted, recall.strict, recall.overlapping) == (3, 1, 2)


def test_papers_are_the_documents_of_a_volume_alone(tmp_path: Path) -> None:
    div = (
        '<div type="document" xml:id="d{0}" n="{0}"><head>{0}.</head><p>Mr. <persName>Dulles</persName> left.</p></div>'
    )
    body = f"<text><front><div><p><persName>Ann Editor</persName></p></div></front><body>{div.format(1)}{div.format(2)}"
    tei = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>{body}</body></text></TEI>'
    (tmp_path / "volume.xml").write_text(tei)
    (tmp_path / "frus1964-68v18.xml").write_text("trained on, not even read")
    marked_texts = list(papers([tmp_path]))
    assert [[text.text[a:b] for a, b, _ in text.entities] for text in marked_texts] == [["Dulles"], ["Dulles"]]


def test_sets_are_read_with_what_they_leave_unknown(tmp_path: Path) -> None:
    folder = tmp_path / "en" / "letters"
    folder.mkdir(parents=True)
    lines = [{"text": "Doha 1998", "entities": [[0, 4, "PLACE"], [5, 9, "DATE"]], "lang": "en", "source": "letters"}]
    with gzip.open(folder / "test.jsonl.gz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(line) + "\n" for line in lines * 3)
    (folder / "train.jsonl").write_text("not read")
    (path,) = sets.files(tmp_path)
    (read,) = sets.read(path)
    assert (read.name, read.lang, read.labels, len(read.texts)) == ("letters test", "en", ("PLACE", "DATE"), 3)
    (folder / "README.md").write_text("# x\nLabels annotated: PLACE, PERSON (any other is UNKNOWN)\nPOSITIVE-ONLY")
    (read,) = sets.read(path)
    assert (read.labels, read.positive_only) == (("PERSON", "PLACE"), True)


@pytest.mark.parametrize("line", ["{", "[]", '{"text": "a", "entities": []}',
                                  '{"text": "a", "lang": "en", "entities": [[0, 2, "PLACE"]]}',
                                  '{"text": "a", "lang": "en", "entities": [[0, 1, "THING"]]}'])  # fmt: skip
def test_what_is_no_marked_text_is_told_with_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "test.jsonl"
    path.write_text(f'{{"text": "a", "lang": "en", "entities": []}}\n{line}\n')
    with pytest.raises(InputRejected, match="Line 2"):
        list(sets.read(path))


def test_the_command(tmp_path: Path) -> None:
    data = tmp_path / "test.jsonl"
    line = {"text": "Mr. Dulles flew to Karachi.", "entities": [[4, 10, "PERSON"], [19, 26, "PLACE"]], "lang": "en"}
    data.write_text(json.dumps(line) + "\n")
    command = [sys.executable, "-m", "extractors.evaluation", str(data), "--tier", "fast", "--noise",
               "--out", str(tmp_path / "scores.json")]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    written = json.loads((tmp_path / "scores.json").read_text())["rows"]
    assert len(written) == 12
    assert written[0]["value"] == 100
    assert "| en " in done.stdout
    nothing = subprocess.run([*command[:3], str(tmp_path / "no")], capture_output=True, text=True, check=False)
    assert nothing.returncode == 1
    assert "EVAL001" in nothing.stderr
