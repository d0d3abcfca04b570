"""The services of an edition through the endpoint: what they answer, where they may stand, what they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from canary import canary
from endpoint_client import ask
from endpoint_edition import BASE

from kg.workspace import open_workspace
from ontology.example_queries import ExampleQuery, example_queries
from sparql_endpoint.asking import ask_and_print
from sparql_endpoint.services.local import local_names

Row = dict[str, str]


def rows(server: str, query: str) -> list[Row]:
    status, _, body = ask(server, query, Accept="application/sparql-results+json")
    assert status == 200, body
    return [{k: v["value"] for k, v in row.items()} for row in json.loads(body)["results"]["bindings"]]


def service(name: str, inside: str) -> str:
    return f"SERVICE <{BASE}/service/{name}> {{ {inside} }}"


@pytest.fixture(scope="module")
def qatar(server: str) -> str:
    query = 'SELECT ?p { ?p a kg:Entity, rico:Place ; rdfs:label "Qatar"@en }'
    return rows(server, query)[0]["p"]


@pytest.mark.parametrize("words", ["Doha", "الدوحة", "والدوحه", "Доха", "Dohha"])
def test_search_finds_a_place_in_any_script_and_joins_with_the_graph(server: str, words: str) -> None:
    clause = service("search", f'?p kg:searchFor "{words}" ; kg:ofKind "place" ; kg:score ?score ; kg:limit 3')
    found = rows(server, f"SELECT ?name ?score {{ {clause} ?p rdfs:label ?name }} ORDER BY DESC(?score)")
    assert found[0]["name"] == "Doha"
    assert 0 < float(found[0]["score"]) <= 1


def test_search_says_where_the_words_stand(server: str) -> None:
    inside = '?r kg:searchFor "Doha" ; kg:inField "text" ; kg:byPage true ; kg:snippet ?words ; kg:matched ?m ; '
    inside += 'kg:foundOn ?page ; kg:foundIn ?field ; kg:inArchive "qatar-gulf"'
    clause = service("search", inside)
    (first, *_) = rows(server, f"SELECT * {{ {clause} ?page rico:identifier ?number . ?r rico:hasOrHadHolder ?h }}")
    assert "Doha" in first["words"]
    assert (first["m"], first["field"]) == ("Doha", "text")
    assert first["r"].startswith(f"{BASE}/id/record/")
    assert first["h"].endswith("/qatar-gulf")


def test_who_is_named_together_as_the_summary_says(server: str) -> None:
    pairs = f"GRAPH <{BASE}/graph/summary/co-mentions> {{ ?x kg:pairOf ?a , ?b ; kg:recordCount ?n }} FILTER(?a != ?b)"
    told = rows(server, f"SELECT ?a ?b ?n {{ {pairs} }} ORDER BY ?a DESC(?n) ?b")
    assert told
    clause = service("together", "?b kg:namedWith ?a ; kg:recordCount ?n ; kg:limit 1000")
    assert told == rows(server, f"SELECT ?a ?b ?n {{ ?a a kg:Entity {clause} }} ORDER BY ?a DESC(?n) ?b")


def test_an_argument_may_come_from_what_stands_before(server: str) -> None:
    inside = '?p kg:searchFor ?w ; kg:ofKind "place" ; kg:limit 1 ; kg:matched ?m'
    query = f'SELECT * {{ VALUES ?w {{ "Doha" "Астана" "nowhereatall" }} OPTIONAL {{ {service("search", inside)} }} }}'
    assert {row["w"]: row.get("m", "").casefold() for row in rows(server, query)} == {
        "Doha": "doha", "Астана": "астана", "nowhereatall": "",
    }  # fmt: skip


def test_nearby_goes_by_distance_and_leaves_the_centre_out(server: str, qatar: str) -> None:
    around = service("nearby", "?p kg:nearTo ?centre ; kg:withinKilometres 20000 ; kg:kilometres ?km")
    query = f"SELECT ?p ?km {{ VALUES ?centre {{ <{qatar}> }} {around} }}"
    found = rows(server, query)
    distances = [float(row["km"]) for row in found]
    assert distances == sorted(distances)
    assert len(found) > 3
    assert qatar not in {row["p"] for row in found}
    point = '"POINT(51.53 25.29)"^^geo:wktLiteral'
    near = rows(server, f"SELECT ?n {{ {service('nearby', f'?p kg:nearTo {point}')} ?p rdfs:label ?n }}")
    assert "Doha" in {row["n"] for row in near}


def test_similar_gives_names_in_other_scripts_with_reasons(server: str) -> None:
    inside = '?p kg:nameLike "Нұрсұлтан Назарбаев" ; kg:ofKind "person" ; kg:score ?s ; kg:explanation ?why'
    found = rows(server, f"SELECT ?n ?s ?why {{ {service('similar', inside)} ?p skos:prefLabel ?n }}")
    assert any("Nazarbayev" in row["n"] and float(row["s"]) > 0.5 for row in found), found
    assert all("=" in row["why"] for row in found if float(row["s"]) > 0.5)


def test_a_path_gives_every_statement_with_its_record_and_words(server: str, qatar: str) -> None:
    other = rows(server, 'SELECT ?p { ?p a kg:Entity, rico:Place ; rdfs:label "Kazakhstan"@en }')[0]["p"]
    inside = f"?path kg:pathFrom <{qatar}> ; kg:pathTo <{other}> ; kg:hop ?hop ; kg:pathNumber ?n ; kg:hopFrom ?s ; "
    inside += "kg:hopProperty ?p ; kg:hopTo ?o ; kg:hopRecord ?r ; kg:hopQuote ?q ; kg:limit 3"
    found = rows(server, f"SELECT * {{ {service('path', inside)} }} ORDER BY ?n ?hop")
    assert [row["hop"] for row in found if row["n"] == "1"] == ["1", "2"]
    assert all(row["r"].startswith(f"{BASE}/id/record/") for row in found)
    assert all(row["q"] for row in found if row["p"].endswith("#mentions"))
    for row in found:
        status, _, body = ask(server, f"ASK {{ <{row['s']}> <{row['p']}> <{row['o']}> }}")
        assert (status, json.loads(body)["boolean"]) == (200, True)


@pytest.mark.parametrize(
    ("inside", "name", "words"),
    [
        ("?p kg:searchFor 5", "search", None),
        ('?p kg:score ?s', "search", "needs kg:searchFor"),
        ('?p kg:searchFor "x" ; kg:hop ?c', "search", "knows no kg:hop"),
        ('?p kg:searchFor "x" ; rdfs:label ?c', "search", "no property"),
        ('?p kg:searchFor ?unbound', "search", "Nothing before"),
        ('?p kg:searchFor "x" ; kg:limit 5000', "search", "from 1 to 1000"),
        ('?p kg:searchFor "x" ; kg:ofKind "cat"', "search", "one of person"),
        ('?p kg:searchFor "x" . ?q kg:searchFor "y"', "search", "one subject"),
        ('?p kg:searchFor "x" FILTER(true)', "search", None),
        ('SELECT * { ?p kg:searchFor "x" }', "search", None),
        ("", "search", "asked nothing"),
        ('?p kg:nearTo "POINT(500 1)"', "nearby", "longitude, then latitude"),
        ('?p kg:pathFrom "x" ; kg:pathTo <http://x>', "path", "an IRI"),
        ("?p kg:nameLike <http://x>", "similar", "a text"),
    ],
)  # fmt: skip
def test_a_wrong_call_is_told_with_its_place(server: str, inside: str, name: str, words: str | None) -> None:
    status, _, body = ask(server, f"SELECT * {{\n  {service(name, inside)} }}")
    if words is None and status == 200:
        return
    problem = json.loads(body)
    assert (status, problem["line"]) == (400, 2)
    assert (words or "") in problem["title"] + problem["code"]


def test_a_stranger_beside_our_services_is_refused_and_ours_are_named(server: str) -> None:
    with canary() as bird:
        for address in (f"{bird.address}/", f"{BASE}/service/unknown", f"{BASE}.evil.test/service/search"):
            status, _, body = ask(server, f"ASK {{ SERVICE SILENT <{address}> {{ ?s ?p ?o }} }}")
            assert (status, json.loads(body)["code"]) == (403, "SERVICE001")
            assert all(f"{BASE}/service/{name}" in json.loads(body)["detail"] for name in local_names())


@pytest.mark.parametrize(
    "example",
    [each for each in example_queries(vocabulary=f"{BASE}/def#", base=BASE) if "SERVICE" in each.sparql],
    ids=lambda each: each.key,
)
def test_every_example_that_asks_a_service_has_an_answer(server: str, example: ExampleQuery) -> None:
    assert rows(server, example.sparql)


def test_answers_of_our_services_are_the_edition_s_and_may_be_kept(server: str) -> None:
    query = f'SELECT ?p {{ {service("search", "?p kg:searchFor ?w")} }}'.replace("?w", '"Doha"')
    _, headers, _ = ask(server, query)
    assert headers["etag"]
    assert headers["cache-control"] == "public, no-cache"


def test_the_command_line_has_them_too(edition_workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = open_workspace(edition_workspace).current_edition().base
    text = f'SELECT ?n {{ SERVICE <{base}/service/search> {{ ?p kg:searchFor "Doha" ; kg:limit 1 }} ?p rdfs:label ?n }}'
    ask_and_print(text, None, "csv", endpoint=None, workspace=edition_workspace, timeout_s=None)
    assert "Doha" in capsys.readouterr().out
