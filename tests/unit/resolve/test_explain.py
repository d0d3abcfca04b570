"""``sunqar explain A B``: the path of judgements, what keeps apart, the weights, the words of both sides."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from extractors.errors import UsageError
from extractors.languages.fold import fold
from kg.console import result
from kg.explain.ends import end_of
from kg.explain.identity import IdentityExplanation, explain_identity
from kg.explain.known import Known
from kg.explain.paths import path
from kg.explain.render import isolated, render
from kg.explain.waterfall import waterfall
from kg.iri import Iris
from kg.ledger import FileResult, Ledger
from kg.rdf.facts import Facts
from kg.rdf.mapper import LocalEntity
from kg.resolve.candidates import load_candidates
from kg.resolve.comparison import Comparison, Evidence
from kg.resolve.identity import identify
from kg.resolve.judgements import Judgement, judge
from kg.resolve.log import append, live

IRIS = Iris("https://example.org", "https://example.org/def#")


class Words:
    """A store that quotes each local entity once."""

    def select(self, query: str) -> Iterator[dict[str, str]]:
        node = query.split("hasBody> <")[1].split(">")[0]
        yield {"mention": "m", "before": "before ", "exact": f"\u202equote of {node[-2:]}", "after": " after",
               "record": "r", "number": "KZ-1/2", "start": "0"}  # fmt: skip


def local(key: str) -> str:
    return IRIS.local("x", key)


def entity(key: str, name: str, lang: str, document: str, facts: Facts | None = None) -> LocalEntity:
    return LocalEntity(local(key), "PERSON", name, lang, fold(name), (), document, None, False, facts or Facts())


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        here = (
            entity("a", "قاسم بن محمد", "ar", "QA-1"), entity("b", "Касым бен Мухаммад", "ru", "KZ-5/1/2"),
            entity("c", "Qasim bin Muhammad", "en", "US-7", Facts(born=(1900, 1900))),
            entity("d", "Jasim bin Muhammad", "en", "US-8", Facts(died=(1850, 1850))),
            entity("e", "John Smith", "en", "US-8"), entity("f", "John Smith", "en", "US-9"),
        )  # fmt: skip
        ledger.record(ledger.start_run("ingest", "1"), [(FileResult("x", "0", "p", "f", graph="g"), here)])
        yield ledger


def judged(ledger: Ledger, *judgements: Judgement) -> Known:
    with ledger.db:
        append(ledger.db, judgements)
    identify(ledger.db, load_candidates(ledger.db), live(ledger.db))
    return Known(ledger.db, IRIS)


def explained(known: Known, one: str, other: str) -> IdentityExplanation:
    return explain_identity(known, Words(), one, other)  # type: ignore[arg-type]


def test_the_path_joins_two_through_a_third_with_letters_weights_and_quotes(ledger: Ledger) -> None:
    known = judged(
        ledger,
        judge(local("a"), local("b"), "SAME", "names/average-link", 0.95, ("name", "قاسم / Касым"), version="7"),
        judge(local("b"), local("c"), "SAME", "review", 1.0, ("reason", "the same seal"), actor="aigul"),
    )
    found = explained(known, "QA-1::قاسم بن محمد", local("c"))
    assert (found.one, len(found.steps), len(found.entities)) == (True, 2, 1)
    machine, person = found.steps
    assert machine.comparison is not None
    assert person.comparison is None
    assert machine.names is not None
    assert machine.names.pairs
    text = "\n".join(render(found))
    for words in (
        "confidence 0.950",
        "average-link 7",
        "by \u2068aigul\u2069",
        "the same seal",
        "log odds",
        "→",
        "2 kinds",
    ):
        assert words in text, words
    assert text.count("\u2068") == text.count("\u2069")
    assert "\u2068KZ-1/2\u2069" in text
    with redirect_stdout(io.StringIO()) as out:
        result(found, [], as_json=True)
    assert json.loads(out.getvalue())["steps"][0]["judgement"]["confidence"] == 0.95


def test_what_forbids_is_told_where_lives_do_not_meet(ledger: Ledger) -> None:
    known = judged(ledger, judge(local("c"), local("d"), "SAME", "names/average-link", 0.9, ("name", "x")))
    found = explained(known, local("c"), local("d"))
    assert not found.one
    assert any(words.startswith("life:") for words in found.against)
    assert [step.judgement.verdict for step in found.steps] == ["SAME"]
    assert "not held to be one" in render(found)[0]


def test_a_persons_no_is_told_and_two_whom_nobody_judged_are_compared(ledger: Ledger) -> None:
    known = judged(ledger, judge(local("a"), local("c"), "DIFFERENT", "review", 1.0, actor="aigul"))
    assert [step.judgement.actor for step in explained(known, local("a"), local("c")).steps] == ["aigul"]
    found = explained(known, local("b"), local("c"))
    assert (found.steps, found.one) == ((), False)
    assert found.compared is not None
    assert found.compared.comparison is not None
    assert any("Nobody judged" in line for line in render(found))


def test_what_may_be_typed(ledger: Ledger) -> None:
    known = judged(ledger, judge(local("a"), local("b"), "SAME", "m", 1.0))
    shared = known.entity_of(local("a"))
    assert shared is not None
    for typed in (shared, shared.replace("/id/", "/page/"), f"<{shared}>", "/".join(shared.rsplit("/", 3)[1:])):
        assert set(end_of(known, typed).members) == {local("a"), local("b")}
    assert end_of(known, "Jasim bin Muhammad").spokesman == local("d")
    assert end_of(known, "US-9::Smith").spokesman == local("f")
    for typed, code in (
        ("John Smith", "EXPLAIN002"),
        ("Nobody", "EXPLAIN001"),
        ("https://example.org/id/local/" + "0" * 24, "EXPLAIN001"),
    ):
        with pytest.raises(UsageError) as caught:
            end_of(known, typed)
        assert caught.value.code == code


def test_paths_are_short_then_sure() -> None:
    told = (("a", "b", 0.5), ("b", "c", 0.5), ("a", "c", 0.1), ("a", "x", 0.9), ("x", "y", 0.9), ("b", "y", 0.6))
    links = [judge(one, other, "SAME", "m", sure) for one, other, sure in told]
    assert [j.pair for j in path(links, "a", "c") or ()] == [("a", "c")]
    assert [j.pair for j in path(links, "a", "y") or ()] == [("a", "x"), ("x", "y")]
    assert path(links, "a", "z") is None


def test_the_waterfall_adds_up() -> None:
    evidence = tuple(Evidence("name", f"f{n}", 1.0, added) for n, added in enumerate((4.0, -2.5, *[0.1] * 20)))
    told = list(waterfall(Comparison(0.9, -1.0, evidence)))
    assert len(told) == 17
    assert told[-1].split()[1] == "+2.50"
    assert sum(float(line.split()[-2]) for line in told[:-1]) == pytest.approx(2.5)


def test_open_direction_marks_of_a_name_are_closed() -> None:
    assert isolated("a\u2067b") == "\u2068a\u2067b\u2069\u2069"
