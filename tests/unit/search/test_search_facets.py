"""Results as sets: every count is that of the result it promises, by a model that looks at all things one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from extractors.errors import RunAborted
from kg.search import FACETS, KINDS, Choice, bins, facet_values, find, network, spots
from kg.search.build import write_index
from kg.search.facets import SEVERAL, decade
from kg.search.gather import Words
from kg.search.network import MOST_NAMED
from kg.search.traits import Traits

BASE = "https://graph.example"
ARCHIVES, LANGUAGES = ("one", "two"), ("ar", "kk")
THINGS = [f"{BASE}/id/{kind}/{number}" for kind in KINDS for number in range(3)]
PLACES = [iri for iri in THINGS if "/place/" in iri]
FORMS = [f"{BASE}/def#form-letter", f"{BASE}/def#level-file"]


def tags(iri: str) -> st.SearchStrategy[frozenset[tuple[str, str]]]:
    offered = [("place", place) for place in PLACES] + [("form", form) for form in FORMS]
    offered += [("language", code) for code in LANGUAGES]
    state = st.sampled_from([("reviewed", "machine"), ("reviewed", "edited"), ("reviewed", "reviewer")])
    return st.builds(lambda some, one: frozenset(some | {one}), st.sets(st.sampled_from(offered)), state)


years = st.integers(1925, 1955)
spans = st.frozensets(st.tuples(years, st.integers(0, 25)).map(lambda pair: (pair[0], sum(pair))), max_size=2)
traits = st.builds(
    Traits,
    tags=st.fixed_dictionaries({iri: tags(iri) for iri in THINGS}),
    spans=st.fixed_dictionaries({iri: spans for iri in THINGS}),
    named=st.frozensets(
        st.tuples(
            st.sampled_from([iri for iri in THINGS if "/record/" in iri]),
            st.sampled_from([iri for iri in THINGS if "/record/" not in iri]),
        )
    ),
    confidence=st.dictionaries(st.sampled_from(THINGS), st.integers(0, 100).map(lambda n: n / 100)),
)
held = st.fixed_dictionaries(
    {iri: st.tuples(st.sets(st.sampled_from(ARCHIVES)).map(sorted).map(tuple), st.just(1)) for iri in THINGS}
)


def some(values: tuple[str, ...] | list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.one_of(st.just(()), st.lists(st.sampled_from(values), unique=True, max_size=2).map(tuple))


choices = st.builds(
    Choice,
    type=some(KINDS), archive=some((*ARCHIVES, SEVERAL)), place=some(PLACES), language=some(LANGUAGES),
    form=some(FORMS), reviewed=some(("machine", "edited", "reviewer")),
    since=st.none() | years, until=st.none() | years, confidence=st.none() | st.sampled_from([0.5, 0.9, 0.33]),
)  # fmt: skip


def written(path: Path, holding: dict[str, tuple[tuple[str, ...], int]], given: Traits) -> Path:
    named = [(0 if "/record/" not in iri else 1, Words(iri, f"pearl {iri[-1]}", "")) for iri in THINGS]
    points = [(place, 25.0 + at, 51.0) for at, place in enumerate(PLACES[:2])]
    write_index(path, BASE, sorted(named, key=lambda one: one[0]), {}, holding, {}, points, given)
    return path


class Model:
    """Every thing against every choice, with plain loops."""

    def __init__(self, holding: dict[str, tuple[tuple[str, ...], int]], given: Traits) -> None:
        self.holding, self.given = holding, given

    def values(self, iri: str) -> set[tuple[str, str]]:
        archives = self.holding[iri][0]
        found = {("type", iri.split("/id/")[1].split("/")[0]), *(("archive", code) for code in archives)}
        found |= {("archive", SEVERAL)} if len(archives) > 1 else set()
        return found | self.given.tags[iri]

    def holds(self, iri: str, choice: Choice) -> bool:
        mine = self.values(iri)
        if not all(any((facet, value) in mine for value in some) for facet, some in choice.values().items()):
            return False
        since, until = choice.since or -9999, choice.until or 9999
        if choice.dated and not any(b >= since and a <= until for a, b in self.given.spans[iri]):
            return False
        return choice.confidence is None or self.given.confidence.get(iri, 1.0) >= choice.confidence

    def result(self, choice: Choice) -> set[str]:
        return {iri for iri in THINGS if self.holds(iri, choice)}


def chosen_alone(choice: Choice, facet: str, value: str) -> Choice:
    """The choice with one value in place of what is chosen of its facet."""
    if facet == "date":
        return replace(choice, since=int(value), until=int(value) + 9)
    if facet == "confidence":
        return replace(choice, confidence=int(value) / 100)
    one: dict[str, Any] = {facet: (value,)}
    changed: Choice = replace(choice, **one)
    return changed


@settings(max_examples=40, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(held, traits, choices)
def test_every_count_is_that_of_the_result_it_promises(
    holding: dict[str, tuple[tuple[str, ...], int]], given: Traits, choice: Choice
) -> None:
    model = Model(holding, given)
    with TemporaryDirectory() as folder:
        path = written(Path(folder) / "search.sqlite", holding, given)
        for query in ("", "pearl"):
            with find(path, query, choice) as found:
                assert {hit.iri for hit in found.page(0, 99)} == model.result(choice)
                assert found.total == len(model.result(choice))
                offered = facet_values(found, choice)
                timeline, places = bins(found, choice), spots(found)
            assert set(offered) == set(FACETS)
            for facet, values in offered.items():
                for one in values:
                    assert one.count == len(model.result(chosen_alone(choice, facet, one.value))), (facet, one)
                    assert one.count or one.chosen
            known = {pair for iri in THINGS for pair in model.values(iri)}
            missing = known - {(facet, one.value) for facet, values in offered.items() for one in values}
            assert not any(model.result(chosen_alone(choice, *pair)) for pair in missing)
            for each in timeline:
                inside = {
                    iri for iri in model.result(choice)
                    if any(a <= each.until and b >= each.since for a, b in given.spans[iri])
                }  # fmt: skip
                assert each.things == len(inside) > 0
                assert inside == model.result(replace(choice, since=each.since, until=each.until))
                assert each.archives.get("one", 0) == sum("one" in holding[iri][0] for iri in inside)
            for place in places:
                assert place.things == sum(("place", place.iri) in given.tags[iri] for iri in model.result(choice)) > 0
                assert place.iri in PLACES[:2]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    def made(given: Traits) -> Path:
        return written(tmp_path_factory.mktemp("facets") / "search.sqlite", dict.fromkeys(THINGS, ((), 1)), given)

    return made


def test_pages_follow_each_other_and_repeat_nothing(index: Callable[..., Path]) -> None:
    path = index(Traits())
    for sort in ("best", "name", "date", "records"):
        with find(path, "pearl") as found:
            whole = [hit.iri for hit in found.page(0, 99, sort)]
            assert [hit.iri for at in range(0, 18, 4) for hit in found.page(at, 4, sort)] == whole
            assert sorted(whole) == sorted(THINGS)


def test_a_record_that_names_what_was_asked_for_in_other_words_is_found(index: Callable[..., Path]) -> None:
    person, record = THINGS[0], THINGS[-1]
    path = index(Traits(named=frozenset({(record, person)})))
    with find(path, '"pearl 0"', Choice(type=("person",))) as found:
        assert [hit.iri for hit in found.page(0, 9)] == [person]
    with find(path, '"pearl 0"') as found:
        assert person in found.meant
        (hit,) = [hit for hit in found.page(0, 99) if hit.iri == record]
        assert (hit.field, hit.matched) == ("named", "pearl 0")


def test_the_network_counts_records_of_the_result_and_leaves_out_lists(index: Callable[..., Path]) -> None:
    people = [iri for iri in THINGS if "/person/" in iri or "/body/" in iri]
    records = [iri for iri in THINGS if "/record/" in iri]
    named = {(records[0], iri) for iri in people} | {(records[1], iri) for iri in people[:2]}
    named |= {(records[2], people[0]), (records[2], PLACES[0])}
    path = index(Traits(named=frozenset(named)))
    with find(path, "") as found:
        whole = network(found, people[1])
    assert (whole.nodes[0].iri, whole.nodes[0].records, whole.records) == (people[1], 2, 3)
    assert {(edge.one, edge.other): edge.records for edge in whole.edges} == {
        pair: 2 if set(pair) == set(people[:2]) else 1 for pair in combinations(sorted(people), 2)
    }
    with find(path, '"pearl 1"', Choice(type=("record",))) as found:
        assert records[1] in {hit.iri for hit in found.page(0, 9)}
        assert network(found, people[0]).of_result
    with find(path, "zzzzqq") as found:
        assert network(found).nodes == ()
    assert MOST_NAMED == 50


def test_an_index_without_facets_is_refused_with_advice(tmp_path: Path) -> None:
    import sqlite3

    with sqlite3.connect(tmp_path / "old.sqlite") as old:
        old.execute("CREATE TABLE about (key, value)")
    with pytest.raises(RunAborted, match="SEARCH001"), find(tmp_path / "old.sqlite", ""):
        pass


def test_decades_hold_their_years() -> None:
    assert all(decade(year) <= year < decade(year) + 10 for year in range(-50, 50))
