"""Names asked of the reconciliation service: the first candidate is the one of ``sunqar match``; what else is told."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from graph_workspace import SHARED

from kg.resolve.names.stream import answerer
from kg.resolve.profile import Years
from kg.resolve.training.match_sets import for_fitting
from kg.search.build import write_index
from kg.search.gather import Words
from sparql_endpoint.limits import Limits
from sparql_endpoint.portal.reconcile.matcher import Asked, Matcher
from sparql_endpoint.portal.reconcile.named import Candidate, Found, NamedEntities
from sparql_endpoint.portal.reconcile.questions import Question
from sparql_endpoint.portal.reconcile.weighing import Known, told, weigh
from sparql_endpoint.problems import HttpProblem

BASE = "https://graph.example"
SETS = SHARED / "names" / "match"
QUESTIONS = 200


def _index(path: Path, names: Iterable[tuple[str, str, str]]) -> Path:
    """A search index of (kind, name of the entity, one of its names)."""
    passages = [(0, Words(f"{BASE}/id/{kind}/{name}", text, "")) for kind, name, text in names]
    write_index(path, BASE, passages, {}, {}, {}, ())
    return path


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _sample() -> tuple[list[dict[str, Any]], dict[str, list[str]]]:
    """Questions of all sets that no weight was fitted to, with the name that is meant; names to choose from by kind."""
    asked: list[dict[str, Any]] = []
    names: dict[str, list[str]] = {"person": [], "place": []}
    for path in sorted(SETS.glob("*.queries.jsonl")):
        known = {
            each["id"]: each["name"] for each in _lines(path.with_name(path.name.replace("queries", "candidates")))
        }
        fresh = [each for each in _lines(path) if not for_fitting(each["id"])][: QUESTIONS // 12 + 1]
        asked += [each | {"means": known[each["gold"]]} for each in fresh]
        kind = fresh[0]["kind"]
        names[kind] += [known[each["gold"]] for each in fresh] + list(known.values())[:30]
    return asked, {kind: list(dict.fromkeys(found)) for kind, found in names.items()}


@pytest.mark.skipif(not SETS.is_dir(), reason="the names are not here")
def test_right_ones_come_first_as_often_as_match_says(tmp_path: Path) -> None:
    asked, names = _sample()
    index = _index(
        tmp_path / "search.sqlite", ((kind, str(at), text) for kind in names for at, text in enumerate(names[kind]))
    )
    entities = NamedEntities(index)
    by_match = by_service = 0
    for kind, found in names.items():
        listed = tmp_path / f"{kind}.jsonl"
        listed.write_text("".join(json.dumps({"id": text, "name": text}) + "\n" for text in found), "utf-8")
        match = answerer(listed)
        for each in (one for one in asked if one["kind"] == kind):
            first = (match(each)["matches"] or [{"id": ""}])[0]["id"]
            mine = entities.match(each["name"], each["lang"], [kind]).candidates
            by_match += first == each["means"]
            by_service += bool(mine) and mine[0].matched == each["means"]
    assert len(asked) >= 200
    assert by_service >= by_match > 0.85 * len(asked)


def test_equal_names_words_of_bodies_and_iris(tmp_path: Path) -> None:
    index = _index(
        tmp_path / "search.sqlite",
        [
            ("place", "doha", "Doha"), ("place", "doha", "الدوحة"), ("place", "dukhan", "Dukhan"),
            ("body", "affairs", "Ministry of Foreign Affairs"), ("body", "trade", "Ministry of Foreign Trade"),
            ("person", "vance", "Vance"), ("person", "cyrus", "Cyrus Vance"),
        ],
    )  # fmt: skip
    entities = NamedEntities(index)

    def first(name: str, *kinds: str) -> Candidate:
        return entities.match(name, None, kinds or ("person", "body", "place")).candidates[0]

    for name in ("Doha", "الدوحة", "doha", "Доха"):
        assert first(name, "place").iri.endswith("doha"), name
    assert first("MINISTRY of foreign affairs").iri.endswith("affairs")
    assert first("Foreign Affairs, Ministry", "body").sure
    assert not first("Ministry", "body").sure, "many a body is called so"
    assert not first("Vance", "person").sure
    assert first("Vance, Cyrus", "person").sure
    assert first(f"{BASE}/id/person/vance").logit > 10
    assert entities.match("Doha", None, ("body",)).candidates == ()


def test_the_process_starts_once_waits_for_its_names_and_ends_what_takes_too_long(tmp_path: Path) -> None:
    index = _index(tmp_path / "search.sqlite", [("place", "doha", "Doha")])
    matcher = Matcher(Limits(query_timeout_s=0.0))
    try:
        with pytest.raises(HttpProblem) as busy:
            matcher.ask(index, [Asked("Doha", ("place",))])
        assert (busy.value.status, busy.value.code, busy.value.headers) == (
            503,
            "RECONCILE001",
            (("Retry-After", "5"),),
        )
        matcher._limits = Limits(query_timeout_s=600.0)
        asked = [Asked("Doha", ("place",)), Asked("Astana", ("place",))]
        replies = [matcher.ask(index, asked) for _ in range(2)]
        assert replies[0].found == replies[1].found
        before = matcher._running
        matcher._limits = Limits(query_timeout_s=0.000_001)
        with pytest.raises(HttpProblem) as late:
            matcher.ask(index, asked)
        assert late.value.code in ("RECONCILE002", "RECONCILE003")
        matcher._limits = Limits(query_timeout_s=600.0)
        assert matcher.ask(index, asked).found == replies[0].found, "what came too late is not taken for this answer"
        assert late.value.code == "RECONCILE003" or matcher._running is before
        assert replies[0].found[0].candidates[0].iri.endswith("doha")
        process = matcher._running.process  # type: ignore[union-attr]
        process.kill()
        process.wait()
        assert matcher.ask(index, asked).found == replies[0].found, "it is started again"
    finally:
        matcher.close()


def _namesakes() -> Found:
    one, two = (Candidate(f"{BASE}/id/person/{n}", "person", "A. Alimov", 3.0, True, True, n, ("x",)) for n in (1, 2))
    return Found((one, two), float("-inf"))


def _weighed(known: Known, **properties: str) -> list[tuple[str, bool, dict[str, Any]]]:
    question = Question("q", "A. Alimov", properties=tuple((name, (value,)) for name, value in properties.items()))
    found = weigh(question, told(question), _namesakes(), known)
    return [(each.candidate.iri[-1], each.match, dict(each.features)) for each in found]


def test_properties_tell_namesakes_apart() -> None:
    lives = {f"{BASE}/id/person/1": {"birth": Years(1900, 1900), "death": Years(1970, 1970)},
             f"{BASE}/id/person/2": {"birth": Years(1935, 1935)}}  # fmt: skip
    known = Known(lives=lives)
    assert [(iri, match) for iri, match, _ in _weighed(Known())] == [("2", False), ("1", False)], "by names alone, none"
    for value in ("1935", "12 марта 1935 г.", "1353 هـ"):
        (found,) = _weighed(known, birth=value)
        assert (found[0], found[1], found[2]["birth"]) == ("2", True, True), value
    assert _weighed(known, death="1970")[0][0] == "1"
    assert [iri for iri, _, _ in _weighed(known, active="1920")] == ["1"], "nobody acts before he is born"
    assert len(_weighed(known, birth="long ago")) == 2, "what cannot be read counts for nothing"
    ids = {f"{BASE}/id/person/1": ["wikidata:Q1"], f"{BASE}/id/person/2": ["wikidata:Q2"]}
    assert [iri for iri, _, _ in _weighed(Known(identifiers=ids), wikidata="https://www.wikidata.org/wiki/Q1")] == ["1"]
    tied = {f"{BASE}/id/person/1": ["Almaty"], f"{BASE}/id/person/2": ["Doha"]}
    assert _weighed(Known(places=tied), place="Доха")[0][0] == "2"
    points = {f"{BASE}/id/person/1": [(25.28, 51.53)], f"{BASE}/id/person/2": [(51.1, 71.4)]}
    assert [iri for iri, _, _ in _weighed(Known(points=points), coordinates="25.3, 51.5")] == ["1"]
