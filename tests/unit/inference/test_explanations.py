"""Every inferred statement leads back to what sources state, by steps that hold by themselves."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import numpy as np
import pytest
from inference_support import IRIS, store_of

from extractors.errors import UsageError
from kg.edition import Edition
from kg.explain.statement import explain_statement, render
from kg.inference.engine import infer_pairs
from kg.inference.explanation import Explanation
from kg.inference.pairs import Pairs, pairs
from kg.inference.statements import Statements
from kg.iri import Iris
from kg.rdf.graph import TYPE
from kg.store.oxigraph import OxigraphStore
from ontology.terms import RICO


def _sample(store: OxigraphStore, iris: Iris, most: int) -> list[tuple[str, str, str]]:
    names = sorted(name for name in store.graph_names() if name.startswith(iris.graph("inferred/")))
    lines = [line for name in names for line in store.graph_lines(name)]
    chosen = Random(20).sample(lines, min(most, len(lines)))
    assert len(chosen) == most
    return [tuple(part.strip("<>") for part in line.split(" ")[:3]) for line in chosen]  # type: ignore[misc]


def _check(told: Explanation, store: OxigraphStore, above: tuple[Explanation, ...] = ()) -> None:
    """In the graph, no circle, and an end in what a source says or what identities made."""
    triple = f"<{told.subject}> <{told.predicate}> <{told.target}>"
    assert next(iter(store.select(f"SELECT (COUNT(*) AS ?n) {{ {triple} }}")))["n"] == "1"
    key = (told.subject, told.predicate, told.target)
    assert key not in {(each.subject, each.predicate, each.target) for each in above}
    assert told.origins
    if told.kind in ("stated", "resolved"):
        assert not told.premises
    else:
        assert told.premises
    if told.kind == "inferred":
        assert _follows(told), f"{key} does not follow from {told.premises}"
    for premise in told.premises:
        _check(premise, store, (*above, told))


def _follows(told: Explanation) -> bool:
    """Whether the rules alone make the statement of its premises."""
    names = sorted({iri for each in (told, *told.premises) for iri in (each.subject, each.target)})
    number = {iri: np.array([place]) for place, iri in enumerate(names)}
    stated: dict[str, list[Pairs]] = {}
    types: dict[str, list[int]] = {}
    for each in told.premises:
        local = each.predicate.removeprefix(RICO.iri)
        if each.predicate == TYPE:
            types.setdefault(each.target.removeprefix(RICO.iri), []).append(int(number[each.subject][0]))
        else:
            stated.setdefault(local, []).append(pairs(number[each.subject], number[each.target]))
    found = infer_pairs(
        Statements(
            tuple(names),
            {name: np.unique(np.concatenate(each)) for name, each in stated.items()},
            {name: np.array(sorted(set(each))) for name, each in types.items()},
        )
    )
    end = number[told.subject] if told.predicate == TYPE else number[told.target]
    name = (told.target if told.predicate == TYPE else told.predicate).removeprefix(RICO.iri)
    wanted = pairs(number[told.subject], end)[0]
    return any(wanted in family.get(name, ()) for family in found.values())


def test_a_random_thousand_of_the_demonstration_is_explained(edition_workspace: Path) -> None:
    edition = Edition.open(edition_workspace / "editions" / "current")
    store = OxigraphStore(edition.store_path, read_only=True)
    iris = Iris(edition.base, edition.vocabulary)
    for triple in _sample(store, iris, 1000):
        told = explain_statement(store, iris, *triple)
        assert told.kind == "inferred"
        _check(told, store)


LEADER = """:r a rico:LeadershipRelation ; rico:relationHasSource :p ; rico:relationHasTarget :g ;
  <http://e/def#evidence> :m . :p a rico:Person .
:m <http://www.w3.org/ns/oa#hasTarget> :t . :t <http://www.w3.org/ns/oa#hasSelector> :q .
:q <http://www.w3.org/ns/oa#exact> "رئيس الحكومة" . :t <http://www.w3.org/ns/oa#hasSource> :text .
:text <http://e/def#textOf> :rec . :rec rico:identifier "NAQ/1" ."""


def test_the_tree_shows_rule_axioms_and_words(tmp_path: Path) -> None:
    store = store_of(tmp_path / "s", LEADER)
    told = explain_statement(store, IRIS, "http://e/id/g", "rico:hasOrHadLeader", "<http://e/id/p>")
    shown = render(told)
    assert "LeadershipRelation stands for rico:hasOrHadLeader from rico:relationHasTarget" in shown
    assert "“\u2068رئيس الحكومة\u2069” [\u2068NAQ/1\u2069]" in shown
    assert "отношение напрямую" in render(told, "ru")
    as_json = json.loads(json.dumps(told.as_dict()))
    assert set(as_json["says"]) == set(as_json["rule_name"]) == {"en", "ar", "ru", "kk"}
    assert {each["kind"] for each in as_json["premises"]} == {"stated"}


def test_a_chain_shows_its_links_in_order(tmp_path: Path) -> None:
    chain = (
        "".join(f":u{n} rico:isDirectlyIncludedIn :u{n + 1} . " for n in range(4)) + ":u2 rico:directlyIncludes :x ."
    )
    store = store_of(tmp_path / "s", chain)
    told = explain_statement(store, IRIS, "http://e/id/u4", "rico:includesTransitive", "http://e/id/u0")
    assert [each.subject[-2:] for each in told.premises] == ["u3", "u2", "u1", "u0"]
    assert told.axioms[-1] == "rico:includesTransitive is transitive"


@pytest.mark.parametrize(
    ("triple", "code"),
    [
        (("http://e/id/p", "rico:isOrWasLeaderOf", "http://e/id/nobody"), "EXPLAIN010"),
        (("Person One", "rico:isOrWasLeaderOf", "http://e/id/g"), "EXPLAIN012"),
        (("http://e/id/p", "rico:isOrWasLeaderOf", "http://e/id/g> } DELETE {"), "EXPLAIN012"),
    ],
)
def test_what_cannot_be_explained_is_said(tmp_path: Path, triple: tuple[str, str, str], code: str) -> None:
    with pytest.raises(UsageError) as raised:
        explain_statement(store_of(tmp_path / "s", LEADER), IRIS, *triple)
    assert raised.value.code == code
